import {fileTime} from '../file-times.ts';
import {silences} from '../silences.ts';
import type {Scene} from './scene.ts';
import {ago, named, placed} from './words.ts';

/** Why something can't be done with a scene, in one sentence; null: nothing speaks against it. */
export type Precondition = (scene: Scene) => string | null;

/** The first thing that speaks against it. */
export const firstOf =
	(...preconditions: readonly Precondition[]): Precondition =>
	(scene) => {
		for (const precondition of preconditions) {
			const reason = precondition(scene);
			if (reason !== null) {
				return reason;
			}
		}

		return null;
	};

/** Nothing is written into a root whose `state.json` is damaged or can be understood in two ways. */
const rootIsSound: Precondition = ({state, root, workspace}) => {
	const path = `${root}/state.json`;
	if (state === null || state.quality === 'foreign') {
		return `${named(path, workspace)} ${state ? 'holds no list of tasks' : 'is not there'}`;
	}

	const flaw = state.problems.find(
		({code}) => code === 'state-unreadable' || code === 'key-duplicate',
	);
	if (flaw) {
		const what = flaw.message.replace(/^state\.json is damaged: /, '');
		return `${placed(path, flaw.line, workspace)}: ${what}`;
	}

	if (state.quality !== 'whole' || state.value?.type !== 'state') {
		return `${named(path, workspace)} cannot be read to the end`;
	}

	const seen = new Set<number>();
	for (const {number, lines} of state.value.tasks) {
		if (number !== null && seen.has(number)) {
			return `${placed(path, lines.entry, workspace)}: the number ${number} is given to two tasks`;
		}

		if (number !== null) {
			seen.add(number);
		}
	}

	return null;
};

/** Nobody who shows by a heartbeat that they are at it is disturbed. */
const noHeartbeat: Precondition = ({documents, evidence, now}) => {
	for (const document of documents) {
		if (document.kind === 'lock') {
			const lock = document.value?.type === 'lock' ? document.value : null;
			const at = lock?.heartbeatAt ?? lock?.acquiredAt ?? fileTime(document, evidence.isCopy);
			if (at === null || now - at < silences.heartbeatMs) {
				return `an agent holds the lock of task ${evidence.id}${at === null ? '' : `; its heartbeat was ${ago(at, now)}`}`;
			}
		}
	}

	return null;
};

/** What every option that writes something asks for. */
export const mayWrite = firstOf(rootIsSound, noHeartbeat);

/** What is only for tasks that were interrupted. */
export const isInterrupted: Precondition = ({subject, findings, evidence}) =>
	subject.status === 'interrupted' && findings.verdict.status === 'running'
		? null
		: `task ${evidence.id} is not interrupted any more`;

/** Of a fresh copy nobody knows what came after what. */
export const timesAreKnown: Precondition = ({evidence}) =>
	evidence.isCopy
		? 'all files have the same age, as after a clone: which of them came later is not known'
		: null;

/** Epoch ms at which something of the task was written last, or null. */
const lastWrite = ({documents, evidence}: Scene): number | null =>
	documents.reduce<number | null>((newest, document) => {
		const at = fileTime(document, evidence.isCopy);
		return at !== null && at > (newest ?? 0) ? at : newest;
	}, null);

/** Nothing of the task was written for a while. */
export const isSilentFor =
	(milliseconds: number): Precondition =>
	(scene) => {
		const at = lastWrite(scene);
		return at !== null && scene.now - at < milliseconds
			? `its files were written ${ago(at, scene.now)}; they have to rest for ${milliseconds / 60_000}m first`
			: null;
	};
