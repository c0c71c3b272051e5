import type {Disk, FolderEntry, Original, Wanted} from '../../../model/original.ts';
import type {Content, DocumentInput} from '../../format.ts';
import {type Draft, refused, withOriginals} from '../../recovery.ts';
import {activityOf} from '../activity.ts';
import {claimOf} from '../claims.ts';
import {weigh} from '../findings.ts';
import type {MetaDocument} from '../gather.ts';
import {parse} from '../parse.ts';
import type {StateTask} from '../values.ts';
import type {Scene} from './scene.ts';
import {ago} from './words.ts';

/** Folders inside the folder of a task that hold documents of ours. */
const inner: ReadonlySet<string> = new Set([
	'.lock',
	'.meta',
	'handoffs',
	'plans',
	'progress',
	'reports',
	'summaries',
]);

type Found = Exclude<Original, {type: 'refused'}>;

/**
Looks at the root and the folder of a task as they are now, reads them like any other documents, and
goes on with the scene that they make. Refused where the task is not the same any more, or where
somebody has gone on with it since.
*/
export const withFresh = (scene: Scene, disk: Disk, then: (fresh: Scene) => Draft): Draft => {
	const state = `${scene.root}/state.json`;
	const files = [state, `${scene.root}/errors.json`, ...rootMarkersOf(scene)];
	const wanted: Wanted[] = files.map((path) => ({path, as: 'file'}));
	return withOriginals(disk, wanted, (rootFiles) => {
		const found = new Map<string, Found>(files.map((path, index) => [path, rootFiles[index]!]));
		return withFolder(scene, disk, (entries) => {
			const claimed = [...entries].flatMap(([path, entry]) => {
				const claim = entry.isFolder ? null : claimOf(path);
				return claim ? [{path, entry, claim}] : [];
			});
			const texts = claimed.filter(({claim}) => claim.reader === 'text');
			return withOriginals(
				disk,
				texts.map(({path}) => ({path, as: 'file'})),
				(originals) => {
					texts.forEach(({path}, index) => found.set(path, originals[index]!));
					const documents = claimed.flatMap(({path, entry, claim}) =>
						documentOf(scene, path, claim.kind, found.get(path) ?? entry),
					);
					const fresh = remade(scene, found, documents);
					const reason = changedSince(scene, fresh);
					return reason === null ? then(fresh) : refused(reason);
				},
			);
		});
	});
};

const rootMarkersOf = ({evidence}: Scene): readonly string[] =>
	evidence.rootMarkers.map(({document}) => document.path);

/** The names in the folder of the task and in those inside of it: path -> entry. */
const withFolder = (
	{folder}: Scene,
	disk: Disk,
	then: (entries: ReadonlyMap<string, FolderEntry>) => Draft,
): Draft =>
	folder === null
		? then(new Map())
		: withOriginals(disk, [{path: folder, as: 'folder'}], ([own]) => {
				const top = entriesIn(folder, own!);
				const below = [...top].filter(([, {name, isFolder}]) => isFolder && inner.has(name));
				return withOriginals(
					disk,
					below.map(([path]) => ({path, as: 'folder'})),
					(originals) =>
						then(
							new Map([
								...top,
								...below.flatMap(([path], index) => [...entriesIn(path, originals[index]!)]),
							]),
						),
				);
			});

const entriesIn = (folder: string, original: Found): ReadonlyMap<string, FolderEntry> =>
	new Map(
		original.type === 'folder'
			? original.entries.map((entry) => [`${folder}/${entry.name}`, entry])
			: [],
	);

/** One file as a document; none when it is gone. */
const documentOf = (
	{now, workspace, errorLog, documents, state, evidence}: Scene,
	path: string,
	kind: string,
	found: Found | FolderEntry,
): readonly MetaDocument[] => {
	if (!('size' in found)) {
		return [];
	}

	const {size} = found;
	// As documents have it: a fraction more would make every file look as if it were written since.
	const modifiedAt = Math.floor(found.modifiedAt);
	const marks = evidence.rootMarkers.map(({document}) => document);
	const known = [...documents, ...marks, state, errorLog].find(
		(document) => document?.path === path,
	);
	const input: DocumentInput = {
		path,
		workspace,
		kind,
		content: contentOf(found),
		stat: {modifiedAt, size, isFolder: false},
		readAt: now,
	};
	const parsed = parse(input);
	return [
		{
			...input,
			...parsed,
			lastGood: null,
			unreadableSince: parsed.quality === 'whole' ? null : now,
			firstSeenAt: known?.firstSeenAt ?? now,
			changedAt: known?.stat.modifiedAt === modifiedAt ? known.changedAt : modifiedAt,
			referenceStats: known?.referenceStats ?? new Map(),
		},
	];
};

const contentOf = (found: Found | FolderEntry): Content =>
	'type' in found
		? found.type === 'text'
			? {type: 'text', text: found.text, isUtf8: true}
			: {type: 'unreadable', reason: 'not UTF-8'}
		: {type: 'presence'};

/** The same task, as the files tell of it now. */
const remade = (
	scene: Scene,
	originals: ReadonlyMap<string, Found>,
	documents: readonly MetaDocument[],
): Scene => {
	const {evidence, root} = scene;
	const rootDocument = (path: string, kind: string): MetaDocument | null => {
		const original = originals.get(path);
		return (original && documentOf(scene, path, kind, original)[0]) ?? null;
	};

	const state = rootDocument(`${root}/state.json`, 'state');
	const errorLog = rootDocument(`${root}/errors.json`, 'errors');
	const {number} = evidence;
	const tasks = state?.value?.type === 'state' ? state.value.tasks : [];
	const errors = errorLog?.value?.type === 'errors' ? errorLog.value.byTask : null;
	const fresh = {
		...evidence,
		state,
		stateStaleSince: null,
		entry: evidence.entry === null ? null : sameTask(tasks, evidence.entry),
		folder: evidence.folder && {...evidence.folder, documents},
		errorLog,
		errors: (number === null ? null : errors?.get(number)) ?? [],
		rootMarkers: rootMarkersOf(scene).flatMap((path) => {
			const document = rootDocument(path, 'marker');
			return document?.value?.type === 'marker' && document.value.taskNumber === number
				? [{document, value: document.value, staleSince: null}]
				: [];
		}),
	};
	return {
		...scene,
		evidence: fresh,
		findings: weigh(fresh),
		state,
		errorLog,
		documents,
		originals,
	};
};

/** The entry with the same number; were there two of them, the one with the same name. */
const sameTask = (tasks: readonly StateTask[], {number, name}: StateTask): StateTask | null => {
	const same = tasks.filter((task) => task.number === number);
	return same.find((task) => task.name === name) ?? same[0] ?? null;
};

/** What speaks against doing now what was thought of before; null: nothing. */
const changedSince = (known: Scene, fresh: Scene): string | null => {
	const {entry, id} = known.evidence;
	const now = fresh.evidence.entry;
	if (entry !== null && fresh.state?.quality === 'whole') {
		if (now === null) {
			return `task ${id} does not stand in state.json any more`;
		}

		if (now.name !== entry.name) {
			return `task ${id} is another one by now: "${now.name ?? ''}"`;
		}
	}

	const before = lastLife(known);
	const after = lastLife(fresh);
	return known.subject.status === 'interrupted' &&
		after !== null &&
		after.at > Math.max(before?.at ?? 0, known.subject.lastSignAt ?? 0)
		? `somebody went on with task ${id}: ${after.says} ${ago(after.at, fresh.now)}`
		: null;
};

const lastLife = ({findings}: Scene): {readonly at: number; readonly says: string} | null => {
	let last: {at: number; says: string} | null = null;
	const signals = findings.verdict.status === 'running' ? activityOf(findings).signals : [];
	for (const {signal, weight, at, says} of signals) {
		// The last resort may be the time of a file that all tasks share.
		if (weight === 'life' && signal !== 'doubtful-time' && at !== null && at > (last?.at ?? 0)) {
			last = {at, says};
		}
	}

	return last;
};
