import type {Problem} from '../../model/problem.ts';
import type {ClaimedTime, Step} from '../../model/task.ts';
import type {DocumentInput, Parsed} from '../format.ts';
import {readJson} from '../json.ts';
import {type ListedArtifacts, readArtifacts} from './artifacts.ts';
import {nothing, qualityOf, readingProblems, shapeProblems} from './damage.ts';
import {asRecord, asSaying, asText, type Fields, firstOf, isRecord} from './fields.ts';
import {placeOf} from './place.ts';
import {problem} from './problems.ts';
import {readBlockers, readPhases} from './read-shared.ts';
import {errorSchema, runSchema, stepSchema} from './schema.ts';
import {sessionTime} from './sessions.ts';
import {shapeFlaws} from '../shape.ts';
import {runShape} from './shapes.ts';
import {readResultWord, readStepStatus} from './status.ts';
import {claimedTimes} from './trust.ts';
import type {RunError, RunValue} from './values.ts';

/** Reads a `.return-meta.json` of any age. Without a `status` it is not one. */
export const parseRun = (input: DocumentInput, text: string): Parsed<RunValue> => {
	const reading = readJson(text);
	const problems = readingProblems(input, reading);
	const root = asRecord(reading.value);
	const run = runSchema.parse(root);
	if (run.status === null) {
		return nothing(
			text.trim() === '' ? 'empty' : reading.damage ? 'unreadable' : 'foreign',
			problems,
		);
	}

	const metadata = asRecord(root['metadata']);
	const inner = runSchema.parse(metadata);
	const progress = asRecord(run.partial_progress);
	const completion = run.completion_data;
	// The text of a partial progress that is no object tells what was done.
	const details = asSaying(progress['details']) ?? asText(run.partial_progress);
	const stage = asText(progress['stage']);
	const session = inner.session_id ?? run.session_id;
	const place = placeOf(input.path);
	const artifacts = readArtifacts(run.artifacts, place.root, input.workspace);
	const claimed = claimedTimes(
		[
			{label: 'started_at', raw: run.started_at ?? inner.started_at},
			{label: 'completed_at', raw: run.completed_at ?? inner.completed_at},
		],
		input.readAt,
		{raw: session, at: sessionTime(session), writtenAt: input.stat.modifiedAt},
	);
	const value: RunValue = {
		type: 'run',
		word: run.status,
		session,
		agent: inner.agent_type ?? run.agent_type,
		delegation: asSaying(metadata['delegation_path'] ?? root['delegation_path']),
		taskNumber: run.task_number ?? run.task_id ?? inner.task_number ?? inner.task_id,
		stage,
		details,
		phases: readPhases([progress, metadata, root], stage),
		artifacts,
		nextSteps: run.next_steps ?? inner.next_steps,
		resumeHint: inner.resume_hint ?? run.resume_hint,
		blockers: readBlockers([root, progress, metadata]),
		review:
			run.requires_user_review || inner.requires_user_review
				? (run.review_reason ?? inner.review_reason ?? 'a person must review the result')
				: null,
		question: readQuestion(run) ?? readQuestion(inner),
		errors: run.errors.map((error) => readError(error)).filter((error) => error !== null),
		team: run.teammate_results
			.map((result) => readMember(result))
			.filter((member) => member !== null),
		summary: firstOf(asSaying, [completion['completion_summary'], run.summary]),
		claimedTimes: claimed,
		batch: {
			completed: [...run.tasks_completed, ...inner.tasks_completed],
			failed: [...run.tasks_failed, ...inner.tasks_failed],
		},
		embeddedAt: embeddedTime(session, input.readAt),
		lines: {
			status: reading.lineOf(['status']),
			stage: reading.lineOf(['partial_progress', 'stage']),
			session: reading.lineOf(
				inner.session_id === null ? ['session_id'] : ['metadata', 'session_id'],
			),
			agent: reading.lineOf(
				inner.agent_type === null ? ['agent_type'] : ['metadata', 'agent_type'],
			),
			artifacts: reading.lineOf(['artifacts']),
			phases: reading.lineOf(phasesPath(progress, metadata)),
			next: reading.lineOf(
				inner.resume_hint === null ? ['next_steps'] : ['metadata', 'resume_hint'],
			),
			review: reading.lineOf(['review_reason']),
			errors: reading.lineOf(['errors']),
		},
	};
	return {
		value,
		quality: qualityOf(reading),
		problems: [
			...problems,
			...shapeProblems(
				input,
				[...shapeFlaws(root, runShape), ...shapeFlaws(metadata, runShape, ['metadata'])],
				(at) => reading.lineOf(at),
			),
			...offVocabulary(input, value),
			...malformed(input, value.lines.artifacts, artifacts),
			...timeProblems(input, claimed, (label) =>
				label === 'session_id' ? value.lines.session : reading.lineOf([label]),
			),
		],
		references: artifacts.items.map(({target}) => target).filter((target) => target !== null),
	};
};

const phasesPath = (progress: Fields, metadata: Fields): (string | number)[] =>
	'phases_completed' in progress
		? ['partial_progress', 'phases_completed']
		: 'phases_completed' in metadata
			? ['metadata', 'phases_completed']
			: ['phases_completed'];

const readQuestion = (run: {user_decision: unknown; paused_by_user: boolean}): string | null => {
	const decision = run.user_decision;
	const question = isRecord(decision)
		? [
				asText(decision['question']) ?? asSaying(decision),
				asText(decision['recommended']) === null
					? null
					: `(recommended: ${asText(decision['recommended'])})`,
			]
				.filter((part) => part !== null)
				.join(' ')
		: asText(decision);
	return asText(question) ?? (run.paused_by_user ? 'paused: a person must say how to go on' : null);
};

const readError = (value: unknown): RunError | null => {
	const error = errorSchema.safeParse(value);
	if (!error.success) {
		const message = asText(value);
		return message === null ? null : {message, isRecoverable: true, recommendation: null};
	}

	const message = error.data.message ?? error.data.type;
	return message === null
		? null
		: {
				message,
				isRecoverable: error.data.recoverable !== false,
				recommendation: error.data.recommendation,
			};
};

const readMember = (value: unknown): Step | null => {
	const member = stepSchema.safeParse(value);
	if (!member.success) {
		return null;
	}

	const {angle, name, title, description, status} = member.data;
	const letter = asText(asRecord(value)['letter']);
	const says = angle ?? name ?? title ?? description ?? 'teammate';
	return {title: letter === null ? says : `${letter}: ${says}`, status: readStepStatus(status)};
};

/** The epoch of a session, where it does not lie in the future. */
export const embeddedTime = (session: string | null, readAt: number): number | null => {
	const at = sessionTime(session);
	return at !== null && at <= readAt ? at : null;
};

const offVocabulary = (input: DocumentInput, {word, lines}: RunValue): Problem[] =>
	readResultWord(word).isOff
		? [
				problem('status-off-vocabulary', `"${word}" is not one of the words for a result`, {
					path: input.path,
					line: lines.status,
				}),
			]
		: [];

/** Entries of an artifact list that name no file. */
export const malformed = (
	input: DocumentInput,
	line: number,
	{malformed: count}: ListedArtifacts,
): Problem[] =>
	count === 0
		? []
		: [
				problem(
					'artifacts-shape',
					`${count} ${count === 1 ? 'artifact has' : 'artifacts have'} no path and cannot be shown`,
					{path: input.path, line},
				),
			];

/** One finding for all the invented times of a file. */
const timeProblems = (
	input: DocumentInput,
	claimed: readonly ClaimedTime[],
	lineOf: (label: string) => number,
): Problem[] => {
	const flawed = claimed.filter(({flaw}) => flaw !== null);
	const [first] = flawed;
	return first
		? [
				problem(
					'time-implausible',
					`not used as times: ${flawed.map(({label, raw, flaw}) => `${label} ${raw} (${flaw})`).join(', ')}`,
					{path: input.path, line: lineOf(first.label)},
				),
			]
		: [];
};
