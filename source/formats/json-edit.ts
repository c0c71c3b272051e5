import {type Node, parseTree} from 'jsonc-parser';
import {refusalOf} from './json-limits.ts';

/** One change inside a JSON text; `value` undefined removes the property or element. */
export type JsonChange = {
	/** The last part may be a key that is not there yet, or an index; -1 appends to an array. */
	readonly path: readonly (string | number)[];
	readonly value: unknown;
};

export type JsonEdited = {readonly text: string} | {readonly refusal: string};

/**
Changes values in a JSON text and not a byte beside them: key order, blanks, line endings, byte order
mark and final line break stay. What is new is written in the manner of its neighbours: on lines of its
own where they are. Only whole JSON is edited, and never an object in which the key stands twice: it
would be guesswork which one counts. Objects on the way that are not there yet are made.
*/
export const editJson = (text: string, changes: readonly JsonChange[]): JsonEdited => {
	const limit = refusalOf(text);
	if (limit !== null) {
		return {refusal: limit};
	}

	const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
	let body = text.slice(mark.length);
	try {
		JSON.parse(body);
	} catch {
		return {refusal: 'it is not whole JSON'};
	}

	for (const change of changes) {
		const edited = changedText(body, change);
		if (typeof edited !== 'string') {
			return edited;
		}

		body = edited;
	}

	return {text: mark + body};
};

const changedText = (text: string, {path, value}: JsonChange): string | {refusal: string} => {
	const root = parseTree(text);
	if (!root) {
		return {refusal: 'it is not whole JSON'};
	}

	let node = root;
	for (const [depth, part] of path.entries()) {
		const found = childAt(node, part);
		if (found === 'twice') {
			return {refusal: `the key "${part}" stands twice in one object`};
		}

		if (found === 'unfit') {
			return {
				refusal: `there is no ${typeof part === 'number' ? 'list' : 'object'} for "${part}"`,
			};
		}

		if (found === null) {
			return value === undefined ? text : inserted(text, node, path.slice(depth), value);
		}

		if (depth === path.length - 1 && value === undefined) {
			return removed(text, node, found.member);
		}

		node = found.value;
	}

	return splice(
		text,
		node.offset,
		node.length,
		written(text, value, lineIndent(text, node.offset)),
	);
};

type Child = {
	/** The property or element as a whole. */
	readonly member: Node;
	readonly value: Node;
};

/** Null: not there yet, and could be added. */
const childAt = (node: Node, part: string | number): Child | 'twice' | 'unfit' | null => {
	const children = node.children ?? [];
	if (typeof part === 'number') {
		const element = children[part];
		return node.type !== 'array' ? 'unfit' : element ? {member: element, value: element} : null;
	}

	if (node.type !== 'object') {
		return 'unfit';
	}

	const named = children.filter((property) => property.children?.[0]?.value === part);
	const [member] = named;
	const value = member?.children?.[1];
	return named.length > 1 ? 'twice' : member && value ? {member, value} : null;
};

const inserted = (
	text: string,
	container: Node,
	path: readonly (string | number)[],
	value: unknown,
): string => {
	const [part, ...rest] = path;
	const whole = rest.reduceRight<unknown>(
		(inner, key) => (typeof key === 'number' ? [inner] : {[key]: inner}),
		value,
	);
	const last = container.children?.at(-1);
	const style = styleOf(text, container);
	const name = typeof part === 'string' ? `${JSON.stringify(part)}: ` : '';
	const member = name + written(text, whole, style.indent, style.isOnLines);
	if (last) {
		const gap = style.isOnLines ? lineBreak(text) + style.indent : ' ';
		return splice(text, last.offset + last.length, 0, `,${gap}${member}`);
	}

	const [open, close] = container.type === 'array' ? ['[', ']'] : ['{', '}'];
	const inner = style.isOnLines
		? lineBreak(text) + style.indent + member + lineBreak(text) + lineIndent(text, container.offset)
		: member;
	return splice(text, container.offset, container.length, open + inner + close);
};

const removed = (text: string, container: Node, member: Node): string => {
	const children = container.children!;
	const index = children.indexOf(member);
	const end = member.offset + member.length;
	const before = children[index - 1];
	const after = children[index + 1];
	if (before) {
		const from = before.offset + before.length;
		return splice(text, from, end - from, '');
	}

	return after
		? splice(text, member.offset, after.offset - member.offset, '')
		: splice(text, container.offset + 1, container.length - 2, '');
};

/** Whether the members of a container stand on lines of their own, and how far in. */
const styleOf = (text: string, container: Node): {isOnLines: boolean; indent: string} => {
	const [first] = container.children ?? [];
	if (first) {
		const lead = text.slice(container.offset + 1, first.offset);
		return {isOnLines: lead.includes('\n'), indent: lineIndent(text, first.offset)};
	}

	return {
		isOnLines: text.trimEnd().includes('\n') || container.parent === undefined,
		indent: lineIndent(text, container.offset) + unitOf(text),
	};
};

/** A value as text that begins somewhere in a line indented by `indent`. */
const written = (text: string, value: unknown, indent: string, isOnLines = true): string =>
	isOnLines && text.trimEnd().includes('\n')
		? JSON.stringify(value, null, unitOf(text)).replaceAll('\n', lineBreak(text) + indent)
		: JSON.stringify(value);

const splice = (text: string, offset: number, length: number, insert: string): string =>
	text.slice(0, offset) + insert + text.slice(offset + length);

const lineBreak = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

/** The blanks a line begins with. */
const lineIndent = (text: string, offset: number): string =>
	/^[\t ]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))![0];

/** One step of indentation, as the text itself has it. */
const unitOf = (text: string): string => /\n([\t ]+)\S/.exec(text)?.[1] ?? '  ';
