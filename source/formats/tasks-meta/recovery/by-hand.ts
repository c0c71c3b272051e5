import type {Original} from '../../../model/original.ts';
import {relativeTo} from '../places.ts';
import type {Row} from '../row.ts';
import {namesOf} from '../problems.ts';
import {listedFilesOf} from './listed-files.ts';
import type {Situation} from './situation.ts';
import {shellWord} from './words.ts';

/** What stays to be done about the code of tasks that are rolled back: metawatch never touches it. */
export const codeByHand = (
	{project}: Situation,
	rows: readonly Row[],
	originalOf: (path: string) => Original | undefined,
): {readonly notes: readonly string[]; readonly byHand: readonly string[]} => {
	const files = new Map(
		rows.flatMap((row) => listedFilesOf(row)).map((file) => [file.path, file.written]),
	);
	const present = [...files].filter(([path]) => originalOf(path)?.type === 'stat');
	const notes = [
		present.length > 0
			? `code is not touched: ${namesOf(
					present.map(([, written]) => written),
					8,
				)}`
			: 'code is not touched, and no file that is named for it is there',
	];
	const root = shellWord(project);
	const words = present.flatMap(([path]) => shellWord(relativeTo(project, path) || path) ?? []);
	const commits = [
		...new Set(
			rows
				.flatMap(({stored}) => stored?.entry.commits ?? [])
				.filter((commit) => /^[\da-f]{7,40}$/.test(commit)),
		),
	];
	if (root === null) {
		return {notes, byHand: []};
	}

	return {
		notes,
		byHand: [
			...(words.length > 0
				? [
						`git -C ${root} log --oneline -- ${words.join(' ')}`,
						`git -C ${root} diff HEAD -- ${words.join(' ')}`,
					]
				: []),
			...(commits.length > 0
				? [`git -C ${root} revert --no-commit ${commits.toReversed().join(' ')}`]
				: []),
		],
	};
};
