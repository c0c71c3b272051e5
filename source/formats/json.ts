import {type Node, type ParseError, parseTree, printParseErrorCode} from 'jsonc-parser';
import {harmless, harmlessDeep} from '../text/harmless.ts';
import {isDeep, isTooDeep, refusalOf, refusalOfDamaged} from './json-limits.ts';
import {scanSafely} from './json-scan.ts';
import {type Position, TextLines} from './text-lines.ts';

/**
JSON as agents leave it behind: mostly whole, sometimes cut off, with a comma too many, a key twice
or something after its end.
*/
export type JsonReading = {
	/** Every string in it is harmless. Salvaged as far as possible when `damage` is set. */
	readonly value: unknown;
	/** Null when the text is JSON to the end. */
	readonly damage: JsonDamage | null;
	/** Keys that stand twice in one object; the last one won, as everywhere. */
	readonly duplicateKeys: readonly DuplicateKey[];
	/**
	Line (from 1) of the value at a path, or of the nearest parent that is known.
	`lineOf(['active_projects', 3, 'status'])`
	*/
	lineOf(path: readonly (string | number)[]): number;
};

export type JsonDamage = Position & {
	/** What is wrong, in words: "the file ends in the middle of a value". */
	readonly message: string;
	/** The text around the place, made harmless. */
	readonly near: string;
	/** It is nested too deep or holds too much: nothing was read, and nothing is to be salvaged. */
	readonly isRefused: boolean;
	/** Tree of everything that could be understood, for a format's own salvage; offsets from 0. */
	readonly tree: Node | undefined;
	readonly errors: readonly ParseError[];
};

type DuplicateKey = {
	readonly key: string;
	readonly line: number;
};

const byteOrderMark = /^\uFEFF/;

/** Reads JSON of any condition; never throws. Blank text has no value and is damaged. */
export const readJson = (raw: string): JsonReading => {
	if (latestDamaged?.raw === raw) {
		const {reading} = latestDamaged;
		latestDamaged = null;
		return reading;
	}

	const text = raw.replace(byteOrderMark, ' ');
	const lines = new TextLines(text);
	const refusal = refusalOf(text);
	const reading = (refusal === null ? readWhole(text, lines) : null) ?? readDamaged(text, lines);
	if (reading.damage) {
		latestDamaged = {raw, reading};
	}

	return reading;
};

const readWhole = (text: string, lines: TextLines): JsonReading | null => {
	try {
		const value: unknown = JSON.parse(text);
		const scan = scanSafely(text);
		return {
			value: harmlessDeep(value),
			damage: null,
			duplicateKeys: scan.duplicates.map(({key, offset}) => ({
				key: harmless(key),
				line: lines.positionOf(offset).line,
			})),
			lineOf: (path) => lines.positionOf(scan.offsetOf(path)).line,
		};
	} catch {
		// For the tolerant reader, which knows where and why.
		return null;
	}
};

/**
The latest text that was damaged, until it is asked for once more: what is wrong with it is told by
the format first and then, in detail, by `damageOf`, and finding out takes 30 ms for 140 KB.
*/
let latestDamaged: {readonly raw: string; readonly reading: JsonReading} | null = null;

const readDamaged = (text: string, lines: TextLines): JsonReading => {
	const {tree, errors, refusal} = treeOf(text);
	const first = errors[0];
	const offset = first?.offset ?? 0;
	const message =
		refusal ??
		(text.trim() === ''
			? 'the file is empty'
			: first && isAtEnd(first, text)
				? 'the file ends in the middle of a value'
				: wordsOf(first));
	return {
		value: tree ? harmlessDeep(nodeValue(tree)) : undefined,
		damage: {
			...lines.positionOf(offset),
			message,
			near: harmless(text.slice(Math.max(0, offset - 20), offset + 20)),
			isRefused: refusal !== null,
			tree,
			errors,
		},
		duplicateKeys: [],
		lineOf: (path) => lines.positionOf(tree ? nearestNode(tree, path).offset : 0).line,
	};
};

type Tree = {
	readonly tree: Node | undefined;
	readonly errors: readonly ParseError[];
	/** Why there is no tree although one could be made. */
	readonly refusal: string | null;
};

const refused = (refusal: string): Tree => ({tree: undefined, errors: [], refusal});

const treeOf = (text: string): Tree => {
	const refusal = refusalOf(text) ?? refusalOfDamaged(text);
	if (refusal !== null) {
		return refused(refusal);
	}

	const errors: ParseError[] = [];
	try {
		const tree = parseTree(text, errors, {
			allowTrailingComma: false,
			disallowComments: true,
			allowEmptyContent: false,
		});
		return tree && isDeep(tree) ? refused(isTooDeep) : {tree, errors, refusal: null};
	} catch (error) {
		// The parser calls itself for every level, and sees levels where a scan for whole JSON sees text.
		if (error instanceof RangeError) {
			return refused(isTooDeep);
		}

		throw error;
	}
};

const isAtEnd = (error: ParseError, text: string): boolean => {
	const end = text.trimEnd().length;
	const isOpenString = text.charAt(error.offset) === '"' && error.offset + error.length >= end;
	return error.offset >= end || isOpenString;
};

/** "CommaExpected" -> "comma expected". */
const wordsOf = (error: ParseError | undefined): string =>
	error
		? printParseErrorCode(error.error)
				.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
				.toLowerCase()
		: 'not JSON';

/** The value of a tolerant parse tree; properties that were cut off before their value are left out. */
const nodeValue = (node: Node): unknown => {
	if (node.type === 'array') {
		return (node.children ?? []).map((child) => nodeValue(child));
	}

	if (node.type === 'object') {
		const result: Record<string, unknown> = Object.create(null);
		for (const property of node.children ?? []) {
			const [key, value] = property.children ?? [];
			if (key && value) {
				result[String(key.value)] = nodeValue(value);
			}
		}

		return result;
	}

	return node.value;
};

const nearestNode = (tree: Node, path: readonly (string | number)[]): Node => {
	let node = tree;
	for (const part of path) {
		const next =
			typeof part === 'number'
				? node.children?.[part]
				: node.children?.find((property) => property.children?.[0]?.value === part)?.children?.[1];
		if (!next) {
			return node;
		}

		node = next;
	}

	return node;
};
