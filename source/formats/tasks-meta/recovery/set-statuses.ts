import {type Node, parseTree} from 'jsonc-parser';
import {harmless} from '../../../text/harmless.ts';
import {editJson, type JsonEdited} from '../../json-edit.ts';
import {refusalOf} from '../../json-limits.ts';
import {entryIn} from './entry-edit.ts';

/** Each is written by reading the text anew, which takes its time in large files. */
const mostWithout = 200;

/**
The text with other statuses for many tasks: read once, however many they are. Of the rest not a byte
differs.

@param wanted id -> status.
*/
export const setStatuses = (text: string, wanted: ReadonlyMap<string, string>): JsonEdited => {
	const body = text.replace(/^\uFEFF/, ' ');
	const limit = refusalOf(body);
	const tasks = limit === null ? tasksIn(body) : limit;
	if (typeof tasks === 'string') {
		return {refusal: tasks};
	}

	const splices: {readonly node: Node; readonly status: string}[] = [];
	const without: string[] = [];
	for (const [id, status] of wanted) {
		const entries = tasks.get(id) ?? [];
		const [entry] = entries;
		if (!entry || entries.length > 1 || entry.type !== 'object') {
			return {
				refusal:
					entries.length > 1
						? twice(id)
						: entry
							? `the entry of ${id} is no object`
							: `it has no entry for ${id}`,
			};
		}

		const values = valuesOf(entry, 'status');
		if (values.length > 1) {
			return {refusal: twice('status')};
		}

		if (!values[0]) {
			without.push(id);
		} else if (values[0].value !== status) {
			splices.push({node: values[0], status});
		}
	}

	if (without.length > mostWithout) {
		return {refusal: `more than ${mostWithout} of its tasks have no status at all`};
	}

	const parts: string[] = [];
	let from = 0;
	for (const {node, status} of splices.toSorted((a, b) => a.node.offset - b.node.offset)) {
		parts.push(text.slice(from, node.offset), JSON.stringify(status));
		from = node.offset + node.length;
	}

	const edited = [...parts, text.slice(from)].join('');
	return editJson(
		edited,
		without.flatMap((id) => {
			const found = entryIn(edited, id);
			return typeof found === 'string'
				? []
				: [{path: [...found.at, 'status'], value: wanted.get(id)}];
		}),
	);
};

const twice = (key: string): string => `the key "${key}" stands twice in one object`;

/** Values of a key of an object, every one of them. */
const valuesOf = (node: Node, key: string): readonly Node[] =>
	(node.children ?? []).flatMap(({children}) =>
		children?.[0]?.value === key && children[1] ? [children[1]] : [],
	);

/** Id -> its entries; a text: why that can't be said. */
const tasksIn = (text: string): ReadonlyMap<string, readonly Node[]> | string => {
	try {
		JSON.parse(text);
	} catch {
		return 'it is not whole JSON';
	}

	const root = parseTree(text);
	const [tasks, another] = root ? valuesOf(root, 'tasks') : [];
	if (!tasks || another) {
		return another ? twice('tasks') : 'it has no tasks';
	}

	const entries = new Map<string, Node[]>();
	for (const child of tasks.children ?? []) {
		const [id, entry] =
			tasks.type === 'object'
				? [child.children?.[0]?.value as unknown, child.children?.[1]]
				: [(valuesOf(child, 'task_id')[0] ?? valuesOf(child, 'id')[0])?.value as unknown, child];
		if (typeof id === 'string' && entry) {
			const known = entries.get(harmless(id));
			if (known) {
				known.push(entry);
			} else {
				entries.set(harmless(id), [entry]);
			}
		}
	}

	return entries;
};
