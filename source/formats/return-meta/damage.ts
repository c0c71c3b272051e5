import type {Problem} from '../../model/problem.ts';
import type {DocumentInput, Parsed, Quality} from '../format.ts';
import type {JsonReading} from '../json.ts';
import {type ShapeFlaw, shapeWords} from '../shape.ts';
import {type ProblemCode, problem} from './problems.ts';
import {shownName} from './place.ts';

/** Nothing to work with. */
export const nothing = <Value>(
	quality: Quality,
	problems: readonly Problem[] = [],
): Parsed<Value> => ({value: null, quality, problems, references: []});

/** A document that could not be read at all; a folder of that name is somebody else's. */
export const unreadable = <Value>(
	input: DocumentInput,
	reason: string,
	code: ProblemCode = 'meta-unreadable',
): Parsed<Value> =>
	input.stat.isFolder
		? nothing('foreign')
		: nothing('unreadable', [
				problem(code, `${shownName(input.path)} cannot be read: ${reason}`, {path: input.path}),
			]);

/** What a reading found wrong with a file: where it breaks, and keys that stand twice. */
export const readingProblems = (
	input: DocumentInput,
	reading: JsonReading,
	code: ProblemCode = 'meta-unreadable',
): Problem[] => {
	const {damage} = reading;
	const found = reading.duplicateKeys.map(({key, line}) =>
		problem('key-duplicate', `the key "${key}" stands twice in one object; the last one counts`, {
			path: input.path,
			line,
		}),
	);
	return damage
		? [
				problem(
					code,
					`${shownName(input.path)} is damaged: ${damage.message}${damage.near === '' ? '' : ` near "${damage.near}"`}`,
					{path: input.path, line: damage.line, column: damage.column},
				),
				...found,
			]
		: found;
};

/** Values that are not of the kinds the format knows. */
export const shapeProblems = (
	{path}: DocumentInput,
	flaws: readonly ShapeFlaw[],
	lineOf: (path: readonly (string | number)[]) => number,
): Problem[] =>
	shapeWords(flaws).map(({path: at, message}) =>
		problem('field-shape', message, {path, line: lineOf(at)}),
	);

/** How far a reading can be trusted, for a file of which something was found. */
export const qualityOf = (reading: JsonReading): Quality =>
	reading.damage === null ? 'whole' : 'salvaged';
