import {readOperation, type Operation} from '../operation.ts';
import {readResultWord, readStateWord, normalWord} from '../status.ts';
import {credibleTime} from '../trust.ts';
import type {LoggedError} from '../values.ts';
import type {Scene} from './scene.ts';

/** Steps of the commands that an error may have happened in. */
const steps: Readonly<Record<Operation, number>> = {research: 1, plan: 2, revise: 2, implement: 3};

const lastStep = 3;

/** The step that has to succeed before an error is history; where nothing tells, the last one. */
const stepOf = ({command, agent, message}: LoggedError): number => {
	for (const told of [command?.split(' ', 1)[0] ?? null, agent, message.split(' ', 1)[0] ?? null]) {
		const operation = readOperation(told);
		if (operation !== null) {
			return steps[operation];
		}
	}

	return lastStep;
};

export type Success = {
	readonly step: number;
	/** Epoch ms. */
	readonly at: number;
	readonly says: string;
};

/** What the files say a task has achieved, and when: as far as their times can be believed. */
const successesOf = ({evidence, findings, state}: Scene): readonly Success[] => {
	const {entry} = evidence;
	const found: Success[] = [];
	const word = readStateWord(entry?.word ?? null);
	if (entry?.word && word.step !== null && word.step > 0 && word.status !== 'running') {
		const written = entry.stamps[normalWord(entry.word)] ?? null;
		const readAt = state?.readAt ?? 0;
		const at = credibleTime(written, readAt) ?? credibleTime(entry.lastUpdated, readAt);
		if (at !== null) {
			found.push({step: word.step, at, says: `state.json says ${entry.word}`});
		}
	}

	const {run, at} = findings.current;
	const result = readResultWord(run?.value.word ?? null);
	if (run && at !== null && result.status === 'completed' && result.step !== null) {
		found.push({step: result.step, at, says: `its run says ${run.value.word}`});
	}

	return found;
};

/** The success of the task that came after an error and makes it history, or null. */
export const laterSuccess = (scene: Scene, error: LoggedError): Success | null => {
	const {at} = error;
	const step = stepOf(error);
	return at === null
		? null
		: (successesOf(scene).find((success) => success.at > at && success.step >= step) ?? null);
};
