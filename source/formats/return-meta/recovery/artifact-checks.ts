import type {Disk, Original} from '../../../model/original.ts';
import type {Check} from '../../../model/plan.ts';
import {harmless} from '../../../text/harmless.ts';
import {type Draft, withOriginals} from '../../recovery.ts';
import {resolveListed} from '../artifacts.ts';
import type {Scene} from './scene.ts';

/** What is known of a file without looking: the state of its check, null where nobody knows. */
type Foreseen = Pick<Check, 'state' | 'detail'> | null;

/** What the documents know of files that a task names: by the last look at references and folder. */
export const foreseenFiles = (
	targets: readonly (string | null)[],
	{documents, state}: Pick<Scene, 'documents' | 'state'>,
): readonly Foreseen[] => {
	const own = new Map(documents.map(({path, stat}) => [path, stat]));
	return targets.map((target) => {
		if (target === null) {
			return stateOf(null);
		}

		const stats = [...documents, ...(state ? [state] : [])].map(({referenceStats}) =>
			referenceStats.get(target),
		);
		const stat = own.get(target) ?? stats.find((known) => known !== undefined);
		return stat === undefined
			? null
			: stateOf(stat === null ? {type: 'absent'} : {type: 'stat', ...stat});
	});
};

/** What was found where an artifact should be. */
export type Look = {readonly path: string; readonly target: string | null; readonly check: Check};

/** Looks whether files that a task names are there: what is told to go on with should exist. */
export const lookAtFiles = (
	paths: readonly string[],
	{root, workspace}: Pick<Scene, 'root' | 'workspace'>,
	disk: Disk,
	then: (looks: readonly Look[]) => Draft,
): Draft => {
	const targets = paths.map((path) => resolveListed(path, root, workspace));
	const wanted = targets.filter((target) => target !== null);
	return withOriginals(
		disk,
		wanted.map((path) => ({path, as: 'stat'})),
		(originals) => {
			const found = new Map(wanted.map((path, index) => [path, originals[index]!]));
			return then(
				paths.map((path, index) => {
					const target = targets[index]!;
					const state = stateOf(target === null ? null : found.get(target)!);
					return {path, target, check: {title: harmless(path), ...state}};
				}),
			);
		},
	);
};

const stateOf = (
	original: Exclude<Original, {type: 'refused'}> | null,
): Pick<Check, 'state' | 'detail'> =>
	original === null
		? {state: 'unknown', detail: 'lies outside of the workspace and is not looked at'}
		: original.type !== 'stat'
			? {state: 'failed', detail: 'missing'}
			: !original.isFolder && original.size === 0
				? {state: 'failed', detail: 'empty'}
				: {state: 'passed', detail: 'there'};

/** Most artifacts worth a line each. */
const mostChecks = 20;

/** The artifacts of a task, as checks to be shown first. */
export const artifactChecks = (
	scene: Scene,
	disk: Disk,
	then: (checks: readonly Check[]) => Draft,
): Draft => {
	const {evidence, findings} = scene;
	const paths = [
		...(evidence.entry?.artifacts.items ?? []),
		...(findings.current.run?.value.artifacts.items ?? []),
	].map(({path}) => path);
	return lookAtFiles([...new Set(paths)].slice(0, mostChecks), scene, disk, (looks) =>
		then(looks.map(({check}) => check)),
	);
};
