import {describe, expect, test} from 'vitest';
import {ago, folder, run, session} from '../given.ts';
import {benchOf, diskOf, type Files} from './workbench.ts';

const at = '2026-05-04T10:00:00Z';

/** A `state.json` in a hand-made style that no writer of JSON would give back. */
const stateText = (word: string, artifacts = '', updated = ago(95)): string =>
	`{\n  "next_project_number": 9,\n  "active_projects": [\n    {"project_number": 6, "project_name": "b", "status": "planned"},\n    {\n      "project_number": 7,\n      "project_name":   "a_task",\n      "status": "${word}",\n      "zz": [1,2],\n      "last_updated": "${updated}"${artifacts}\n    }\n  ]\n}\n`;

const only = (files: Files, option: string): string | null => {
	const after = benchOf(files).after('7', option);
	expect(Object.keys(after)).toEqual(['specs/state.json']);
	return after['specs/state.json']!;
};

describe('reconcile-status: the files show that the step was done', () => {
	const stuck = (word: string, artifact: string, more: Files = {}): Files => ({
		'specs/state.json': {content: stateText(word), age: 95},
		[`${folder}/${artifact}`]: {content: '# A result\n', age: 93},
		...more,
	});

	test.each([
		['researching', 'reports/01_a.md', 'researched'],
		['planning', 'plans/01_a.md', 'planned'],
		['implementing', 'summaries/01_a.md', 'completed'],
	])('%s with %s is %s', (word, artifact, result) => {
		const files = stuck(word, artifact);
		const text = only(files, 'reconcile-status');
		expect(text).toBe(stateText(result, '', at));
		const again = benchOf({...files, 'specs/state.json': {content: text, age: 0}});
		expect(again.subjects[1]).toMatchObject({
			status: result === 'completed' ? 'completed' : 'pending',
			task: {rawStatus: result},
		});
	});

	test('mark, line breaks and a missing end stay', () => {
		const odd = (text: string): string => `\uFEFF${text.trimEnd().replaceAll('\n', '\r\n')}`;
		const files = stuck('planning', 'plans/01_a.md', {
			'specs/state.json': {content: odd(stateText('planning')), age: 95},
		});
		expect(only(files, 'reconcile-status')).toBe(odd(stateText('planned', '', at)));
	});

	test('an interrupted run beside it is left over afterwards', () => {
		const files = stuck('researching', 'reports/01_a.md', {
			[`${folder}/.return-meta.json`]: {content: run('in_progress'), age: 92},
		});
		const text = only(files, 'reconcile-status')!;
		const again = benchOf({...files, 'specs/state.json': {content: text, age: 0}});
		expect(again.subjects[1]).toMatchObject({status: 'pending', task: {rawStatus: 'researched'}});
	});

	const plan = (mark: string): string =>
		`# Plan\n\n### Phase 1: Start [COMPLETED]\n\n### Phase 2: End [${mark}]\n`;

	test.each<[string, Files, string]>([
		[
			'an empty artifact',
			stuck('researching', 'reports/01_a.md', {
				[`${folder}/reports/01_a.md`]: {content: '', age: 93},
			}),
			'01_a.md is empty',
		],
		[
			'an artifact from before',
			stuck('researching', 'reports/01_a.md', {
				[`${folder}/reports/01_a.md`]: {content: 'x', age: 200},
			}),
			'the newest report is older than the step: it was written 3h ago, the step began 1h ago',
		],
		[
			'a time that is invented',
			stuck('researching', 'reports/01_a.md', {
				'specs/state.json': {
					content: stateText('researching', '', '2026-05-04T00:00:00Z'),
					age: 95,
				},
			}),
			"last_updated of task 7 can't be believed: whether the report came later is not known",
		],
		[
			'an open phase in the plan',
			stuck('implementing', 'summaries/01_a.md', {
				[`${folder}/plans/01_plan.md`]: {content: plan('NOT STARTED'), age: 94},
			}),
			'phase 2 End is open in 01_plan.md',
		],
		[
			'a handoff that says partial',
			stuck('implementing', 'summaries/01_a.md', {
				[`${folder}/.orchestrator-handoff.json`]: {content: {status: 'partial'}, age: 200},
			}),
			'.orchestrator-handoff.json says partial',
		],
		[
			'a run that counts open phases',
			stuck('implementing', 'summaries/01_a.md', {
				[`${folder}/.return-meta.json`]: {
					content: run('in_progress', {phases_completed: 1, phases_total: 3}),
					age: 92,
				},
			}),
			'.return-meta.json counts 1 of 3 phases',
		],
	])('refused for %s', (_name, files, reason) => {
		expect(benchOf(files).refusal('7', 'reconcile-status')).toBe(reason);
	});

	test('a plan whose phases are all done does not speak against it', () => {
		const files = stuck('implementing', 'summaries/01_a.md', {
			[`${folder}/plans/01_plan.md`]: {content: plan('COMPLETED'), age: 94},
		});
		expect(benchOf(files).refusal('7', 'reconcile-status')).toBeNull();
	});

	test('refused when somebody told state.json in the meantime', () => {
		const files = stuck('researching', 'reports/01_a.md');
		const moved = diskOf({...files, 'specs/state.json': {content: stateText('planned'), age: 0}});
		expect(moved.draft(benchOf(files).option('7', 'reconcile-status'))).toEqual({
			type: 'refused',
			reason: 'task 7 is not interrupted any more',
		});
	});
});

describe('finish-postflight: the result is recorded, then tidied up', () => {
	const report = {type: 'report', path: `${folder}/reports/01_a.md`, summary: 'What was found'};

	const finished = (
		state: string,
		result: object,
		more: Files = {},
		files: readonly string[] = ['reports/01_a.md'],
	): Files => ({
		'specs/state.json': {content: state, age: 95},
		[`${folder}/.return-meta.json`]: {content: result, age: 92},
		[`${folder}/.postflight-pending`]: {content: {session_id: session, task_number: 7}, age: 91},
		...Object.fromEntries(
			files.map((path) => [`${folder}/${path}`, {content: '# A result\n', age: 93}]),
		),
		...more,
	});

	const stateAfter = (files: Files): string | null =>
		benchOf(files).after('7', 'finish-postflight')['specs/state.json']!;

	test.each([
		['researching', 'researched', 'researched', 'pending'],
		['planning', 'planned', 'planned', 'pending'],
		['revising', 'planned', 'planned', 'pending'],
		['implementing', 'implemented', 'completed', 'completed'],
		['implementing', 'done', 'completed', 'completed'],
		['researching', 'success', 'researched', 'pending'],
		['planned', 'implemented', 'completed', 'completed'],
		['not_started', 'research_done', 'researched', 'pending'],
	])('%s with the result %s becomes %s', (word, result, recorded, status) => {
		const files = finished(stateText(word), run(result, {artifacts: [report]}));
		const after = benchOf(files).after('7', 'finish-postflight');
		expect(after).toEqual({
			'specs/state.json': stateText(
				recorded,
				`,\n      "artifacts": [\n        {\n          "path": "${report.path}",\n          "type": "report",\n          "summary": "What was found"\n        }\n      ]`,
				at,
			),
			[`${folder}/.return-meta.json`]: null,
			[`${folder}/.postflight-pending`]: null,
		});
		const again = benchOf({
			'specs/state.json': {content: after['specs/state.json'], age: 0},
			[`${folder}/reports/01_a.md`]: {content: '# A result\n', age: 93},
		});
		expect(again.subjects[1]).toMatchObject({status, task: {rawStatus: recorded, attention: []}});
	});

	test.each<[string, string, string]>([
		[
			'an empty list',
			'[]',
			'[\n        {\n          "path": "P",\n          "type": "report",\n          "summary": "What was found"\n        }\n      ]',
		],
		[
			'a list of objects, in the order of their keys',
			'[\n        {"type": "plan", "path": "x.md"}\n      ]',
			'[\n        {"type": "plan", "path": "x.md"},\n        {\n          "type": "report",\n          "path": "P",\n          "summary": "What was found"\n        }\n      ]',
		],
		['a list of paths', '["x.md"]', '["x.md", "P"]'],
		[
			'an object of lists',
			'{"reports": ["x.md"], "plans": []}',
			'{"reports": ["x.md", "P"], "plans": []}',
		],
		['an object with a free place', '{"plan": "x.md"}', '{"plan": "x.md", "research": "P"}'],
		[
			'an object of objects',
			'{"plan": {"path": "x.md", "summary": "s"}}',
			'{"plan": {"path": "x.md", "summary": "s"}, "research": {"path":"P","summary":"What was found","type":"report"}}',
		],
		['it stands there already', '[{"path": "P"}]', '[{"path": "P"}]'],
		[
			'it stands there, written another way',
			'["007_a_task/reports/01_a.md"]',
			'["007_a_task/reports/01_a.md"]',
		],
	])('artifacts are added in the shape that is there: %s', (_name, before, after) => {
		const artifacts = (text: string): string =>
			`,\n      "artifacts": ${text.replace('"P"', `"${report.path}"`)}`;
		const text = stateAfter(
			finished(
				stateText('researching', artifacts(before)),
				run('researched', {artifacts: [report]}),
			),
		);
		expect(JSON.parse(text!)).toEqual(JSON.parse(stateText('researched', artifacts(after), at)));
		expect(text!.replaceAll(/\s/g, '')).toBe(
			stateText('researched', artifacts(after), at).replaceAll(/\s/g, ''),
		);
	});

	test('a result of an earlier step is not one of this', () => {
		const files = finished(stateText('planning'), run('researched', {artifacts: [report]}));
		expect(() => benchOf(files).option('7', 'finish-postflight')).toThrow('not offered');
	});

	test('what is missing is not recorded, and then nothing is removed', () => {
		const gone = {type: 'plan', path: `${folder}/plans/09_gone.md`, summary: ''};
		const files = finished(
			stateText('researching'),
			run('researched', {artifacts: [report, gone]}),
		);
		const after = benchOf(files).after('7', 'finish-postflight');
		expect(Object.keys(after)).toEqual(['specs/state.json']);
		expect(after['specs/state.json']).toContain(report.path);
		expect(after['specs/state.json']).not.toContain('09_gone');
	});

	test('a place that is taken is left alone, and then nothing is removed', () => {
		const text = stateText('researching', ',\n      "artifacts": {"research": "x.md"}');
		const files = finished(text, run('researched', {artifacts: [report]}));
		const bench = benchOf(files);
		expect(bench.after('7', 'finish-postflight')).toEqual({
			'specs/state.json': stateText('researched', ',\n      "artifacts": {"research": "x.md"}', at),
		});
		const draft = bench.disk.draft(bench.option('7', 'finish-postflight'));
		expect(draft.type === 'ready' && draft.notes[1]).toBe(
			`no place in state.json for ${report.path}`,
		);
	});

	test('a wrap-up that stopped after state.json was told is only tidied up', () => {
		const text = stateText('researched', `,\n      "artifacts": ["${report.path}"]`);
		const files = finished(text, run('researched', {artifacts: [report]}), {
			[`${folder}/.postflight-loop-guard`]: {content: '3\n', age: 91},
		});
		expect(benchOf(files).after('7', 'finish-postflight')).toEqual({
			[`${folder}/.return-meta.json`]: null,
			[`${folder}/.postflight-loop-guard`]: null,
			[`${folder}/.postflight-pending`]: null,
		});
	});

	test.each<[string, Files, string]>([
		[
			'none of its files is there',
			finished(stateText('researching'), run('researched', {artifacts: [report]}), {}, []),
			`none of the files that ${folder}/.return-meta.json names is there: ${report.path} is missing`,
		],
		[
			'the wrap-up may be at work',
			finished(stateText('researching'), run('researched', {artifacts: [report]}), {
				[`${folder}/.return-meta.json`]: {
					content: run('researched', {artifacts: [report]}),
					age: 5,
				},
			}),
			'its wrap-up may still be at work: the result was written 5m ago, and most take up to 26m',
		],
		[
			'phases are open',
			finished(
				stateText('implementing'),
				run('implemented', {artifacts: [report], phases_completed: 2, phases_total: 8}),
			),
			'.return-meta.json says implemented, and counts 2 of 8 phases',
		],
		[
			'nothing tells the step',
			finished(stateText('in_progress'), run('done', {artifacts: [report]})),
			'"done" does not say which step was done',
		],
		[
			'a path that no file has',
			finished(
				stateText('researching'),
				run('researched', {artifacts: [`${folder}/reports/01_a.md`, 'a\u001B[31mb.md']}),
			),
			`${folder}/.return-meta.json names an artifact with characters that no path should have`,
		],
	])('refused when %s', (_name, files, reason) => {
		expect(benchOf(files).refusal('7', 'finish-postflight')).toBe(reason);
	});

	test('the commands for git are for a person, and quoted', () => {
		const bench = benchOf(
			finished(stateText('researching'), run('researched', {artifacts: [report]})),
		);
		const draft = bench.disk.draft(bench.option('7', 'finish-postflight'));
		expect(draft.type === 'ready' && draft.byHand).toEqual([
			`git -C '/w' add -A -- 'specs/state.json' '${folder}'`,
			"git -C '/w' commit -m 'task 7: complete research'",
		]);
	});
});

describe('nothing is written into a root that can be misunderstood', () => {
	const artifact = {[`${folder}/reports/01_a.md`]: {content: 'x', age: 93}};
	const stuckIn = (text: string): Files => ({
		'specs/state.json': {content: text, age: 95},
		...artifact,
	});
	const sound = stateText('researching');

	test.each<[string, string, string]>([
		['cut off', sound.slice(0, -8), 'specs/state.json, line 11: the file ends'],
		['a comma too many', sound.replace('}\n  ]', '},\n  ]'), 'specs/state.json, line 12:'],
		[
			'a key twice',
			sound.replace('"zz"', '"status"'),
			'specs/state.json, line 9: the key "status" stands twice',
		],
		[
			'a number twice',
			sound.replace('"project_number": 6', '"project_number": 7'),
			'specs/state.json, line 5: the number 7 is given to two tasks',
		],
		['something else', '{"a": 1}', 'specs/state.json holds no list of tasks'],
		['nothing', '', 'specs/state.json, line 1: the file is empty'],
	])('%s', (_name, text, reason) => {
		const option = benchOf(stuckIn(sound)).option('7', 'reconcile-status');
		const draft = diskOf(stuckIn(text)).draft(option);
		expect(draft.type === 'refused' && draft.reason).toContain(reason);
	});

	test('a file that is gone, or is no text', () => {
		const option = benchOf(stuckIn(sound)).option('7', 'reconcile-status');
		expect(diskOf(artifact).draft(option)).toEqual({
			type: 'refused',
			reason: 'specs/state.json is not there',
		});
	});

	test('a lock with a fresh heartbeat', () => {
		const lock = (minutes: number): Files => ({
			...stuckIn(sound),
			[`${folder}/.lock/holder.json`]: {
				content: {session_id: session, acquired_at: ago(200), heartbeat_at: ago(minutes)},
				age: 200,
			},
		});
		const option = benchOf(stuckIn(sound)).option('7', 'reconcile-status');
		expect(diskOf(lock(29)).draft(option)).toEqual({
			type: 'refused',
			reason: 'somebody went on with task 7: heartbeat of the lock 29m ago',
		});
		expect(benchOf(lock(94)).refusal('7', 'reconcile-status')).toBeNull();
	});

	test('a task that is another one by now', () => {
		const option = benchOf(stuckIn(sound)).option('7', 'reconcile-status');
		const renamed = sound.replace('"a_task"', '"b_task"');
		expect(diskOf(stuckIn(renamed)).draft(option)).toEqual({
			type: 'refused',
			reason: 'task 7 is another one by now: "b_task"',
		});
		const moved = sound.replace('"project_number": 7', '"project_number": 8');
		expect(diskOf(stuckIn(moved)).draft(option)).toEqual({
			type: 'refused',
			reason: 'task 7 does not stand in state.json any more',
		});
	});
});
