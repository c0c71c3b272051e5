import {
	createDependencyBook,
	withDependencyProblems,
} from '../../source/analysis/dependencies/dependencies.ts';
import {problemsBetween} from '../../source/analysis/problems-between.ts';
import {rowOf} from '../../source/analysis/rows.ts';
import {claimPath} from '../../source/formats/index.ts';
import type {Content, DatabaseContent, FileStat} from '../../source/formats/format.ts';
import type {Problem} from '../../source/model/problem.ts';
import {type Change, reduce} from '../../source/store/reduce.ts';
import {emptyState} from '../../source/store/state.ts';

/** The clock of these tests. */
const now = Date.parse('2026-03-01T12:00:00Z');

const minute = 60_000;

/** One file: its text, or what else there is to say about it. */
export type File =
	| string
	| {
			readonly text?: string;
			readonly database?: DatabaseContent;
			readonly unreadable?: string;
			/** Minutes before the clock at which it was changed; usually 10. */
			readonly age?: number;
	  };

/** Path inside of the workspace -> file. */
export type Files = Readonly<Record<string, File>>;

const workspace = '/w';

const contentOf = (file: File): Content =>
	typeof file === 'string'
		? {type: 'text', text: file, isUtf8: true}
		: file.database
			? {type: 'database', database: file.database}
			: file.unreadable === undefined
				? {type: 'text', text: file.text ?? '', isUtf8: true}
				: {type: 'unreadable', reason: file.unreadable};

const statOf = (file: File): FileStat => ({
	modifiedAt: now - ((typeof file === 'string' ? null : file.age) ?? 10) * minute,
	size: 1,
	isFolder: false,
});

const statAt = (files: Files, path: string): FileStat | null => {
	const name = path.slice(workspace.length + 1);
	const isFolder = Object.keys(files).some((other) => other.startsWith(`${name}/`));
	return Object.hasOwn(files, name)
		? statOf(files[name]!)
		: isFolder
			? {modifiedAt: now, size: 1, isFolder: true}
			: null;
};

/** What metawatch finds in these files, one version of them after the other, at the clock's time. */
export const findingsIn = (...versions: readonly Files[]): readonly Problem[] => {
	let state = emptyState;
	for (const [index, files] of versions.entries()) {
		const isFirst = index === 0;
		const reads = Object.entries(files).flatMap(([name, file]): Change[] => {
			const path = `${workspace}/${name}`;
			const claimed = claimPath(path);
			return claimed
				? [
						{
							type: 'read',
							format: claimed.format.name,
							input: {
								path,
								workspace,
								kind: claimed.claim.kind,
								content: claimed.claim.reader === 'presence' ? {type: 'presence'} : contentOf(file),
								stat: statOf(file),
								readAt: now,
							},
						},
					]
				: [];
		});
		state = reduce(state, reads, now, isFirst);
		const looks = [...state.documents].map(([path, {references}]): Change => ({
			type: 'references',
			path,
			stats: new Map(references.map((other) => [other, statAt(files, other)])),
		}));
		state = reduce(state, looks, now, isFirst);
	}

	// What a write needs a moment for is over by now.
	const later = now + 5 * minute;
	const rows = [...state.tasks.values()].map((task) => rowOf(task, undefined, later));
	const {findings} = createDependencyBook()(state.tasks);
	return [...withDependencyProblems(state.problems, findings), ...problemsBetween(rows)].filter(
		({activeFrom = 0}) => activeFrom <= later,
	);
};
