import {blankTask, type Task} from '../../model/task.ts';
import {harmless} from '../../text/harmless.ts';
import {silences} from './silences.ts';
import {fileTime} from './file-times.ts';
import type {Usable} from './gather.ts';
import {nameOf, parentOf} from './place.ts';
import {sessionTime} from './sessions.ts';
import {normalWord, readResultWord} from './status.ts';
import {hasFlawedSession} from './trust.ts';
import type {RunValue} from './values.ts';

/** Runs without a task (they create tasks): a row each, while they are not done. */
export const looseRows = (
	runs: readonly Usable<RunValue>[],
	{root, label, isCopy}: {root: string; label: string; isCopy: boolean},
): readonly Task[] =>
	runs
		.filter(({value}) => readResultWord(value.word).status !== 'completed')
		.map((run) => looseRow(run, root, label, isCopy));

const looseRow = (
	{document, value, staleSince}: Usable<RunValue>,
	root: string,
	label: string,
	isCopy: boolean,
): Task => {
	const {status} = readResultWord(value.word);
	const at = fileTime(document, isCopy) ?? document.stat.modifiedAt;
	const start = hasFlawedSession(value.claimedTimes) ? null : sessionTime(value.session);
	const question =
		value.question ??
		value.review ??
		(normalWord(value.word) === 'awaiting_confirmation'
			? (value.nextSteps ?? value.summary ?? 'waits for an answer')
			: null);
	const name = document.path.slice(root.length + 1);
	return {
		...blankTask({
			key: `return-meta:${root}#${name}`,
			id:
				nameOf(parentOf(document.path)) === '.meta-return'
					? 'meta'
					: harmless(name.replace(/\.json$/, '')),
			title: value.summary ?? `Run of ${value.agent ?? 'an agent'} without a task`,
			format: 'return-meta',
			workspace: document.workspace,
			group: label,
		}),
		order: Number.MAX_SAFE_INTEGER,
		status,
		rawStatus: value.word,
		stage: {
			name: value.stage ?? normalWord(value.word),
			index: value.phases.total === null ? null : value.phases.done,
			total: value.phases.done === null ? null : value.phases.total,
		},
		agent: value.agent,
		session: value.session,
		startedAt: start !== null && start <= at ? {at: start, source: 'session epoch'} : null,
		updatedAt: isCopy ? null : {at, source: 'file changed'},
		claimedTimes: value.claimedTimes,
		humanRequired: question,
		attention: question === null ? [] : [{code: 'answer-needed', message: question}],
		nextStep: question ?? value.nextSteps,
		activity:
			status === 'running'
				? {
						signals: [
							{signal: 'file-changed', weight: 'life', at, says: `${harmless(name)} was written`},
						],
						silentAfterMs: silences.silentAfterMs,
						interruptedAfterMs: silences.interruptedAfterMs,
						usualMs: null,
					}
				: null,
		files: [{path: document.path, line: value.lines.status}],
		sources: {status: {path: document.path, line: value.lines.status}},
		staleSince,
	};
};
