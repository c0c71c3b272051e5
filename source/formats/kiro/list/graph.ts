import {z} from 'zod';
import {readJson} from '../../json.ts';
import type {Graph, Wave} from '../values.ts';
import type {FencedBlock} from './lines.ts';

const name = z.union([z.string(), z.number()]).transform(String);
const names = z.array(z.unknown()).transform((items) =>
	items.flatMap((item) => {
		const read = name.safeParse(item);
		return read.success && read.data !== '' ? [read.data] : [];
	}),
);
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(null);

const wave = z.union([
	names.transform((tasks) => ({
		id: null,
		name: null,
		wave: null,
		tasks,
		description: null,
		note: null,
		depends_on: null,
	})),
	z.object({
		id: optional(name),
		name: optional(z.string()),
		wave: optional(name),
		tasks: names.catch([]),
		description: optional(z.string()),
		note: optional(z.string()),
		depends_on: optional(z.union([names, name.transform((only) => [only])])),
	}),
]);

const graph = z.union([z.array(z.unknown()), z.object({waves: z.array(z.unknown())})]);

export type GraphReading =
	| {readonly graph: Graph; readonly flaw: null}
	| {readonly graph: null; readonly flaw: {readonly line: number; readonly message: string}};

/** Reads the JSON of a task dependency graph. */
export const readGraph = (block: FencedBlock): GraphReading => {
	const {value, damage} = readJson(block.text);
	if (damage) {
		const message = `the dependency graph is not JSON: ${damage.message}`;
		return {graph: null, flaw: {line: block.line + damage.line, message}};
	}

	const read = graph.safeParse(value);
	if (!read.success) {
		return {
			graph: null,
			flaw: {line: block.line, message: 'the dependency graph has no list of waves'},
		};
	}

	const items = Array.isArray(read.data) ? read.data : read.data.waves;
	const waves = items.flatMap((item, index): Wave[] => {
		const parsed = wave.safeParse(item);
		if (!parsed.success) {
			return [];
		}

		const {id, name, wave: number, tasks, description, note, depends_on: waitsFor} = parsed.data;
		const own = [id, name, number].filter((text) => typeof text === 'string');
		return [
			{
				label: name ?? id ?? number ?? String(index + 1),
				names: own.length > 0 ? own : [String(index)],
				tasks,
				note: description ?? note ?? null,
				waitsFor: waitsFor ?? null,
			},
		];
	});
	return {graph: {line: block.line, waves}, flaw: null};
};
