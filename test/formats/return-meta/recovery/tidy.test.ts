import {describe, expect, test} from 'vitest';
import {ago, container, entry, folder, project, run, session} from '../given.ts';
import {benchOf, diskOf, type Files} from './workbench.ts';

const day = 24 * 60;

describe('clear-markers', () => {
	const marked = (more: Files, word = 'planned'): Files => ({
		'specs/state.json': {content: container(entry(word, {last_updated: ago(9 * day)})), age: 600},
		...more,
	});

	const files = marked({
		[`${folder}/.postflight-pending`]: {content: '', age: 102},
		[`${folder}/.postflight-loop-guard`]: {content: '3\n', age: 102},
		[`${folder}/.orchestrator-loop-guard`]: {content: {cycle_count: 1}, age: 7 * day + 1},
		[`${folder}/.continuation-loop-guard`]: {content: {continuation_count: 0}, age: 6 * day},
		[`${folder}/.orchestrator-loop-guard.tmp`]: {content: 'half', age: 102},
		'specs/.postflight-pending': {content: {task_number: 7, session_id: session}, age: 102},
	});

	test('removes what is older than any work lasts, and says what stays', () => {
		const bench = benchOf(files);
		expect(bench.after('7', 'clear-markers')).toEqual({
			[`${folder}/.postflight-pending`]: null,
			[`${folder}/.postflight-loop-guard`]: null,
			[`${folder}/.orchestrator-loop-guard`]: null,
			[`${folder}/.orchestrator-loop-guard.tmp`]: null,
			'specs/.postflight-pending': null,
		});
		expect(bench.disk.draft(bench.option('7', 'clear-markers'))).toMatchObject({
			notes: ['not old enough, and stays: .continuation-loop-guard'],
		});
	});

	test('a marker that was written anew meanwhile stays', () => {
		const moved = diskOf({...files, [`${folder}/.postflight-pending`]: {content: '', age: 1}});
		const draft = moved.draft(benchOf(files).option('7', 'clear-markers'));
		expect(draft.type === 'ready' && draft.edits.map(({path}) => path)).not.toContain(
			`/w/${folder}/.postflight-pending`,
		);
	});

	test.each<[string, Files, string]>([
		[
			'young',
			marked({[`${folder}/.postflight-pending`]: {content: '', age: 100}}),
			'.postflight-pending is not old enough to be left behind: written 1h ago, it will be in 1m',
		],
		[
			'of a run that is at work',
			marked(
				{
					[`${folder}/.postflight-pending`]: {content: '', age: 102},
					[`${folder}/.return-meta.json`]: {content: run('in_progress'), age: 2},
				},
				'implementing',
			),
			'task 7 is being worked on',
		],
	])('refused while it is %s', (_name, project, reason) => {
		expect(benchOf(project).refusal('7', 'clear-markers')).toBe(reason);
	});

	test('those of no task belong to the root', () => {
		const bench = benchOf(
			marked({
				'specs/.postflight-pending': {content: '', age: 102},
				'specs/state.json.tmp': {content: '{', age: 102},
			}),
		);
		expect(bench.after(null, 'clear-root-markers')).toEqual({
			'specs/.postflight-pending': null,
			'specs/state.json.tmp': null,
		});
		const young = marked({'specs/.postflight-pending': {content: '', age: 5}});
		expect(benchOf(young).refusal(null, 'clear-root-markers')).toBe(
			'.postflight-pending is not old enough to be left behind: written 5m ago, it will be in 1h36m',
		);
	});
});

describe('release-lock', () => {
	const locked = (heartbeat: number, quiet: number, more: Files = {}): Files => ({
		'specs/state.json': {content: container(entry('planned')), age: 600},
		[`${folder}/.lock/holder.json`]: {
			content: {session_id: session, heartbeat_at: ago(heartbeat)},
			age: quiet,
		},
		[`${folder}/.return-meta.json`]: {content: run('in_progress'), age: quiet},
		...more,
	});

	test('removes the lock and its folder', () => {
		const bench = benchOf(locked(121, 121));
		const edits = bench.edits('7', 'release-lock');
		expect(edits.map(({type, path}) => [type, path])).toEqual([
			['file', `/w/${folder}/.lock/holder.json`],
			['remove-folder', `/w/${folder}/.lock`],
		]);
		expect(bench.disk.apply(edits).paths).toEqual([
			`/w/${folder}/.return-meta.json`,
			'/w/specs/state.json',
		]);
	});

	test.each<[Files, string]>([
		[locked(20, 200), 'an agent holds the lock of task 7; its heartbeat was 20m ago'],
		[
			locked(119, 200),
			'the lock is not given up before two hours without a heartbeat; the last was 1h ago',
		],
		[locked(121, 119), 'its files were written 1h ago; they have to rest for 120m first'],
		[
			locked(121, 121, {[`${folder}/.lock/more.txt`]: {content: 'x', age: 200}}),
			`${folder}/.lock holds more than a lock: more.txt`,
		],
	])('refused %#', (files, reason) => {
		expect(benchOf(files).refusal('7', 'release-lock')).toBe(reason);
	});
});

describe('clean-return-meta', () => {
	const path = `${folder}/reports/01_a.md`;
	const done = (
		more: Files = {},
		word = 'researched',
		listed: readonly string[] = [path],
	): Files => ({
		...project(entry(word, {artifacts: listed}), run('researched', {artifacts: [path]}), {}, 40),
		[path]: {content: 'x', age: 50},
		...more,
	});

	test('removes the results of all agents of a task', () => {
		const files = done({
			[`${folder}/.return-meta-b.json`]: {content: run('researched'), age: 40},
		});
		expect(benchOf(files).after('7', 'clean-return-meta')).toEqual({
			[`${folder}/.return-meta.json`]: null,
			[`${folder}/.return-meta-b.json`]: null,
		});
		expect(benchOf(done({}, 'completed')).refusal('7', 'clean-return-meta')).toBeNull();
	});

	test.each<[string, Files, string]>([
		[
			'an artifact that is not recorded',
			done({}, 'researched', []),
			`state.json does not list ${path}, which only the result names`,
		],
		[
			'an artifact that is gone',
			{...done(), [path]: {content: '', age: 50}},
			`${path} is empty: what the result says is not all there`,
		],
		[
			'a marker',
			done({[`${folder}/.postflight-pending`]: {content: '', age: 45}}),
			'.postflight-pending is there: the wrap-up is not done, or its marker was forgotten',
		],
		[
			'files that are young',
			done({[`${folder}/.return-meta-b.json`]: {content: run('researched'), age: 29}}),
			'its files were written 29m ago; they have to rest for 30m first',
		],
	])('refused for %s', (_name, files, reason) => {
		expect(benchOf(files).refusal('7', 'clean-return-meta')).toBe(reason);
	});

	test.each(['in_progress', 'partial', 'blocked', 'implemented'])(
		'not offered where a run says %s and state.json researched',
		(status) => {
			const files = done({
				[`${folder}/.return-meta-b.json`]: {content: run(status), age: 40},
			});
			expect(() => benchOf(files).option('7', 'clean-return-meta')).toThrow('not offered');
		},
	);
});
