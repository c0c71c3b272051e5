import {ready, refused, withOriginals, type Option, type RecoveryInput} from '../../recovery.ts';
import {fileTime} from '../file-times.ts';
import type {MetaDocument} from '../gather.ts';
import {shownName} from '../place.ts';
import {todoProblems, folderProblems} from '../root-problems.ts';
import type {RootEvidence} from '../root-evidence.ts';
import {staleAfter} from '../row-problems.ts';
import {leftBehindAfter, notYet} from './clear-markers.ts';
import {rootOf} from './scene.ts';
import {ago, listed, named} from './words.ts';

/** What can be done for the files of a whole root. */
export const groupOptions = (input: RecoveryInput): readonly Option[] => {
	const found = rootOf(input);
	return found === null
		? []
		: [sync(found), errors(found), refresh(found, input), clearRootMarkers(found, input)].filter(
				(option) => option !== null,
			);
};

type Told = Pick<Option, 'id' | 'title' | 'because' | 'command'> & {readonly note?: string};

const guide = ({note, ...told}: Told): Option => ({
	...told,
	scope: 'group',
	against: [],
	refusal: null,
	changes: [],
	draft: () =>
		ready([], {
			notes: [
				'nothing is changed: the command is for you to type to your agent',
				...(note === undefined ? [] : [note]),
			],
		}),
});

const sync = ({root, shared, used}: RootEvidence): Option | null => {
	const {files, links} = shared;
	const finished = new Set([
		...files.archives.flatMap(({value}) => [...value.finished.keys()]),
		...(files.state?.value.finished.keys() ?? []),
	]);
	const [flaw] = [
		...todoProblems(files.todo, files.state, links),
		...(links
			? folderProblems(
					root.folders,
					used,
					(number) => links.byNumber.has(number) || finished.has(number),
				)
			: []),
	];
	return flaw
		? guide({
				id: 'sync',
				title: 'bring TODO.md and folders in line with state.json',
				because: flaw.message,
				command: '/task --sync',
			})
		: null;
};

const errors = ({shared}: RootEvidence): Option | null => {
	const open = (shared.files.errors?.value.entries ?? []).filter(({isOpen}) => isOpen).length;
	return open === 0
		? null
		: guide({
				id: 'errors',
				title: 'look at what the error log holds',
				because: open === 1 ? 'one error is not fixed' : `${open} errors are not fixed`,
				command: '/errors',
			});
};

/** Locks and marks of a root that are older than any work lasts. */
const refresh = ({root, shared}: RootEvidence, {moment}: RecoveryInput): Option | null => {
	const stale = [...root.documents, ...root.folders.flatMap(({documents}) => documents)].filter(
		(document) => {
			const lock = document.value?.type === 'lock' ? document.value : null;
			const at = lock?.heartbeatAt ?? fileTime(document, shared.isCopy);
			const after = document.kind === 'lock' ? staleAfter.lock : leftBehindAfter.get(document.kind);
			return at !== null && after !== undefined && moment.now - at > after;
		},
	);
	return stale.length === 0
		? null
		: guide({
				id: 'refresh',
				title: 'have stale locks and markers looked through',
				because: `${stale.length === 1 ? 'one is' : `${stale.length} are`} older than any work lasts: ${listed(stale.map(({path}) => shownName(path)))}`,
				command: '/refresh --dry-run',
				note: 'then /refresh',
			});
};

/** Marks that lie in the root itself and belong to no task, and what cut-off writes left there. */
const clearRootMarkers = (
	{root, shared}: RootEvidence,
	{moment: {now}, workspace}: RecoveryInput,
): Option | null => {
	const marks = root.documents.filter(
		(document) =>
			leftBehindAfter.has(document.kind) &&
			!(document.value?.type === 'marker' && document.value.taskNumber !== null),
	);
	const ageOf = (document: MetaDocument): number => {
		const at = fileTime(document, shared.isCopy);
		return at === null ? 0 : now - at;
	};

	const stale = marks.filter((mark) => ageOf(mark) > leftBehindAfter.get(mark.kind)!);
	const paths = stale.map(({path}) => path);
	const refusal = stale.length > 0 ? null : notYet(marks, shared.isCopy, now);
	return marks.length === 0
		? null
		: {
				id: 'clear-root-markers',
				title: 'remove markers of no task that were left behind',
				scope: 'group',
				because: `${listed((stale.length > 0 ? stale : marks).map(({path}) => shownName(path)))} in ${named(root.path, workspace)} ${(stale.length || marks.length) === 1 ? 'belongs' : 'belong'} to no task`,
				against: [],
				refusal,
				changes: (stale.length > 0 ? stale : marks).map(
					({path}) => `${named(path, workspace)}: removed`,
				),
				command: null,
				draft: (disk) =>
					refusal === null
						? withOriginals(
								disk,
								paths.map((path) => ({path, as: 'file'})),
								(originals) => {
									const texts = originals.map((original) =>
										original.type === 'text' ? original : null,
									);
									const young = texts.findIndex(
										(text, index) =>
											text === null ||
											(!shared.isCopy &&
												now - text.modifiedAt <= leftBehindAfter.get(stale[index]!.kind)!),
									);
									return young === -1
										? ready(
												texts.map((text, index) => ({
													type: 'file',
													path: paths[index]!,
													before: text!.text,
													after: null,
												})),
												{
													checks: texts.map((text, index) => ({
														title: named(paths[index]!, workspace),
														state: 'passed',
														detail: `written ${ago(text!.modifiedAt, now)}`,
													})),
													lost: paths.map((path) => shownName(path)),
												},
											)
										: refused(
												`${named(paths[young]!, workspace)} is gone, no text, or was written since`,
											);
								},
							)
						: refused(refusal),
			};
};
