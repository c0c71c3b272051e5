import type {DocumentInput, Parsed} from '../format.ts';
import {harmless} from '../../text/harmless.ts';
import {readJson} from '../json.ts';
import {nothing, qualityOf, readingProblems} from './damage.ts';
import {asRecord, asTaskNumber, asText, isRecord} from './fields.ts';
import {normalWord} from './status.ts';
import {errorSchema} from './schema.ts';
import {credibleTime} from './trust.ts';
import type {ErrorsValue, EventsValue, LoggedError, TodoValue} from './values.ts';

const closedWords = new Set(['fixed', 'resolved']);

const severityWords = new Set(['critical', 'high', 'medium', 'low']);

/** Reads an error log: a list, or an object with one. A JSON Schema of that name is no log. */
export const parseErrors = (input: DocumentInput, text: string): Parsed<ErrorsValue> => {
	const reading = readJson(text);
	const {value} = reading;
	const container = asRecord(value);
	const isBare = Array.isArray(value);
	const list: unknown = isBare ? value : container['errors'];
	if (!Array.isArray(list) || 'properties' in container) {
		return reading.damage
			? nothing(text.trim() === '' ? 'empty' : 'unreadable', readingProblems(input, reading))
			: nothing('foreign');
	}

	const entries: LoggedError[] = [];
	list.forEach((item: unknown, index) => {
		if (isRecord(item)) {
			const line = reading.lineOf(isBare ? [index] : ['errors', index]);
			entries.push(readLogged(item, {index, line}, input.readAt));
		}
	});
	const byTask = new Map<number, LoggedError[]>();
	for (const entry of entries) {
		if (entry.task !== null) {
			byTask.set(entry.task, [...(byTask.get(entry.task) ?? []), entry]);
		}
	}

	return {
		value: {
			type: 'errors',
			entries,
			byTask,
			embeddedAt: entries.reduce<number | null>(
				(latest, {at}) => (at !== null && at > (latest ?? 0) ? at : latest),
				null,
			),
		},
		quality: qualityOf(reading),
		problems: readingProblems(input, reading),
		references: [],
	};
};

const readLogged = (
	item: unknown,
	place: Pick<LoggedError, 'index' | 'line'>,
	readAt: number,
): LoggedError => {
	const error = errorSchema.parse(item);
	const {context} = error;
	const severity = error.severity?.toLowerCase() ?? '';
	return {
		id: error.id,
		at: credibleTime(error.timestamp, readAt),
		type: error.type,
		severity: severityWords.has(severity) ? (severity as LoggedError['severity']) : null,
		message: error.message ?? error.type ?? 'an error without a message',
		session: asText(context['session_id']),
		command: asText(context['command']),
		agent: asText(context['agent']),
		task: asTaskNumber(context['task']) ?? asTaskNumber(context['task_number']),
		suggestion: asText(error.recovery['suggested_action']),
		isOpen: !closedWords.has(normalWord(error.fix_status ?? '')),
		...place,
	};
};

/** Longer lines are no events. */
const longestEvent = 16_384;

/** Reads the end of an event log. Lines that are torn or of another kind are passed over. */
export const parseEvents = (input: DocumentInput, text: string): Parsed<EventsValue> => {
	const lastByTask = new Map<number, {session: string | null; at: number}>();
	let newest: number | null = null;
	for (const line of text.split('\n')) {
		const event = line.length > longestEvent || !line.startsWith('{') ? null : parseLine(line);
		const at = event && credibleTime(asText(event['timestamp']), input.readAt);
		if (event && at !== null) {
			const session = asText(event['session_id']);
			const task = asTaskNumber(event['task']);
			if (task !== null && at >= (lastByTask.get(task)?.at ?? 0)) {
				lastByTask.set(task, {session: session === null ? null : harmless(session), at});
			}

			newest = Math.max(at, newest ?? 0);
		}
	}

	return {
		value: {type: 'events', lastByTask, embeddedAt: newest},
		quality: 'whole',
		problems: [],
		references: [],
	};
};

const parseLine = (line: string): Readonly<Record<string, unknown>> | null => {
	try {
		const value: unknown = JSON.parse(line);
		return isRecord(value) ? value : null;
	} catch {
		return null;
	}
};

const heading = /^### +(?:OC_)?(\d{1,4})\. /;
const status = /^(?:[-*] +)?\*\*Status\*\*: *\[([A-Za-z _-]{1,24})\]/;

/** Reads the marks of a `TODO.md`, which is generated from `state.json` and often lags behind. */
export const parseTodo = (text: string): Parsed<TodoValue> => {
	const marks = new Map<number, {mark: string; line: number}>();
	let number: number | null = null;
	let line = 0;
	for (const whole of text.split('\n')) {
		line++;
		const content = whole.slice(0, 200).trim();
		const task = heading.exec(content);
		if (task) {
			number = Number(task[1]);
		} else if (content.startsWith('#')) {
			number = null;
		}

		const mark = number === null ? null : status.exec(content);
		if (mark && number !== null && !marks.has(number)) {
			marks.set(number, {mark: normalWord(mark[1]!), line});
		}
	}

	return {
		value: {type: 'todo', marks, embeddedAt: null},
		quality: 'whole',
		problems: [],
		references: [],
	};
};
