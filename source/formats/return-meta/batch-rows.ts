import {blankTask, type Task} from '../../model/task.ts';
import {isSettled} from '../../model/status.ts';
import {fileTime} from './file-times.ts';
import type {MetaDocument, Usable} from './gather.ts';
import {nameOf} from './place.ts';
import {isSameSession, sessionTime} from './sessions.ts';
import {readResultWord, readStateWord} from './status.ts';
import type {BatchStateValue, RunValue} from './values.ts';

const minute = 60_000;

/** A batch writes its file between the steps of its tasks. */
const batchSilences = {silentAfterMs: 60 * minute, interruptedAfterMs: 240 * minute} as const;

export type BatchContext = {
	readonly root: string;
	readonly label: string;
	readonly isCopy: boolean;
	/** The word of `state.json` for a task; undefined when it does not stand there. */
	readonly wordOf: (number: number) => string | null | undefined;
	/** Documents of a task folder: work on one of its tasks is life of the batch. */
	readonly folderOf: (number: number) => readonly MetaDocument[];
};

/** Whether nothing is left to do: every task of a batch is done, failed or gone. */
const isFinished = (value: BatchStateValue, {wordOf}: BatchContext): boolean =>
	value.tasks.every((number) => {
		const word = wordOf(number);
		return (
			value.completed.has(number) ||
			value.failed.has(number) ||
			word === undefined ||
			isSettled(readStateWord(word).status)
		);
	});

/** Batches that are not finished: a row each, until they are. */
export const batchRows = (
	batches: readonly Usable<BatchStateValue>[],
	runs: readonly Usable<RunValue>[],
	context: BatchContext,
): readonly Task[] =>
	batches
		.filter(({value}) => value.tasks.length > 0 && !isFinished(value, context))
		.map((batch) =>
			batchRow(
				batch,
				runs.find(({value}) => isSameSession(value.session, batch.value.session)) ?? null,
				context,
			),
		)
		.filter((row) => row !== null);

const batchRow = (
	{document, value, staleSince}: Usable<BatchStateValue>,
	run: Usable<RunValue> | null,
	{root, label, isCopy, wordOf, folderOf}: BatchContext,
): Task | null => {
	const result = run ? readResultWord(run.value.word).status : 'running';
	if (result === 'completed') {
		return null;
	}

	const at = fileTime(document, isCopy);
	const done = value.tasks.filter(
		(number) =>
			value.completed.has(number) || isSettled(readStateWord(wordOf(number) ?? null).status),
	).length;
	const lives = [document, ...value.tasks.flatMap((number) => folderOf(number))]
		.map((one) => fileTime(one, isCopy))
		.filter((time) => time !== null);
	const isAtLimit = value.count !== null && value.maximum !== null && value.count >= value.maximum;
	const question = run?.value.question ?? null;
	const start = sessionTime(value.session);
	const rest = value.tasks.filter((number) => !value.completed.has(number)).join(', ');
	const status = result === 'unknown' || result === 'pending' ? 'running' : result;
	return {
		...blankTask({
			key: `return-meta:${root}#${nameOf(document.path)}`,
			id: 'batch',
			title: `Batch of tasks ${value.tasks.join(', ')}`,
			format: 'return-meta',
			workspace: document.workspace,
			group: label,
		}),
		order: Number.MAX_SAFE_INTEGER,
		status,
		rawStatus: run?.value.word ?? null,
		stage: {
			name: value.count === null ? 'batch' : `cycle ${value.count} of ${value.maximum ?? '?'}`,
			index: done,
			total: value.tasks.length,
		},
		progress: done / value.tasks.length,
		session: value.session,
		startedAt:
			start !== null && at !== null && start <= at ? {at: start, source: 'session epoch'} : null,
		updatedAt: at === null ? null : {at, source: isCopy ? 'session epoch' : 'file changed'},
		humanRequired: question,
		attention: [
			...(question === null ? [] : [{code: 'answer-needed' as const, message: question}]),
			...(isAtLimit
				? [
						{
							code: 'cycle-limit' as const,
							message: `all ${value.maximum} cycles are used; nothing goes on by itself`,
						},
					]
				: []),
		],
		nextStep: question ?? `to go on: /orchestrate ${rest}`,
		command: run?.value.resumeHint ?? `/orchestrate ${rest}`,
		activity:
			status === 'running'
				? {
						signals: [
							{
								signal: 'batch-file',
								weight: 'life',
								at:
									lives.length > 0
										? lives.reduce((latest, at) => Math.max(latest, at))
										: document.stat.modifiedAt,
								says: 'the batch or one of its tasks was written',
							},
						],
						...batchSilences,
						usualMs: null,
					}
				: null,
		files: [
			{path: document.path, line: 1},
			...(run ? [{path: run.document.path, line: run.value.lines.status}] : []),
		],
		sources: {status: {path: run?.document.path ?? document.path, line: 1}},
		staleSince,
	};
};
