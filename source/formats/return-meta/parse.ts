import type {DocumentInput, Parsed} from '../format.ts';
import type {Kind} from './claims.ts';
import {nothing, unreadable} from './damage.ts';
import {parseBatchState} from './parse-batch.ts';
import {parseErrors, parseEvents, parseTodo} from './parse-logs.ts';
import {
	parseHandoff,
	parseLock,
	parseLoopGuard,
	parseMarker,
	parseWrapUpGuard,
} from './parse-notes.ts';
import {parsePlan, parseProgress} from './parse-progress.ts';
import {parseRun} from './parse-run.ts';
import {parseArchive, parseState} from './parse-state.ts';
import {shownName} from './place.ts';
import {problem} from './problems.ts';
import type {ReturnMetaValue} from './values.ts';

type Read = (input: DocumentInput, text: string) => Parsed<ReturnMetaValue>;

const presence: Parsed<ReturnMetaValue> = {
	value: {type: 'presence', embeddedAt: null},
	quality: 'whole',
	problems: [],
	references: [],
};

const readers: Readonly<Record<Kind, Read>> = {
	state: parseState,
	archive: (_input, text) => parseArchive(text),
	run: parseRun,
	'loose-run': parseRun,
	'batch-run': parseRun,
	'batch-state': parseBatchState,
	marker: parseMarker,
	'wrap-up-guard': parseWrapUpGuard,
	'loop-guard': parseLoopGuard,
	handoff: parseHandoff,
	lock: parseLock,
	progress: parseProgress,
	plan: (_input, text) => parsePlan(text),
	errors: parseErrors,
	events: parseEvents,
	todo: (_input, text) => parseTodo(text),
	vault: () => presence,
	'handoff-text': () => presence,
	artifact: () => presence,
	creating: () => presence,
	leftover: (input) => ({
		...presence,
		problems: [
			problem(
				'tmp-leftover',
				`${shownName(input.path)} was left behind by a write that was cut off`,
				{
					path: input.path,
					activeFrom: input.stat.modifiedAt + writerNeedsMs,
				},
			),
		],
	}),
};

/** A temporary file is there for a moment in every write that is done well. */
const writerNeedsMs = 60_000;

/** What only helps to understand the rest is not missed aloud. */
const silentKinds: ReadonlySet<Kind> = new Set([
	'archive',
	'vault',
	'events',
	'todo',
	'plan',
	'artifact',
	'handoff-text',
	'creating',
	'leftover',
]);

const isKind = (kind: string): kind is Kind => Object.hasOwn(readers, kind);

/** Reads any document of this format. */
export const parse = (input: DocumentInput): Parsed<ReturnMetaValue> => {
	const {content, kind} = input;
	if (!isKind(kind)) {
		return {...presence, value: null, quality: 'foreign'};
	}

	if (content.type === 'unreadable') {
		return silentKinds.has(kind)
			? nothing('unreadable')
			: unreadable(
					input,
					content.reason,
					kind === 'state' ? 'state-unreadable' : 'meta-unreadable',
				);
	}

	return readers[kind](input, content.type === 'text' ? content.text : '');
};
