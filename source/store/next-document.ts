import {type Damage, damageOf} from '../formats/damage.ts';
import {formatByName} from '../formats/index.ts';
import type {Document, DocumentInput, Parsed} from '../formats/format.ts';
import type {FormatName} from '../model/format-name.ts';
import type {Problem} from '../model/problem.ts';
import {reportAny} from '../model/report.ts';
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
	try {
		const {parse, carry} = formatByName(format);
		const parsed = parse(input);
		return previous && carry ? carry(previous, parsed, input) : parsed;
	} catch (error) {
		// Formats promise not to throw; if one does, one file is lost and not the whole screen.
		return {
			value: null,
			quality: 'unreadable',
			references: [],
			problems: [
				reportAny(
					'reader-failed',
					`metawatch could not read this file (${error instanceof Error ? error.message : String(error)}); please report it`,
					{format, path: input.path},
				),
			],
		};
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
	return {document, damage: damageOf(input, parsed)};
};

/** A finding that only counts once it has lasted. */
const heldBack = (problem: Problem, until: number): Problem => ({
	...problem,
	activeFrom: Math.max(until, problem.activeFrom ?? 0),
});
