import type {Node} from 'jsonc-parser';
import {harmless} from '../text/harmless.ts';
import {truncate} from '../text/width.ts';
import type {DocumentInput, Parsed} from './format.ts';
import {type Excerpt, excerptAt} from './excerpt.ts';
import {type JsonDamage, readJson} from './json.ts';

/** Where and how a file breaks, for a person who has to find out who broke it. All text is harmless. */
export type Damage = {
	/** What is wrong: "the file ends in the middle of a value", "90,000 of 208,896 bytes". */
	readonly message: string;
	/** Byte in the file, from 0; null: no such place, or the encoding is not certain. */
	readonly byte: number | null;
	/** From 1. */
	readonly line: number | null;
	readonly column: number | null;
	readonly excerpt: Excerpt | null;
	/** The first fields of what was complete before the place. */
	readonly salvaged: readonly SalvagedField[];
	/** All of them. */
	readonly salvagedCount: number;
};

type SalvagedField = {
	/** `active_projects.3.status` */
	readonly name: string;
	/** As JSON, shortened. */
	readonly value: string;
};

/** How a document breaks that could not be read to its end; null for one that could. Never throws. */
export const damageOf = (input: DocumentInput, parsed: Parsed): Damage | null => {
	if (parsed.quality === 'whole' || parsed.quality === 'foreign') {
		return null;
	}

	const {content, stat} = input;
	switch (content.type) {
		case 'unreadable': {
			return damageInWords(harmless(content.reason));
		}

		case 'database': {
			const {state, detail} = content.database;
			// One that is busy is not broken: its writer will be done in a moment.
			return state === 'busy' ? null : damageInWords(harmless(detail ?? state));
		}

		case 'text': {
			const {text} = content;
			if (text.trim() === '') {
				return {...nowhere, message: emptyMessage(stat.size), byte: 0, line: 1, column: 1};
			}

			const damage = isJson(input.path, text) ? readJson(text).damage : null;
			return damage === null
				? foundByFormat(parsed)
				: ofJson(text, damage, byteOf(text, damage.offset, stat.size, content.isUtf8));
		}

		default: {
			return foundByFormat(parsed);
		}
	}
};

const nowhere: Damage = {
	message: '',
	byte: null,
	line: null,
	column: null,
	excerpt: null,
	salvaged: [],
	salvagedCount: 0,
};

/** Damage of which nothing but words is known. */
export const damageInWords = (message: string): Damage => ({...nowhere, message});

const emptyMessage = (size: number): string =>
	size === 0 ? 'the file is empty: 0 bytes' : `the file is blank: ${size} bytes of white space`;

/** Well-formed, but nothing the format could use: its own words are all there is. */
const foundByFormat = ({problems: [first]}: Parsed): Damage => ({
	...nowhere,
	message: first?.message ?? 'nothing could be read from it',
	line: first?.line ?? null,
	column: first?.column ?? null,
});

/** Logs hold one text in each line, and lose no more than that line. */
const isJson = (path: string, text: string): boolean =>
	!path.endsWith('.jsonl') && (path.endsWith('.json') || /^[\uFEFF\s]*[[{]/.test(text));

const ofJson = (text: string, damage: JsonDamage, byte: number | null): Damage => {
	const fields: SalvagedField[] = [];
	const salvagedCount = damage.tree
		? collect(damage.tree, damage.errors[0]?.offset ?? 0, fields)
		: 0;
	return {
		message: damage.message,
		byte,
		line: damage.line,
		column: damage.column,
		excerpt: excerptAt(text, damage.offset),
		salvaged: fields,
		salvagedCount,
	};
};

/** Enough to recognise what the file was about to say. */
const mostSalvaged = 8;

const widestValue = 60;

/**
Counts the values that were complete before a place, and keeps the first ones, the outermost before
those inside. What ends right at the place may have been longer: 12 may have been 128.
*/
const collect = (tree: Node, end: number, fields: SalvagedField[]): number => {
	let count = 0;
	const waiting: {readonly node: Node; readonly name: string}[] = [{node: tree, name: ''}];
	for (const {node, name} of waiting) {
		if (node.type === 'object' || node.type === 'array') {
			for (const [index, child] of (node.children ?? []).entries()) {
				const [key, value] = child.type === 'property' ? (child.children ?? []) : [null, child];
				if (value) {
					const own = key ? harmless(String(key.value)) : String(index);
					waiting.push({node: value, name: name === '' ? own : `${name}.${own}`});
				}
			}
		} else if (node.offset + node.length < end) {
			count++;
			if (fields.length < mostSalvaged) {
				const value = harmless(JSON.stringify(node.value) ?? '');
				fields.push({name: truncate(name, widestValue), value: truncate(value, widestValue)});
			}
		}
	}

	return count;
};

/**
The byte at a character, for texts of which the encoding is certain: UTF-8, also when it is cut off
inside its last character, and one byte a character.
*/
const byteOf = (text: string, offset: number, size: number, isUtf8: boolean): number | null => {
	if (isUtf8) {
		return utf8Length(text) === size ? utf8Length(text.slice(0, offset)) : null;
	}

	if (text.endsWith('\uFFFD')) {
		const missing = size - utf8Length(text.slice(0, -1));
		return missing > 0 && missing < 4 ? utf8Length(text.slice(0, offset)) : null;
	}

	return text.length === size ? offset : null;
};

/** Bytes a text takes as UTF-8. */
const utf8Length = (text: string): number => {
	let length = text.length;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code > 0x7f) {
			// Half of a pair counts two: four for both.
			length += code < 0x800 || (code >= 0xd8_00 && code <= 0xdf_ff) ? 1 : 2;
		}
	}

	return length;
};
