import type {Disk, Original, Wanted} from '../../../model/original.ts';
import type {Check} from '../../../model/plan.ts';
import {formatRoughly} from '../../../text/duration.ts';
import {harmless} from '../../../text/harmless.ts';
import {projectOf} from '../claims.ts';
import {specFolderOf} from '../parse-state.ts';
import {claimedTime} from '../rows/claimed-time.ts';
import {togetherMs} from '../rows/freshness.ts';
import {statusOfWord} from '../status.ts';
import type {ListedFile} from '../values.ts';
import type {Joined} from './joined-box.ts';
import {placeOf} from './places.ts';
import type {StateFile} from './state-file.ts';

/** What is on the disk of what a checkpoint speaks of: "validate state" of the owner's document. */
export type Survey = {
	readonly checks: readonly Check[];
	readonly files: readonly Surveyed[];
	/** Git keeps the project, as far as can be seen from inside of the workspace. */
	readonly hasGit: boolean;
};

export type Surveyed = {
	/** Relative to the project, exact; null: it leads out of the project, and was not looked at. */
	readonly path: string | null;
	/** For people. */
	readonly name: string;
	/** `changed`: after the checkpoint was written. */
	readonly state: 'there' | 'changed' | 'missing' | 'unknown';
	readonly detail: string;
};

export type SurveyInput = {
	readonly file: StateFile;
	readonly joined: Joined | null;
	readonly workspace: string;
	/** Epoch milliseconds. */
	readonly now: number;
};

/** Looks at everything a checkpoint names. What can't be looked at is unknown, and stops nothing. */
export const survey = (
	disk: Disk,
	input: SurveyInput,
): Survey | {readonly wanted: readonly Wanted[]} => {
	const {file, workspace} = input;
	const project = projectOf(file.path);
	const spec = specFolderOf(project, file.checkpoint.specName?.value ?? null);
	const homes = foldersUpTo(project, workspace).map((folder) => `${folder}/.git`);
	const paths = [
		...homes,
		...(spec === null ? [] : [spec]),
		...file.checkpoint.files.flatMap(({path}) => path ?? []),
	];
	const found = new Map<string, Original>();
	const wanted: Wanted[] = [];
	for (const path of new Set(paths)) {
		const want: Wanted = {path, as: 'stat'};
		const original = disk(want);
		if (original) {
			found.set(path, original);
		} else {
			wanted.push(want);
		}
	}

	if (wanted.length > 0) {
		return {wanted};
	}

	const files = file.checkpoint.files.map((listed) =>
		surveyed(listed, listed.path === null ? undefined : found.get(listed.path), {file, project}),
	);
	return {
		checks: [
			...stateChecks(input),
			...specChecks(input, spec === null ? undefined : found.get(spec)),
			...boxChecks(input),
			...files.map(fileCheck),
		],
		files,
		hasGit: homes.some((home) => found.get(home)?.type === 'stat'),
	};
};

const foldersUpTo = (project: string, workspace: string): readonly string[] => {
	const folders = [];
	for (let folder = project; folder.startsWith(workspace) && folder !== '';) {
		folders.push(folder === '/' ? '' : folder);
		if (folder === workspace) {
			break;
		}

		folder = folder.slice(0, folder.lastIndexOf('/'));
	}

	return folders;
};

const surveyed = (
	{name, path}: ListedFile,
	original: Original | undefined,
	{file, project}: {readonly file: StateFile; readonly project: string},
): Surveyed => {
	const known = {
		path: path && path.slice(project === '/' ? 1 : project.length + 1),
		name: harmless(name),
	};
	if (!original) {
		return {...known, state: 'unknown', detail: 'leads out of the project: not looked at'};
	}

	if (original.type === 'absent') {
		return {...known, state: 'missing', detail: 'missing'};
	}

	if (original.type !== 'stat') {
		const reason = original.type === 'refused' ? original.reason : 'no file';
		return {...known, state: 'unknown', detail: harmless(reason)};
	}

	const later = original.modifiedAt - file.modifiedAt;
	return later > togetherMs && !original.isFolder
		? {...known, state: 'changed', detail: `changed ${formatRoughly(later)} after the checkpoint`}
		: {...known, state: 'there', detail: 'there, unchanged since the checkpoint'};
};

const fileChecks = {
	there: 'passed',
	changed: 'unknown',
	missing: 'failed',
	unknown: 'unknown',
} as const;

const fileCheck = ({name, state, detail}: Surveyed): Check => ({
	title: name,
	state: fileChecks[state],
	detail,
});

const stateChecks = ({file, now}: SurveyInput): readonly Check[] => {
	const {checkpoint, modifiedAt, place} = file;
	const {status, lastCheckpoint, lastOperation, stepsDone} = checkpoint;
	const claimed = claimedTime({stat: {modifiedAt}, readAt: now}, checkpoint, false);
	const points = [lastCheckpoint, lastOperation].flatMap((point) => point?.value ?? []);
	const isKnown = points.some((point) => stepsDone?.includes(point));
	const isOpen = status === null || statusOfWord(status.value) !== 'completed';
	return [
		{
			title: place,
			state: 'passed',
			detail: `whole, ${status ? `says ${status.value}` : 'without a status'}, written ${formatRoughly(now - modifiedAt)} ago`,
		},
		...(claimed?.isImplausible
			? [{title: 'timestamp', state: 'unknown', detail: `${claimed.raw}: ${claimed.flaw}`} as const]
			: []),
		...(isOpen && stepsDone && points.length > 0 && !isKnown
			? [
					{
						title: 'last checkpoint',
						state: 'unknown',
						detail: `${[...new Set(points)].join(' and ')} not among the sub steps completed`,
					} as const,
				]
			: []),
	];
};

const specChecks = (
	{file: {checkpoint, path}, joined, workspace}: SurveyInput,
	folder: Original | undefined,
): readonly Check[] => {
	const name = checkpoint.specName?.value;
	if (name === undefined) {
		return [{title: 'spec', state: 'unknown', detail: 'the checkpoint names none'}];
	}

	const isThere = joined !== null || folder?.type === 'stat';
	const place = placeOf(workspace, specFolderOf(projectOf(path), name) ?? name);
	return [
		{
			title: 'spec',
			state: isThere ? 'passed' : folder?.type === 'absent' ? 'failed' : 'unknown',
			detail: isThere
				? `${place} is there`
				: folder?.type === 'absent'
					? `${place} is missing`
					: `${name} can't be looked at`,
		},
	];
};

const boxChecks = ({file: {checkpoint}, joined}: SurveyInput): readonly Check[] => {
	const {taskId, status} = checkpoint;
	if (!taskId) {
		return [];
	}

	if (!joined) {
		const detail = `${taskId.value} stands in no list of the spec`;
		return [{title: 'task list', state: 'unknown', detail}];
	}

	const {entry, file} = joined;
	const own = status ? statusOfWord(status.value) : 'unknown';
	const isTicked = entry.status === 'completed';
	const disagrees = own !== 'unknown' && isTicked !== (own === 'completed');
	return [
		{
			title: 'box',
			state: disagrees ? 'failed' : 'passed',
			detail: `${file.place}:${entry.line} is ${entry.rawStatus}${disagrees ? `, the checkpoint says ${status!.value}` : ''}`,
		},
	];
};
