import type {Original, Wanted} from '../../../model/original.ts';
import type {Check} from '../../../model/plan.ts';
import {formatRoughly} from '../../../text/duration.ts';
import type {Row} from '../row.ts';
import type {ListedPath} from '../values.ts';

/** More files are not looked at one by one. */
const mostFiles = 40;

type LookedFor = {readonly written: string; readonly path: string};

/** The files that metadata and list name for a task, as far as they lie in the workspace. */
export const listedFilesOf = ({stored, listed}: Row): readonly LookedFor[] => {
	const all: readonly ListedPath[] = [
		...(stored?.entry.files.paths ?? []),
		...(listed?.item.files.paths ?? []),
	];
	const files = new Map<string, LookedFor>();
	for (const {written, reference} of all) {
		if (reference !== null && files.size < mostFiles) {
			files.set(reference, {written, path: reference});
		}
	}

	return [...files.values()];
};

/** To be looked at beside what a plan needs: nothing is refused because of them. */
export const filesWanted = (rows: readonly Row[]): readonly Wanted[] =>
	rows
		.flatMap((row) => listedFilesOf(row))
		.slice(0, mostFiles)
		.map(({path}) => ({path, as: 'stat'}));

/**
What is on the disk of the files of a task.

@param isDone they should all be there.
*/
export const fileChecks = (
	row: Row,
	originalOf: (path: string) => Original | undefined,
	isDone: boolean,
): readonly Check[] => {
	const startedAt = row.times?.startedAt?.at ?? null;
	return listedFilesOf(row).flatMap(({written, path}): readonly Check[] => {
		const original = originalOf(path);
		if (!original) {
			return [];
		}

		const title = `${row.id}: ${written}`;
		switch (original.type) {
			case 'absent': {
				return [{title, state: isDone ? 'failed' : 'unknown', detail: 'not there'}];
			}

			case 'stat': {
				return [{title, state: 'passed', detail: ageOf(original.modifiedAt, startedAt)}];
			}

			default: {
				return [{title, state: 'unknown', detail: 'not looked at'}];
			}
		}
	});
};

/** The same for many tasks, in one line. */
export const filesCheck = (
	rows: readonly Row[],
	originalOf: (path: string) => Original | undefined,
): readonly Check[] => {
	const found = [...new Set(rows.flatMap((row) => listedFilesOf(row)).map(({path}) => path))].map(
		(path) => originalOf(path)?.type,
	);
	const there = found.filter((type) => type === 'stat').length;
	const absent = found.filter((type) => type === 'absent').length;
	return there + absent === 0
		? []
		: [
				{
					title: 'files that its tasks name',
					state: absent === 0 ? 'passed' : 'unknown',
					detail: `${there} of ${there + absent} there`,
				},
			];
};

const ageOf = (modifiedAt: number, startedAt: number | null): string =>
	startedAt === null
		? 'there'
		: modifiedAt < startedAt
			? 'there, not changed since the task was started'
			: `there, changed ${formatRoughly(modifiedAt - startedAt)} after the task was started`;
