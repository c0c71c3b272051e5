import {afterAll, describe, expect, test} from 'vitest';
import type {Edit} from '../../../../source/model/edit.ts';
import {corpusFolder} from '../../../helpers/corpus.ts';
import {makeScratch, optionsOf, projects, readReal, subjectsOf} from './real-project.ts';

const scratch = makeScratch();
afterAll(scratch.remove);

/** Lines that differ between two texts of which one has at most a few more. */
const changedLines = (before: string, after: string): number => {
	const [old, next] = [before.split('\n'), after.split('\n')];
	const head = old.findIndex((line, index) => line !== next[index]);
	let tail = 0;
	while (tail < old.length - head && old.at(-1 - tail) === next.at(-1 - tail)) {
		tail += 1;
	}

	return Math.max(old.length, next.length) - head - tail;
};

const isFile = (edit: Edit): edit is Extract<Edit, {type: 'file'}> => edit.type === 'file';

describe.skipIf(corpusFolder === null)(
	'every option of real projects (skipped without the corpus)',
	() => {
		test.each(projects)('%s', async (name, at) => {
			const project = await readReal(name, at, scratch.path);
			const subjects = subjectsOf(project);
			expect(subjects.length).toBeGreaterThan(0);
			// Nothing is written to a database that can't be read.
			const isBroken = project.copy === null;
			const refusals: string[] = [];
			let had = 0;
			for (const subject of [...subjects, null]) {
				for (const option of optionsOf(project, subjects, subject)) {
					const words = [option.title, option.because, ...option.against, option.refusal ?? 'x'];
					expect(words.every((text) => text.trim() !== '' && text.length < 400)).toBe(true);
					const draft = project.disk.draft(option);
					if (draft.type === 'refused') {
						refusals.push(draft.reason);
						continue;
					}

					had += 1;
					expect(!isBroken || draft.edits.every(isFile)).toBe(true);
					expect(option.refusal).toBeNull();
					expect(draft.edits.length).toBeGreaterThan(0);
					for (const {before, after} of draft.edits.filter(isFile)) {
						expect(changedLines(before!, after!)).toBeLessThanOrEqual(3);
					}

					project.disk.apply(draft.edits);
				}
			}

			expect(had).toBeGreaterThan(0);
			expect(refusals.filter((reason) => !/^\S.{8,250}$/u.test(reason))).toEqual([]);
		});
	},
);
