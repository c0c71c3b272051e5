import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {MemoryDisk} from '../../../helpers/memory-disk.ts';
import type {Given} from '../given.ts';
import {ago, now, run, session} from '../given.ts';
import {benchOf, type Files} from './workbench.ts';

const numbers = Array.from({length: 12}, (_, index) => index + 1);

const folderOf = (number: number): string => `specs/${String(number).padStart(3, '0')}_t${number}`;

const many: Files = {
	'specs/state.json': {
		content: {
			active_projects: numbers.map((number) => ({
				project_number: number,
				project_name: `t${number}`,
				status: 'researching',
				last_updated: ago(95),
			})),
		},
		age: 95,
	},
	...Object.fromEntries(
		numbers.flatMap((number): [string, Given][] => [
			[`${folderOf(number)}/.return-meta.json`, {content: run('in_progress'), age: 92}],
			[`${folderOf(number)}/reports/01_a.md`, {content: 'x', age: 93}],
		]),
	),
};

const foldOver = (option: string): MemoryDisk => {
	const bench = benchOf(many);
	return numbers.reduce((disk, number) => {
		const draft = disk.draft(bench.option(String(number), option));
		if (draft.type !== 'ready') {
			throw new Error(`task ${number}: ${draft.reason}`);
		}

		return disk.apply(draft.edits);
	}, bench.disk);
};

describe('twelve interrupted tasks of one root', () => {
	test('are all reconciled in one state.json', () => {
		const {active_projects: tasks} = JSON.parse(
			foldOver('reconcile-status').text('/w/specs/state.json')!,
		) as {
			active_projects: {status: string; last_updated: string}[];
		};
		expect(tasks.map(({status, last_updated: at}) => [status, at])).toEqual(
			numbers.map(() => ['researched', '2026-05-04T10:00:00Z']),
		);
	});

	test('are all logged in one errors.json, each with an id of its own', () => {
		const {errors} = JSON.parse(foldOver('log-interruption').text('/w/specs/errors.json')!) as {
			errors: {id: string; context: {task: number}}[];
		};
		expect(errors.map(({context}) => context.task)).toEqual(numbers);
		expect(new Set(errors.map(({id}) => id)).size).toBe(12);
		expect(errors.every(({id}) => new RegExp(`^err_${now}_[A-Za-z0-9]{6}$`).test(id))).toBe(true);
	});

	test('each gets its options from the documents once', () => {
		const bench = benchOf(many);
		expect(numbers.map((number) => bench.options(String(number))[0]!.id)).toEqual(
			numbers.map(() => 'reconcile-status'),
		);
	});
});

const isJson = (text: string): boolean => {
	try {
		JSON.parse(text.replace(/^\uFEFF/, ''));
		return true;
	} catch {
		return false;
	}
};

describe('whatever else stands in the files', () => {
	const key = fc
		.stringMatching(/^[a-z_ "\\é]{1,8}$/)
		.filter((name) => !/^(?:status|artifacts|title|blocke|on_hold|depend)/.test(name));
	const more = fc.dictionary(key, fc.jsonValue({maxDepth: 2}), {maxKeys: 4});
	const style = fc.record({
		indent: fc.constantFrom<string | number | undefined>(undefined, 2, 4, '\t'),
		lineBreak: fc.constantFrom('\n', '\r\n'),
		mark: fc.constantFrom('', '\uFEFF'),
		end: fc.constantFrom('', '\n', '\n\n'),
	});
	const entries = fc.array(more, {maxLength: 3});

	test('only the named values of the one task change, or it is refused', () => {
		let count = 0;
		fc.assert(
			fc.property(style, entries, more, more, (how, others, own, root) => {
				const task = {
					...own,
					project_number: 7,
					project_name: 'a_task',
					status: 'researching',
					last_updated: ago(95),
				};
				const value = {
					...root,
					active_projects: [
						...others.map((other, index) => ({...other, project_number: index + 20})),
						task,
					],
				};
				const text =
					how.mark +
					JSON.stringify(value, null, how.indent).replaceAll('\n', how.lineBreak) +
					how.end;
				const report = 'specs/007_a_task/reports/01_a.md';
				const files: Files = {
					'specs/state.json': {content: text, age: 95},
					'specs/007_a_task/.return-meta.json': {
						content: run('researched', {artifacts: [report]}),
						age: 92,
					},
					[report]: {content: 'x', age: 93},
				};
				const bench = benchOf(files);
				for (const option of ['finish-postflight', 'reconcile-status']) {
					const offered = bench.options('7').find(({id}) => id === option);
					const draft = offered && bench.disk.draft(offered);
					if (draft?.type !== 'ready') {
						continue;
					}

					count++;
					const after = bench.disk.apply(draft.edits).text('/w/specs/state.json')!;
					const told = {...task, status: 'researched', last_updated: '2026-05-04T10:00:00Z'};
					expect(JSON.parse(after.slice(how.mark.length))).toEqual(
						JSON.parse(
							JSON.stringify({
								...value,
								active_projects: [
									...value.active_projects.slice(0, -1),
									option === 'reconcile-status' ? told : {...told, artifacts: [{path: report}]},
								],
							}),
						),
					);
					expect(after.startsWith(how.mark) && after.endsWith(`}${how.end}`)).toBe(true);
					const again = benchOf({
						'specs/state.json': {content: after, age: 0},
						[report]: {content: 'x', age: 93},
					});
					expect(again.subjects.find(({task}) => task.id === '7')).toMatchObject({
						status: 'pending',
						task: {rawStatus: 'researched'},
					});
				}
			}),
			{numRuns: 150},
		);
		expect(count).toBeGreaterThan(100);
	});

	test('no bytes in any file make an option throw, or edit what is broken', () => {
		const anything = fc.oneof(
			fc.string({maxLength: 60}),
			fc.json({maxDepth: 3}),
			fc.constant(JSON.stringify({active_projects: [{project_number: 7, status: 'researching'}]})),
			fc.constant(JSON.stringify({status: 'in_progress', metadata: {session_id: session}})),
		);
		fc.assert(
			fc.property(
				fc.record({state: anything, meta: anything, errors: anything, lock: anything}),
				({state, meta, errors, lock}) => {
					const files: Files = {
						'specs/state.json': {content: state, age: 300},
						'specs/errors.json': {content: errors, age: 300},
						'specs/007_a_task/.return-meta.json': {content: meta, age: 300},
						'specs/007_a_task/.lock/holder.json': {content: lock, age: 300},
						'specs/007_a_task/reports/01_a.md': {content: 'x', age: 299},
					};
					const bench = benchOf(files);
					for (const {task} of bench.subjects) {
						for (const option of bench.options(task.key)) {
							const draft = bench.disk.draft(option);
							const written = (draft.type === 'ready' ? draft.edits : []).flatMap((edit) =>
								edit.type === 'file' && edit.after !== null ? [edit.after] : [],
							);
							expect(written.filter((text) => !isJson(text))).toEqual([]);
						}
					}
				},
			),
			{numRuns: 150},
		);
	});
});
