import {type Draft, type Option, ready, refused} from '../../recovery.ts';
import type {Row} from '../row.ts';
import type {Mark} from './box-edit.ts';
import {lookAtTask, type PresentTask} from './look-again.ts';
import {metadataRefusal, type TaskOption, type TaskSituation} from './situation.ts';
import {type Edited, taskEdits} from './task-edits.ts';
import {shownName, shownPath} from './words.ts';

/** Which of the two files is right where they disagree about a task. */
export type Side = 'box' | 'metadata';

/** Whether box and metadata can't both be right; a tick on a task that was rolled back is such a case. */
export const disagrees = ({disagreement, said}: Row): boolean =>
	disagreement !== null || (said.metadata === 'cancelled' && said.box === 'completed');

/** What a box says, as a word of the metadata; what metadata says, as a mark. */
export const wordOfBox = ({said}: Row): string =>
	said.box === 'completed' ? 'completed' : 'pending';
export const markOfMetadata = ({said}: Row): Mark => (said.metadata === 'completed' ? 'X' : ' ');

const takeOption =
	(side: Side): TaskOption =>
	(situation) => {
		const {row} = situation;
		if (!disagrees(row) || !row.stored || !row.listed) {
			return null;
		}

		const metadata = shownName(row.stored.source.path);
		const list = shownName(row.listed.source.path);
		const word = row.stored.entry.status ?? 'nothing';
		return {
			id: `take-${side}`,
			title: side === 'box' ? 'take the box' : 'take the metadata',
			scope: 'task',
			because: `the box is ${row.said.box === 'completed' ? 'ticked' : 'open'}, and the metadata says ${word}`,
			against: againstOf(row, side),
			refusal: metadataRefusal(situation) ?? twice(row, situation),
			changes: [
				side === 'box'
					? `${metadata}: status of ${row.id} from ${word} to ${wordOfBox(row)}`
					: `${list}:${row.listed.item.line}: the box of ${row.id} is ${markOfMetadata(row) === 'X' ? 'ticked' : 'opened'}`,
			],
			command: null,
			draft: (disk) =>
				lookAtTask(disk, situation, {}, (present) => draftOf(side, situation, present)),
		} satisfies Option;
	};

const againstOf = ({status, said}: Row, side: Side): readonly string[] => {
	const becomes = side === 'box' ? said.box : said.metadata;
	return [
		...(side === 'box' && status === 'running'
			? ['it is called running: an agent may still write to the metadata']
			: []),
		...(becomes === 'completed'
			? ['nobody looks whether the work is done']
			: side === 'box' || said.metadata === 'pending'
				? ['it counts as not done: it may be done a second time']
				: []),
	];
};

const lostOf = (side: Side, {id, stored, listed}: Row): readonly string[] => [
	side === 'box'
		? `${id}: that its metadata said ${stored?.entry.status ?? 'nothing'}`
		: `${id}: that its box was ${listed?.item.box === 'ticked' ? 'ticked' : 'open'}`,
];

const twice = ({id, listed}: Row, {feature}: Pick<TaskSituation, 'feature'>): string | null => {
	const all = feature.items.filter(({item}) => item.id === id);
	return all.length > 1
		? `${id} stands ${all.length} times in ${shownPath(listed!.source.path, feature.workspace)} (lines ${all.map(({item}) => item.line).join(', ')}): nobody says which box counts`
		: null;
};

const draftOf = (side: Side, situation: TaskSituation, present: PresentTask): Draft => {
	const {row} = present;
	if (!disagrees(row)) {
		return refused(`box and metadata of ${row.id} agree by now`);
	}

	const refusal = twice(row, present);
	const edited: Edited = refusal === null ? edits(side, present) : {refusal};
	return 'refusal' in edited
		? refused(edited.refusal)
		: row.said.box === situation.row.said.box && row.said.metadata === situation.row.said.metadata
			? ready(edited.edits, {lost: lostOf(side, row)})
			: refused(`box or metadata of ${row.id} changed meanwhile`);
};

const edits = (side: Side, present: PresentTask): Edited =>
	side === 'box'
		? taskEdits(present, {valuesOf: () => ({status: wordOfBox(present.row)}), mark: null})
		: taskEdits(present, {mark: markOfMetadata(present.row)});

export const takeOptions: readonly TaskOption[] = [takeOption('box'), takeOption('metadata')];
