import {harmless} from '../../text/harmless.ts';
import type {DocumentInput, Parsed} from '../format.ts';
import {readJson} from '../json.ts';
import {emptyFile, unreadableFile} from './broken.ts';
import {absoluteInside} from './listed-files.ts';
import {nameOf, placeOf} from './places.ts';
import {countOf, namesOf, problem} from './problems.ts';
import {salvage} from './salvage.ts';
import {activeFeatureSchema, wavesSchema} from './schema.ts';
import type {ActiveFeature, Marker, Waves} from './values.ts';

/** Reads `tasks_dag.json` for its waves; everything else in it is guessed by the tool. */
export const parseWaves = (input: DocumentInput, text: string): Parsed<Waves> => {
	if (text.trim() === '') {
		return emptyFile(input.path, 'empty file: no waves');
	}

	const reading = readJson(text);
	const result = wavesSchema.safeParse(reading.damage ? salvage(reading.damage) : reading.value);
	if (!result.success) {
		return unreadableFile(input.path, reading.damage, 'this is no list of waves');
	}

	const line = reading.lineOf(['execution_waves']);
	const members = result.data.execution_waves;
	const foreign = members.flat().filter((member) => !isTaskId(member));
	return {
		value: {
			waves: members.map((wave) => wave.filter(isTaskId)).filter((wave) => wave.length > 0),
			foreign,
			line,
		},
		quality: reading.damage ? 'salvaged' : 'whole',
		problems: reading.damage
			? unreadableFile(input.path, reading.damage, '').problems
			: foreign.length === 0
				? []
				: [
						problem(
							'wave-foreign',
							`${countOf(foreign.length, 'member')} of the waves can be no task (${namesOf(foreign, 3)}); left out`,
							{path: input.path, line},
						),
					],
		references: [],
	};
};

const isTaskId = (text: string): boolean => /^(?:T[\w.-]{0,63}|\d[\d.]{0,20})$/.test(text);

/** Reads a marker of a delegation: what counts is its time, and the first line that says something. */
export const parseMarker = (input: DocumentInput): Parsed<Marker> => {
	const id = harmless(nameOf(input.path).replace(/\.(?:md|txt)$/, ''));
	const text =
		input.content.type === 'text'
			? (input.content.text
					.slice(0, 4096)
					.split(/[\r\n]+/)
					.map((line) => harmless(line).trim())
					.find((line) => line !== '') ?? '')
			: null;
	return {
		value: {id, text: text === null ? null : text.slice(0, 300)},
		quality: 'whole',
		problems: [],
		references: [],
	};
};

/** Reads `.specify/feature.json`: which feature the tool works on. */
export const parseActiveFeature = (input: DocumentInput, text: string): Parsed<ActiveFeature> => {
	if (text.trim() === '') {
		return emptyFile(input.path, 'empty file: no active feature');
	}

	const reading = readJson(text);
	const result = activeFeatureSchema.safeParse(
		reading.damage ? salvage(reading.damage) : reading.value,
	);
	if (!result.success) {
		return unreadableFile(input.path, reading.damage, 'this names no feature');
	}

	const written = result.data.feature_directory;
	const {project} = placeOf(input.path);
	return {
		value: {folder: written === null ? null : absoluteInside(written, project, input.workspace)},
		quality: reading.damage ? 'salvaged' : 'whole',
		problems: reading.damage ? unreadableFile(input.path, reading.damage, '').problems : [],
		references: [],
	};
};
