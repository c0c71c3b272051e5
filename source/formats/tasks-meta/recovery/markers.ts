import type {Edit} from '../../../model/edit.ts';
import type {Original, Wanted} from '../../../model/original.ts';
import type {RecoveryMoment} from '../../recovery.ts';
import {harmless} from '../../../text/harmless.ts';
import {nameOf, placeOf, relativeTo} from '../places.ts';
import type {Row} from '../row.ts';
import {nameStamp} from './stamps.ts';
import type {Situation} from './situation.ts';
import {shownPath} from './words.ts';

type MarkerKind = 'prompt' | 'completed-marker' | 'error-marker';

export type MarkerFile = {
	readonly kind: MarkerKind;
	readonly path: string;
	/** It lies in the project and not in the feature: other features may mean it too. */
	readonly isOfProject: boolean;
};

const names: readonly (readonly [MarkerKind, string, string])[] = [
	['prompt', 'delegation_prompts', 'md'],
	['completed-marker', 'delegation_completed', 'txt'],
	['error-marker', 'delegation_errors', 'txt'],
];

/** Every place in the workspace where a file about the delegation of a task may lie. */
export const markerFilesOf = (
	{feature, project, documents}: Situation,
	id: string,
): readonly MarkerFile[] => {
	if (!/^\w[\w.-]{0,99}$/.test(id)) {
		return [];
	}

	// Where a part of a project is watched, its root lies outside, and is not touched.
	const folders = [feature.folder, project].filter(
		(folder) => relativeTo(feature.workspace, folder) !== null,
	);
	const usual = folders.flatMap((folder) =>
		[`${folder}/.async_state`, folder].flatMap((inside) =>
			names.map(([kind, name, ending]) => ({kind, path: `${inside}/${name}/${id}.${ending}`})),
		),
	);
	const known = documents.flatMap(({kind, path}) =>
		names.some(([name, , ending]) => name === kind && nameOf(path) === `${id}.${ending}`)
			? [{kind: kind as MarkerKind, path}]
			: [],
	);
	const files = new Map([...usual, ...known].map((file) => [file.path, file]));
	return [...files.values()].map((file) => ({
		...file,
		isOfProject: placeOf(file.path).feature !== feature.folder,
	}));
};

/** Answers are read, and of a prompt only the time counts. */
export const wantedOf = ({kind, path}: MarkerFile): Wanted => ({
	path,
	as: kind === 'prompt' ? 'stat' : 'file',
});

export type Renaming = {readonly edits: readonly Edit[]; readonly notes: readonly string[]};

/**
Puts old answers aside: the tool looks only whether there is one, so a new delegation would report the
old result at once. What another feature may have been answered stays, and is told.
*/
export const markersAside = (
	situation: Situation,
	{id, mode}: Pick<Row, 'id' | 'mode'>,
	originalOf: (path: string) => Original | undefined,
	moment: RecoveryMoment,
): Renaming => {
	const edits: Edit[] = [];
	const notes: string[] = [];
	for (const {kind, path, isOfProject} of markerFilesOf(situation, id)) {
		const original = originalOf(path);
		const isAnswer = original?.type === 'text' || original?.type === 'bytes';
		if (kind === 'prompt' || !isAnswer) {
			continue;
		}

		if (isOfProject && situation.isElsewhere(id)) {
			notes.push(
				`${shownPath(path, situation.feature.workspace)} stays: other features have a task ${id} too, and it may be theirs`,
			);
		} else {
			edits.push({
				type: 'move',
				path,
				to: `${path}.${nameStamp(moment.now, moment)}`,
				digest: original.digest,
			});
		}
	}

	return {edits, notes: [...notes, ...(mode === 'SYNC' ? [] : unseen(situation))]};
};

/** Answers at the root of a project of which only a part is watched; a SYNC task has none. */
const unseen = ({feature: {workspace}, project}: Situation): readonly string[] =>
	relativeTo(workspace, project) === null
		? [
				`the root of its project, ${harmless(project)}, lies outside of the workspace: if an old answer lies in its .async_state, it would be reported again`,
			]
		: [];
