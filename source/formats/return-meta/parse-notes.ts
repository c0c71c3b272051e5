import type {DocumentInput, Parsed} from '../format.ts';
import {readJson} from '../json.ts';
import {nothing, qualityOf, readingProblems, unreadable} from './damage.ts';
import {asRecord, asSaying, asText, isRecord} from './fields.ts';
import {embeddedTime} from './parse-run.ts';
import {problem} from './problems.ts';
import {readPhases} from './read-shared.ts';
import {handoffSchema, lockSchema, loopGuardSchema, markerSchema} from './schema.ts';
import {credibleTime} from './trust.ts';
import type {
	HandoffValue,
	LockValue,
	LoopGuardValue,
	MarkerValue,
	WrapUpGuardValue,
} from './values.ts';

/** Reads a handoff: the result that one agent passes to the next. */
export const parseHandoff = (input: DocumentInput, text: string): Parsed<HandoffValue> => {
	const reading = readJson(text);
	const problems = readingProblems(input, reading);
	if (!isRecord(reading.value)) {
		return nothing(
			text.trim() === '' ? 'empty' : reading.damage ? 'unreadable' : 'foreign',
			problems,
		);
	}

	const handoff = handoffSchema.parse(reading.value);
	const context = handoff.continuation_context;
	return {
		value: {
			type: 'handoff',
			word: handoff.status,
			session: handoff.session_id,
			summary: handoff.summary,
			blockers: asSaying(handoff.blockers),
			needsPerson: personNeeded(handoff.blockers),
			nextHint: handoff.next_action_hint ?? handoff.next_steps ?? handoff.next_action,
			continuation: handoff.continuation_path ?? asText(context['handoff_path']),
			phases: readPhases([
				reading.value,
				...('last_completed_phase' in context
					? [{phases_completed: context['last_completed_phase']}]
					: []),
			]),
			embeddedAt: embeddedTime(handoff.session_id, input.readAt),
			lines: {
				status: reading.lineOf(['status']),
				phases: reading.lineOf(['phases_completed']),
				next: reading.lineOf(['next_action_hint']),
			},
		},
		quality: qualityOf(reading),
		problems,
		references: [],
	};
};

const personNeeded = (blockers: unknown): string | null => {
	const found = (Array.isArray(blockers) ? blockers : [blockers]).find(
		(blocker) => asText(asRecord(blocker)['type']) === 'human_action_required',
	);
	return found === undefined ? null : asSaying(found);
};

/** Reads the lock of a task. */
export const parseLock = (input: DocumentInput, text: string): Parsed<LockValue> => {
	const reading = readJson(text);
	const lock = lockSchema.parse(asRecord(reading.value));
	const acquiredAt = credibleTime(lock.acquired_at, input.readAt);
	const heartbeatAt = credibleTime(lock.heartbeat_at, input.readAt);
	return {
		value: {
			type: 'lock',
			session: lock.session_id,
			operation: lock.operation,
			command: lock.command,
			acquiredAt,
			heartbeatAt,
			embeddedAt: heartbeatAt ?? acquiredAt ?? embeddedTime(lock.session_id, input.readAt),
		},
		quality: qualityOf(reading),
		problems: readingProblems(input, reading),
		references: [],
	};
};

/** Reads a postflight marker. Empty is fine: that it is there is the message. */
export const parseMarker = (input: DocumentInput, text: string): Parsed<MarkerValue> => {
	const reading = text.trim() === '' ? null : readJson(text);
	const marker = markerSchema.parse(asRecord(reading?.value));
	const isPlaceholder = marker.created?.startsWith('$(') ?? false;
	return {
		value: {
			type: 'marker',
			session: marker.session_id,
			taskNumber: marker.task_number,
			operation: marker.operation,
			skill: marker.skill,
			embeddedAt:
				credibleTime(marker.created, input.readAt) ?? embeddedTime(marker.session_id, input.readAt),
		},
		quality: reading === null ? 'whole' : qualityOf(reading),
		problems: [
			...(reading === null ? [] : readingProblems(input, reading)),
			...(isPlaceholder
				? [
						problem(
							'marker-placeholder',
							`created is a shell command that nobody ran: ${marker.created}`,
							{path: input.path, line: reading?.lineOf(['created']) ?? null},
						),
					]
				: []),
		],
		references: [],
	};
};

/** Reads the counter of a wrap-up: a bare number. */
export const parseWrapUpGuard = (input: DocumentInput, text: string): Parsed<WrapUpGuardValue> => {
	const word = text.trim();
	return /^\d{1,3}$/.test(word)
		? {
				value: {type: 'wrap-up-guard', tries: Number(word), embeddedAt: null},
				quality: 'whole',
				problems: [],
				references: [],
			}
		: word === ''
			? nothing('empty')
			: unreadable(input, 'it should hold one number');
};

/** Reads the counter of an orchestration. */
export const parseLoopGuard = (input: DocumentInput, text: string): Parsed<LoopGuardValue> => {
	const reading = readJson(text);
	const problems = readingProblems(input, reading);
	if (!isRecord(reading.value)) {
		return nothing(text.trim() === '' ? 'empty' : 'unreadable', problems);
	}

	const guard = loopGuardSchema.parse(reading.value);
	return {
		value: {
			type: 'loop-guard',
			session: guard.session_id,
			count: guard.cycle_count ?? guard.continuation_count,
			maximum: guard.max_cycles ?? guard.max_continuations,
			embeddedAt:
				credibleTime(guard.last_updated, input.readAt) ??
				embeddedTime(guard.session_id, input.readAt),
		},
		quality: qualityOf(reading),
		problems,
		references: [],
	};
};
