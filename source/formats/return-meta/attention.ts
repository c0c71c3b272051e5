import type {Attention} from '../../model/attention.ts';
import {isSettled, type Status} from '../../model/status.ts';
import {silences} from './silences.ts';
import {fileTime} from './file-times.ts';
import type {Findings} from './findings.ts';
import {hasReachedLimit} from './next-step.ts';
import {normalWord} from './status.ts';

/** What only a person can do, and why; null when nothing says so. */
export type PersonNeeded = {
	readonly code: 'answer-needed' | 'review-needed' | 'merge-needed';
	readonly message: string;
};

export const personNeededFor = (findings: Findings, status: Status): PersonNeeded | null => {
	const {evidence, current, files} = findings;
	if (isSettled(status) || status === 'running') {
		return null;
	}

	const run = current.run?.value;
	if (run && run.question !== null) {
		return {code: 'answer-needed', message: run.question};
	}

	if (run && normalWord(run.word) === 'awaiting_confirmation') {
		return {code: 'answer-needed', message: run.nextSteps ?? run.summary ?? 'waits for an answer'};
	}

	if (run && run.review !== null) {
		return {code: 'review-needed', message: run.review};
	}

	if (normalWord(evidence.entry?.word ?? '') === 'pr_ready') {
		return {code: 'merge-needed', message: 'a person must merge'};
	}

	const needed = status === 'partial' || status === 'blocked' ? files.handoff : null;
	return needed?.value.needsPerson
		? {code: 'answer-needed', message: needed.value.needsPerson}
		: null;
};

/** The wrap-up gave up after this many tries. */
const mostTries = 3;

/** Why a person should look at a task, beside what its liveness tells. */
export const attentionOf = (
	findings: Findings,
	status: Status,
	person: PersonNeeded | null,
): readonly Attention[] => {
	const {evidence, result, files, verdict} = findings;
	const found: Attention[] = person ? [person] : [];
	if (isSettled(status)) {
		return found;
	}

	if (hasReachedLimit(findings)) {
		const guard = files.loopGuards.find(({value}) => value.count !== null)!.value;
		found.push({
			code: 'cycle-limit',
			message: `all ${guard.maximum} cycles are used; nothing goes on by itself`,
		});
	}

	const wrapUpUntil = wrapUpLimit(findings);
	if ((files.wrapUpGuard?.value.tries ?? 0) >= mostTries) {
		found.push({code: 'postflight-stuck', message: `the wrap-up gave up after ${mostTries} tries`});
	} else if (verdict.remark === 'postflight' || (files.marker && status !== 'running')) {
		found.push({
			code: 'postflight-stuck',
			message: 'the result was never taken over',
			...(wrapUpUntil === null ? {} : {activeFrom: wrapUpUntil}),
		});
	}

	const says = `${result?.word ?? 'finished'}, but state.json says ${evidence.entry?.word ?? 'nothing'}`;
	if (verdict.remark === 'finished-not-recorded') {
		found.push({
			code: 'finished-not-recorded',
			message: says,
			...(wrapUpUntil === null ? {} : {activeFrom: wrapUpUntil}),
		});
	} else if (normalWord(result?.word ?? '') === 'ready_for_postflight' && status !== 'running') {
		found.push({code: 'finished-not-recorded', message: 'done, and nobody took the result over'});
	}

	if (verdict.remark === 'run-disagrees') {
		found.push({code: 'disagreement', message: says});
	}

	return found;
};

/** Epoch ms until which a result may wait for its wrap-up. */
export const wrapUpLimit = ({evidence, resultAt, files}: Findings): number | null => {
	const marked = files.marker ? fileTime(files.marker.document, evidence.isCopy) : null;
	const latest = Math.max(resultAt ?? 0, marked ?? 0);
	return latest === 0 ? null : latest + silences.wrapUpMs;
};
