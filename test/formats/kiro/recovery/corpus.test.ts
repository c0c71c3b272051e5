import {describe, expect, test} from 'vitest';
import {parseList} from '../../../../source/formats/kiro/list/parse-list.ts';
import {isEqual} from '../../../../source/model/equality.ts';
import type {FileEdit} from '../../../../source/model/edit.ts';
import {memoryDisk, type MemoryDisk} from '../../../helpers/memory-disk.ts';
import {corpusDisk, corpusProjects} from './corpus-disk.ts';
import {boxesApart, restOf} from './differences.ts';
import {rehearse, statePath} from './rehearsal.ts';

/** Whether an edit changes nothing but what may change. */
const isSurgical = ({path, before, after}: FileEdit): boolean =>
	path === statePath
		? isEqual(restOf(before!), restOf(after!))
		: boxesApart(before!, after!) === 1 && parseList(after!).list !== null;

const check = (disk: MemoryDisk): Readonly<Record<string, number>> => {
	const {tasks, options} = rehearse(disk);
	const counts: Record<string, number> = {};
	for (const key of [null, ...tasks.map((task) => task.key)]) {
		for (const option of options(key)) {
			const draft = disk.draft(option);
			const name = draft.type === 'refused' ? `${option.id} refused` : option.id;
			counts[name] = (counts[name] ?? 0) + 1;
			for (const words of [option.title, option.because, ...option.against, ...option.changes]) {
				expect(words).toMatch(/^\S.*\S$/);
			}

			if (draft.type === 'refused') {
				expect(draft.reason).toMatch(/^\.kiro\/.*\w$/);
				continue;
			}

			for (const edit of draft.edits) {
				if (edit.type === 'file' && edit.before !== null && option.id !== 'salvage') {
					expect(isSurgical(edit)).toBe(true);
				}
			}

			const after = rehearse(disk.apply(draft.edits));
			expect(after.tasks.length).toBeGreaterThanOrEqual(
				option.id === 'archive' ? tasks.length - 1 : 1,
			);
			if (option.id !== 'archive') {
				expect(after.tasks.map((task) => task.key)).toEqual(tasks.map((task) => task.key));
			}
		}
	}

	return counts;
};

/** What is offered in real projects, and how often. */
const expected: Readonly<Record<string, Readonly<Record<string, number>>>> = {
	'acmg-corrupt-json': {'archive refused': 1, salvage: 1},
	'acmg-files_updated': {archive: 1},
	'acmg-task1-completed': {archive: 1},
	'acmg-task2-files-missing': {archive: 1, 'tick-box': 1},
	'documented-example': {resume: 1, restart: 1, 'roll-back': 1},
	'queued-and-waves': {release: 29},
	'zetca-parents-in-progress': {'tick-parent': 3},
};

describe.skipIf(corpusProjects.length === 0)(
	'every option of every task of real kiro projects (skipped without a corpus beside the project)',
	() => {
		test.for(corpusProjects)('%s', (name) => {
			expect(check(corpusDisk(name))).toEqual(expected[name] ?? {});
		});

		test.for(['acmg-files_updated', 'acmg-task1-completed', 'acmg-task2-files-missing'])(
			'%s, had it not been finished',
			(name) => {
				const disk = corpusDisk(name);
				const text = disk
					.text(statePath)!
					.replace('"status": "completed"', '"status": "in_progress"');
				const files = new Map(disk.paths.map((path) => [path, disk.text(path)]));
				const open = memoryDisk(files.set(statePath, text));
				const isTicked = name === 'acmg-task1-completed';
				const hasPoint = name !== 'acmg-files_updated';
				const rollBack = hasPoint ? 'roll-back' : 'roll-back refused';
				expect(check(open)).toEqual({
					resume: 1,
					restart: 1,
					[rollBack]: 1,
					...(isTicked ? {archive: 1, 'untick-box': 1} : {}),
				});
			},
		);
	},
);
