import * as z from 'zod/mini';
import {readJson} from '../../json.ts';
import {lenient} from '../../lenient.ts';
import type {Graph, Wave} from '../values.ts';
import type {FencedBlock} from './lines.ts';

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const asName = (value: unknown): string | null =>
	typeof value === 'number' ? String(value) : asText(value);

/** Elements that are no names are left out. */
const asNames = (value: unknown): string[] | null =>
	Array.isArray(value) ? value.flatMap((item) => asName(item) || []) : null;

const asNameOrNames = (value: unknown): string[] | null => {
	const only = asName(value);
	return only === null ? asNames(value) : [only];
};

/** What is missing or of a wrong type reads as null. */
const wave = lenient({
	id: asName,
	name: asText,
	wave: asName,
	tasks: (value) => asNames(value) ?? [],
	description: asText,
	note: asText,
	depends_on: asNameOrNames,
});

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
		// In the shorter form a wave is nothing but its tasks.
		const parsed = wave.safeParse(Array.isArray(item) ? {tasks: item} : item);
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
				note: description ?? note,
				waitsFor,
			},
		];
	});
	return {graph: {line: block.line, waves}, flaw: null};
};
