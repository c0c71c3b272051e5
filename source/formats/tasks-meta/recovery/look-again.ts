import type {Disk, Original, Wanted} from '../../../model/original.ts';
import {harmless} from '../../../text/harmless.ts';
import type {Document} from '../../format.ts';
import {type Draft, refused, withOriginals} from '../../recovery.ts';
import {type Feature, featureOf} from '../feature.ts';
import {parse} from '../parse.ts';
import {type Row, rowsOf} from '../row.ts';
import {markerFilesOf, wantedOf} from './markers.ts';
import type {Situation, TaskSituation} from './situation.ts';
import {shownPath} from './words.ts';

/** A feature as it stands on the disk at the moment of planning. */
export type Present = {
	readonly feature: Feature;
	readonly rows: readonly Row[];
	/** Path -> exact text of its metadata and lists. */
	readonly texts: ReadonlyMap<string, string>;
	/** Anything that was looked at; undefined: it was not. */
	readonly originalOf: (path: string) => Original | undefined;
};

type Looking = {
	/** Ids of the tasks whose delegations matter. */
	readonly ids?: readonly string[];
	readonly more?: readonly Wanted[];
	/** Only told about: where they must not be touched, nothing is refused. */
	readonly asides?: readonly Wanted[];
};

/** While the writer's own temporary file is younger, it is at work (ms). */
const writingMs = 5000;

/** Looks at a feature anew, and reads it as if it were met for the first time. */
export const lookAgain = (
	disk: Disk,
	situation: Situation,
	{ids = [], more = [], asides = []}: Looking,
	then: (present: Present) => Draft,
): Draft => {
	const files = filesOf(situation);
	const writing = files
		.filter(({kind}) => kind === 'metadata')
		.map(({path}): Wanted => ({path: `${path}.tmp`, as: 'stat'}));
	const markers = ids.flatMap((id) => markerFilesOf(situation, id));
	const wanted = [
		...files.map(({path}): Wanted => ({path, as: 'file'})),
		...writing,
		...markers.map((marker) => wantedOf(marker)),
		...more,
	];
	const unseen = [...wanted, ...asides].filter((want) => disk(want) === undefined);
	return unseen.length > 0
		? {type: 'needs', wanted: unseen}
		: withOriginals(disk, wanted, (originals) => {
				const found = new Map<string, Original>(
					wanted.map(({path}, index) => [path, originals[index]!]),
				);
				for (const aside of asides) {
					found.set(aside.path, disk(aside)!);
				}

				const refusal =
					writing
						.map(({path}) => writerAtWork(path, found.get(path), situation))
						.find((reason) => reason !== null) ??
					files
						.map(({path}) => notText(path, found.get(path), situation))
						.find((reason) => reason !== null);
				return refusal
					? refused(refusal)
					: then(presentOf(situation, [...files, ...markers], found));
			});
};

const filesOf = ({documents}: Situation): readonly {kind: string; path: string}[] =>
	documents
		.filter(({kind}) => kind === 'metadata' || kind === 'list')
		.map(({kind, path}) => ({kind, path}));

const writerAtWork = (
	path: string,
	original: Original | undefined,
	{moment, feature}: Situation,
): string | null =>
	original?.type === 'stat' && moment.now - original.modifiedAt < writingMs
		? `${shownPath(path, feature.workspace)} was written just now: the tool is at work, try again in a few seconds`
		: null;

const notText = (
	path: string,
	original: Original | undefined,
	{feature}: Situation,
): string | null =>
	original?.type === 'bytes'
		? `${shownPath(path, feature.workspace)} is not UTF-8 and can't be edited`
		: null;

const presentOf = (
	situation: Situation,
	files: readonly {kind: string; path: string}[],
	found: ReadonlyMap<string, Original>,
): Present => {
	const documents = files.flatMap(({kind, path}) => {
		const document = documentOf(situation, kind, path, found.get(path));
		return document ? [document] : [];
	});
	const texts = new Map<string, string>();
	for (const [path, original] of found) {
		if (original.type === 'text') {
			texts.set(path, original.text);
		}
	}

	// Even where every file is gone: it is the same feature, and has nothing.
	const feature =
		documents.length > 0
			? featureOf(documents)
			: {...situation.feature, metadata: [], lists: [], items: [], entries: new Map()};
	return {feature, rows: rowsOf(feature), texts, originalOf: (path) => found.get(path)};
};

const documentOf = (
	{documents, feature: {workspace}, moment: {now}}: Situation,
	kind: string,
	path: string,
	original: Original | undefined,
): Document | null => {
	if (original?.type !== 'text' && original?.type !== 'bytes' && original?.type !== 'stat') {
		return null;
	}

	const input = {
		path,
		workspace,
		kind,
		stat: {modifiedAt: original.modifiedAt, size: original.size, isFolder: false},
		readAt: now,
	};
	const content =
		original.type === 'stat'
			? ({type: 'presence'} as const)
			: ({
					type: 'text',
					text: original.type === 'text' ? original.text : '',
					isUtf8: original.type === 'text',
				} as const);
	return {
		...input,
		...parse({...input, content}),
		lastGood: null,
		unreadableSince: null,
		firstSeenAt: now,
		changedAt: null,
		referenceStats: documents.find((known) => known.path === path)?.referenceStats ?? new Map(),
	};
};

/** A task as it stands now, with metadata that can be edited. */
export type PresentTask = Present & {
	readonly row: Row & {readonly stored: NonNullable<Row['stored']>};
};

/** Looks at one task anew. Where its metadata can't be edited, that is the answer. */
export const lookAtTask = (
	disk: Disk,
	situation: TaskSituation,
	looking: Looking,
	then: (present: PresentTask) => Draft,
): Draft =>
	lookAgain(disk, situation, looking, (present) => {
		const {id, key, stored: shown} = situation.row;
		const row = present.rows.find((candidate) => candidate.key === key);
		const {workspace} = situation.feature;
		if (row?.stored && !row.stored.source.isDamaged) {
			return then({...present, row: {...row, stored: row.stored}});
		}

		const path = shown?.source.path;
		const name = path === undefined ? 'the metadata' : shownPath(path, workspace);
		const text = path === undefined ? undefined : present.texts.get(path);
		return refused(
			path !== undefined && text === undefined
				? `${name} is not there any more`
				: (damageOf(path, text, situation) ?? `${name} has no entry for ${id}`),
		);
	});

/** How a text of metadata is broken, with the line, or null. */
export const damageOf = (
	path: string | undefined,
	text: string | undefined,
	{feature: {workspace}, moment: {now}}: Situation,
): string | null => {
	if (path === undefined || text === undefined) {
		return null;
	}

	const {quality, problems} = parse({
		path,
		workspace,
		kind: 'metadata',
		content: {type: 'text', text, isUtf8: true},
		stat: {modifiedAt: now, size: text.length, isFolder: false},
		readAt: now,
	});
	const [first] = problems;
	return quality === 'whole' || quality === 'foreign'
		? null
		: `${shownPath(path, workspace)} can't be edited: ${harmless(first?.message ?? 'it is no metadata')}`;
};
