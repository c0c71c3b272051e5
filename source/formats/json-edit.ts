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
	const body = text.slice(mark.length);
	try {
		JSON.parse(body);
	} catch {
		return {refusal: 'it is not whole JSON'};
	}

	let sheet = sheetOf(body);
	for (const change of changes) {
		let step = stepOf(sheet, change);
		// Never of a text that was read just now.
		while (step === 'too near') {
			sheet = sheetOf(withSplices(sheet));
			step = stepOf(sheet, change);
		}

		if (step !== 'done') {
			return step;
		}
	}

	return {text: mark + withSplices(sheet)};
};

/** A text that was read once, and what is to be changed in it. */
type Sheet = {
	readonly text: string;
	readonly root: Node | undefined;
	readonly style: TextStyle;
	readonly splices: Splice[];
	/** Objects and lists -> the keys that were added to or taken from them: what is read there is out of date. */
	readonly touched: Map<Node, Set<string | number>>;
	/** Values that are other ones by now. */
	readonly replaced: Set<Node>;
};

/** Puts other text in the place of so many characters. */
type Splice = {readonly offset: number; readonly length: number; readonly insert: string};

const sheetOf = (text: string): Sheet => ({
	text,
	root: parseTree(text),
	style: textStyle(text),
	splices: [],
	touched: new Map(),
	replaced: new Set(),
});

const withSplices = ({text, splices}: Sheet): string => {
	const parts: string[] = [];
	let from = 0;
	for (const {offset, length, insert} of splices.toSorted((a, b) => a.offset - b.offset)) {
		parts.push(text.slice(from, offset), insert);
		from = offset + length;
	}

	return [...parts, text.slice(from)].join('');
};

/** `too near`: it is about something that a change before it has made other than it was read. */
type Step = 'done' | 'too near' | {readonly refusal: string};

const stepOf = (sheet: Sheet, {path, value}: JsonChange): Step => {
	if (!sheet.root) {
		return {refusal: 'it is not whole JSON'};
	}

	let node = sheet.root;
	for (const [depth, part] of path.entries()) {
		const touched = sheet.touched.get(node);
		if (
			sheet.replaced.has(node) ||
			// Places in a list are counted; at its end there is always one more.
			(touched && (typeof part === 'number' ? part !== -1 : touched.has(part)))
		) {
			return 'too near';
		}

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
			return value === undefined
				? 'done'
				: take(sheet, inserted(sheet, node, path.slice(depth), value), {node, part});
		}

		if (depth === path.length - 1 && value === undefined) {
			return take(sheet, removed(node, found.member), {node, part});
		}

		node = found.value;
	}

	if (sheet.replaced.has(node)) {
		return 'too near';
	}

	const {offset, length} = node;
	const insert = written(sheet.style, value, lineIndent(sheet.text, offset));
	return take(sheet, {offset, length, insert}, {node, part: null});
};

/** @param at what it changes: a key of a container, or (null) the value itself. */
const take = (
	{splices, touched, replaced}: Sheet,
	splice: Splice,
	{node, part}: {readonly node: Node; readonly part: string | number | null},
): Step => {
	if (splices.some((other) => areInTheWay(splice, other))) {
		return 'too near';
	}

	splices.push(splice);
	if (part === null) {
		replaced.add(node);
	} else {
		touched.set(node, (touched.get(node) ?? new Set()).add(part));
	}

	return 'done';
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

/** They overlap, or what is to be added would follow on something that is taken away. */
const areInTheWay = (a: Splice, b: Splice): boolean => {
	const [endA, endB] = [a.offset + a.length, b.offset + b.length];
	return (
		(a.offset < endB && b.offset < endA) ||
		((endA === b.offset || endB === a.offset) &&
			(isAddition(a) ? isRemoval(b) : isAddition(b) && isRemoval(a)))
	);
};

const isAddition = ({length}: Splice): boolean => length === 0;

const isRemoval = ({length, insert}: Splice): boolean => length > 0 && insert === '';

const inserted = (
	{text, style}: Sheet,
	container: Node,
	path: readonly (string | number)[],
	value: unknown,
): Splice => {
	const [part, ...rest] = path;
	const whole = rest.reduceRight<unknown>(
		(inner, key) => (typeof key === 'number' ? [inner] : {[key]: inner}),
		value,
	);
	const last = container.children?.at(-1);
	const {isOnLines, indent} = membersStyle(text, style, container);
	const name = typeof part === 'string' ? `${JSON.stringify(part)}: ` : '';
	const member = name + written(style, whole, indent, isOnLines);
	const lead = isOnLines ? style.lineBreak + indent : '';
	if (last) {
		const insert = `,${lead === '' ? ' ' : lead}${member}`;
		return {offset: last.offset + last.length, length: 0, insert};
	}

	const [open, close] = container.type === 'array' ? ['[', ']'] : ['{', '}'];
	const tail = isOnLines ? style.lineBreak + lineIndent(text, container.offset) : '';
	const {offset, length} = container;
	return {offset, length, insert: open + lead + member + tail + close};
};

const removed = (container: Node, member: Node): Splice => {
	const children = container.children!;
	const index = children.indexOf(member);
	const end = member.offset + member.length;
	const before = children[index - 1];
	const after = children[index + 1];
	const [from, to] = before
		? [before.offset + before.length, end]
		: after
			? [member.offset, after.offset]
			: [container.offset + 1, container.offset + container.length - 1];
	return {offset: from, length: to - from, insert: ''};
};

/** Whether the members of a container stand on lines of their own, and how far in. */
const membersStyle = (
	text: string,
	{hasLines, unit}: TextStyle,
	container: Node,
): {readonly isOnLines: boolean; readonly indent: string} => {
	const [first] = container.children ?? [];
	if (first) {
		const lead = text.slice(container.offset + 1, first.offset);
		return {isOnLines: lead.includes('\n'), indent: lineIndent(text, first.offset)};
	}

	return {
		isOnLines: hasLines || container.parent === undefined,
		indent: lineIndent(text, container.offset) + unit,
	};
};

/** A value as text that begins somewhere in a line indented by `indent`. */
const written = (
	{hasLines, lineBreak, unit}: TextStyle,
	value: unknown,
	indent: string,
	isOnLines = true,
): string =>
	isOnLines && hasLines
		? JSON.stringify(value, null, unit).replaceAll('\n', lineBreak + indent)
		: JSON.stringify(value);

/** How a text is laid out as a whole. */
type TextStyle = {
	/** It has more lines than one. */
	readonly hasLines: boolean;
	readonly lineBreak: string;
	/** One step of indentation, as the text itself has it. */
	readonly unit: string;
};

const textStyle = (text: string): TextStyle => ({
	hasLines: text.trimEnd().includes('\n'),
	lineBreak: text.includes('\r\n') ? '\r\n' : '\n',
	unit: /\n([\t ]+)\S/.exec(text)?.[1] ?? '  ',
});

/** The blanks a line begins with. */
const lineIndent = (text: string, offset: number): string =>
	/^[\t ]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))![0];
