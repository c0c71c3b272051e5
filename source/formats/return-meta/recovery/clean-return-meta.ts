import type {Check} from '../../../model/plan.ts';
import {harmless} from '../../../text/harmless.ts';
import {ready, refused} from '../../recovery.ts';
import type {MetaDocument} from '../gather.ts';
import {nameOf, shownName} from '../place.ts';
import {silences} from '../silences.ts';
import {normalWord, readResultWord, readStateWord} from '../status.ts';
import type {RunValue} from '../values.ts';
import {foreseenFiles, lookAtFiles} from './artifact-checks.ts';
import {firstOf, isSilentFor, mayWrite, type Precondition} from './preconditions.ts';
import {removalOf} from './removal.ts';
import {type Scene, taskName} from './scene.ts';
import {type Offering, taskOption} from './task-option.ts';
import {listed, named} from './words.ts';

/** Removes the results of runs that have been taken over in every respect. */
export const cleanReturnMeta: Offering = (scene) => {
	const metas = metasOf(scene);
	if (metas.length === 0 || isRecorded(scene) !== null) {
		return null;
	}

	return taskOption(scene, {
		id: 'clean-return-meta',
		title: 'remove the result of its run',
		because: `state.json has taken over what ${listed(metas.map(({path}) => shownName(path)))} says`,
		against: ['many keep these files on purpose: they do no harm'],
		changes: metas.map(({path}) => `${named(path, scene.workspace)}: removed`),
		command: null,
		precondition: firstOf(
			mayWrite,
			isRecorded,
			hasNoMarker,
			isSilentFor(silences.interruptedAfterMs),
			standsInState,
		),
		foreseen: isAllThere,
		plan(fresh, disk) {
			const found = metasOf(fresh);
			const removal = removalOf(
				fresh,
				found.map(({path}) => path),
			);
			return 'refusal' in removal
				? refused(removal.refusal)
				: lookAtFiles(pathsOf(fresh), fresh, disk, (looks) => {
						const missing = looks.filter(({check}) => check.state !== 'passed');
						return missing.length > 0
							? refused(notAllThere(missing[0]!.check))
							: ready(removal.edits, {
									checks: looks.map(({check}) => check),
									lost: found.map(({path}) => shownName(path)),
								});
					});
		},
	});
};

/** `.return-meta.json` and those of parallel agents beside it. */
const metasOf = ({documents}: Scene): readonly MetaDocument[] =>
	documents.filter(
		({kind, path}) => kind === 'run' && /^\.return-meta[\w-]*\.json$/.test(nameOf(path)),
	);

const runsOf = (scene: Scene): readonly (RunValue | null)[] =>
	metasOf(scene).map(({value, quality}) =>
		value?.type === 'run' && quality === 'whole' ? value : null,
	);

/** The word of `state.json` is that of every result, or comes after it. */
const isRecorded: Precondition = (scene) => {
	const {entry} = scene.evidence;
	const declared = readStateWord(entry?.word ?? null);
	if (entry === null || declared.status === 'running' || declared.status === 'unknown') {
		return `state.json does not say that ${taskName(scene)} is done with its step`;
	}

	const runs = runsOf(scene);
	const reached = declared.status === 'completed' ? 3 : (declared.step ?? 0);
	return runs.length > 0 &&
		runs.every((run) => {
			const result = readResultWord(run?.word ?? null);
			const isExpanded = normalWord(entry.word ?? '') === normalWord(run?.word ?? '');
			return (
				run !== null &&
				result.status === 'completed' &&
				(isExpanded || (result.step ?? 3) <= reached)
			);
		})
		? null
		: `not every result of ${taskName(scene)} is a success that state.json has taken over`;
};

const hasNoMarker: Precondition = (scene) => {
	const marker = scene.findings.files.marker?.document;
	return marker
		? `${shownName(marker.path)} is there: the wrap-up is not done, or its marker was forgotten`
		: null;
};

const pathsOf = (scene: Scene): readonly string[] => [
	...new Set(runsOf(scene).flatMap((run) => run?.artifacts.items.map(({path}) => path) ?? [])),
];

/** Every artifact of the results is known to `state.json`. */
const standsInState: Precondition = (scene) => {
	const known = new Set(
		(scene.evidence.entry?.artifacts.items ?? []).map(({path, target}) => target ?? path),
	);
	const items = runsOf(scene).flatMap((run) => run?.artifacts.items ?? []);
	const unknown = items.find(({path, target}) => !known.has(target ?? path));
	return runsOf(scene).some((run) => (run?.artifacts.malformed ?? 0) > 0)
		? 'an artifact of the result has no path: whether it is recorded is not known'
		: unknown
			? `state.json does not list ${unknown.path}, which only the result names`
			: null;
};

const notAllThere = ({title, state, detail}: Check): string =>
	`${title} ${state === 'failed' ? `is ${detail}` : detail}: what the result says is not all there`;

/** As far as is known without looking. */
const isAllThere: Precondition = (scene) => {
	const items = runsOf(scene).flatMap((run) => run?.artifacts.items ?? []);
	const foreseen = foreseenFiles(
		items.map(({target}) => target),
		scene,
	);
	const index = foreseen.findIndex((known) => known !== null && known.state !== 'passed');
	return index === -1
		? null
		: notAllThere({title: harmless(items[index]!.path), ...foreseen[index]!});
};
