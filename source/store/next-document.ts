import {type Damage, damageInWords, damageOf} from '../formats/damage.ts';
import {formatByName} from '../formats/index.ts';
import type {Document, DocumentInput, Parsed} from '../formats/format.ts';
import type {FormatName} from '../model/format-name.ts';
import type {Problem} from '../model/problem.ts';
import {reportAny} from '../model/report.ts';
import {harmless} from '../text/harmless.ts';
import {cappedProblems} from './capped-problems.ts';
import {noWrites, tornGraceMs, type Writes, writesAfter} from './torn-files.ts';

/** The store's documents know their format; formats need not. */
export type OwnedDocument = Document & {
	readonly format: FormatName;
	readonly writes: Writes;
	/** What was found in the version that is worked with: the present one, or the last good one. */
	readonly standing: readonly Problem[];
};

const parseSafely = (
	format: FormatName,
	input: DocumentInput,
	previous: Document | undefined,
): Parsed => {
	const {parse, carry} = formatByName(format);
	let parsed: Parsed;
	try {
		const read = parse(input);
		parsed = {...read, problems: cappedProblems(read.problems)};
	} catch (error) {
		// Formats promise not to throw; if one does, one file is lost and not the whole screen.
		return {
			value: null,
			quality: 'unreadable',
			references: [],
			problems: [failed(format, input, 'read this file', error)],
		};
	}

	try {
		return previous && carry ? carry(previous, parsed, input) : parsed;
	} catch (error) {
		const problem = failed(format, input, 'compare this file with its version before', error);
		return {...parsed, problems: [...parsed.problems, problem]};
	}
};

const failed = (format: FormatName, {path}: DocumentInput, what: string, error: unknown): Problem =>
	reportAny(
		'reader-failed',
		`metawatch could not ${what} (${wordsOfError(error)}); please report it`,
		{format, path},
	);

/** What an error says, on one line and of a length that a table bears. */
export const wordsOfError = (error: unknown): string =>
	harmless(error instanceof Error ? error.message : String(error)).slice(0, 200);

/** Finding out how a file breaks must never cost more than the words about it. */
const damageSafely = (input: DocumentInput, parsed: Parsed): Damage | null => {
	try {
		return damageOf(input, parsed);
	} catch (error) {
		return damageInWords(`it breaks in a way that could not be found out (${wordsOfError(error)})`);
	}
};

/**
A document after it was read once more, with what is kept of the reading before.

@param isFirst it was there at the start.
@returns the document, and how it breaks; null: it does not.
*/
export const nextDocument = (
	format: FormatName,
	input: DocumentInput,
	previous: OwnedDocument | undefined,
	now: number,
	isFirst: boolean,
): {readonly document: OwnedDocument; readonly damage: Damage | null} => {
	const {content: _content, ...facts} = input;
	const parsed = parseSafely(format, input, previous);
	const isGood = parsed.quality === 'whole' || parsed.quality === 'foreign';
	const unreadableSince = isGood ? null : (previous?.unreadableSince ?? now);
	const lastGood = isGood
		? null
		: previous?.quality === 'whole'
			? previous.value
			: (previous?.lastGood ?? null);
	// With the last good version stands what was found in it, and what it refers to.
	const standing = lastGood === null ? null : (previous?.standing ?? null);
	// What was found at the start was not seen to be written just now.
	const found =
		unreadableSince === null || isFirst
			? parsed.problems
			: parsed.problems.map((problem) => heldBack(problem, unreadableSince + tornGraceMs));
	const document: OwnedDocument = {
		...facts,
		...parsed,
		problems: standing === null ? found : [...found, ...standing],
		references: standing === null ? parsed.references : (previous?.references ?? []),
		standing: standing ?? parsed.problems,
		format,
		writes: previous ? writesAfter(previous.writes, previous.stat, input.stat, !isGood) : noWrites,
		lastGood,
		unreadableSince,
		firstSeenAt: previous?.firstSeenAt ?? now,
		changedAt: isFirst ? null : now,
		referenceStats: previous?.referenceStats ?? new Map(),
	};
	return {document, damage: damageSafely(input, parsed)};
};

/** A finding that only counts once it has lasted. */
const heldBack = (problem: Problem, until: number): Problem => ({
	...problem,
	activeFrom: Math.max(until, problem.activeFrom ?? 0),
});
