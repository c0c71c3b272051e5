import {type Draft, type Option, ready, refused} from '../../recovery.ts';
import {countOf, namesOf} from '../problems.ts';
import type {Row} from '../row.ts';
import {featureEdits} from './feature-edits.ts';
import {lookAgain, type Present} from './look-again.ts';
import type {FeatureOption, Situation} from './situation.ts';
import {disagrees, markOfMetadata, type Side, wordOfBox} from './take.ts';
import {shownName} from './words.ts';

/** Brings list and metadata of a whole feature in line, one of them being right throughout. */
const alignOption =
	(side: Side): FeatureOption =>
	(situation) => {
		const {feature} = situation;
		const rows = situation.rows.filter((row) => disagrees(row) && isEditable(row));
		const [first] = rows;
		if (!first?.stored || !first.listed) {
			return null;
		}

		const {sure, twice} = split(rows, feature.items);
		const names = namesOf(sure.map(({id}) => id));
		return {
			id: `align-to-${side === 'box' ? 'boxes' : 'metadata'}`,
			title: `bring ${feature.label} in line with its ${side === 'box' ? 'boxes' : 'metadata'}`,
			scope: 'group',
			because: `box and metadata of ${countOf(rows.length, 'task')} disagree: ${namesOf(rows.map(({id}) => id))}`,
			against: twice.length > 0 ? [leftOut(twice)] : [],
			refusal: sure.length === 0 ? leftOut(twice) : null,
			changes: [
				side === 'box'
					? `${shownName(first.stored.source.path)}: status of ${names} as the boxes say`
					: `${shownName(first.listed.source.path)}: boxes of ${names} as the metadata says`,
			],
			command: null,
			draft: (disk) => lookAgain(disk, situation, {}, (present) => draftOf(side, present)),
		} satisfies Option;
	};

const isEditable = ({stored}: Row): boolean =>
	stored !== null &&
	stored.wipedSince === null &&
	!stored.source.isDamaged &&
	stored.source.staleSince === null;

/** Of an id with several boxes nobody says which one counts. */
const split = (
	rows: readonly Row[],
	items: Situation['feature']['items'],
): {readonly sure: readonly Row[]; readonly twice: readonly Row[]} => {
	const count = new Map<string, number>();
	for (const {item} of items) {
		count.set(item.id, (count.get(item.id) ?? 0) + 1);
	}

	return {
		sure: rows.filter(({id}) => count.get(id) === 1),
		twice: rows.filter(({id}) => count.get(id) !== 1),
	};
};

const leftOut = (rows: readonly Row[]): string =>
	`${namesOf(rows.map(({id}) => id))} ${rows.length === 1 ? 'has' : 'have'} several boxes, and nobody says which one counts: left as it is`;

const draftOf = (side: Side, present: Present): Draft => {
	const rows = present.rows.filter((row) => disagrees(row) && isEditable(row));
	const {sure, twice} = split(rows, present.feature.items);
	if (sure.length === 0) {
		return refused(rows.length === 0 ? 'boxes and metadata agree by now' : leftOut(twice));
	}

	const edited =
		side === 'box'
			? featureEdits(
					present,
					sure.map((row) => ({row, status: wordOfBox(row)})),
					[],
				)
			: featureEdits(
					present,
					[],
					sure.map((row) => ({row, mark: markOfMetadata(row)})),
				);
	return 'refusal' in edited
		? refused(edited.refusal)
		: ready(edited.edits, {notes: twice.length > 0 ? [leftOut(twice)] : []});
};

export const alignToBoxes = alignOption('box');
export const alignToMetadata = alignOption('metadata');
