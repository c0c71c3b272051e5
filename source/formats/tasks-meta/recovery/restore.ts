import type {FileEdit} from '../../../model/edit.ts';
import {type Document, usableValue} from '../../format.ts';
import {type Draft, type Option, ready, refused} from '../../recovery.ts';
import {countOf, namesOf} from '../problems.ts';
import type {Metadata} from '../values.ts';
import {hasAllTasks, joinedStates, rebuilt} from './known-state.ts';
import {damageOf, lookAgain, type Present} from './look-again.ts';
import type {FeatureOption, Situation} from './situation.ts';
import {nameStamp} from './stamps.ts';
import {shownName, shownPath} from './words.ts';

/** Puts metadata back that was emptied, broken or started over; the present file is kept beside it. */
export const restore: FeatureOption = (situation) => {
	const {feature} = situation;
	const broken = brokenMetadata(situation);
	const [first] = broken;
	if (!first) {
		return null;
	}

	const {because, source, refusal} = storyOf(first, situation);
	const name = shownName(first.path);
	return {
		id: 'restore',
		title: `restore ${shownPath(first.path, feature.workspace)}`,
		scope: 'group',
		because,
		against: source.against,
		refusal,
		changes: [
			`${name}: ${source.words}`,
			`${name}.${nameStamp(situation.moment.now, situation.moment)}.bak: the present file`,
		],
		command: null,
		draft: (disk) =>
			lookAgain(disk, situation, {}, (present) => draftOf(first, situation, present)),
	} satisfies Option;
};

type BrokenMetadata = Document<Metadata>;

/** Files of metadata that are not what they were. */
const brokenMetadata = ({documents}: Situation): readonly BrokenMetadata[] =>
	(documents as readonly BrokenMetadata[]).filter(
		(document) =>
			document.kind === 'metadata' &&
			(['empty', 'salvaged', 'unreadable'].includes(document.quality) ||
				(document.value?.memory.startedOver ?? null) !== null),
	);

type Story = {
	readonly because: string;
	readonly source: {readonly words: string; readonly against: readonly string[]};
	readonly refusal: string | null;
};

const storyOf = (document: BrokenMetadata, situation: Situation): Story => {
	const {value, quality, problems} = document;
	const startedOver = value?.memory.startedOver ?? null;
	if (quality === 'whole' && startedOver) {
		const ids = startedOver.vanished.map(({id}) => id);
		return {
			because: `it was started over: ${countOf(ids.length, 'task')} vanished from it (${namesOf(ids)})`,
			source: {
				words: `as it was before, with what was written since`,
				against: [],
			},
			refusal:
				startedOver.textsBefore.length === 0 ? 'how it stood before is not known any more' : null,
		};
	}

	const because =
		quality === 'empty' ? 'it is empty' : `it can't be read: ${problems[0]?.message ?? 'broken'}`;
	if (document.lastGood?.text) {
		return {
			because,
			source: {words: 'as it was last read whole', against: []},
			refusal: null,
		};
	}

	const {lists} = situation.feature;
	const hasSomething = lists.some(({value: {items}}) => items.length > 0);
	const hasSalvage = (usableValue(document).value?.entries.length ?? 0) > 0;
	return {
		because,
		source: {
			words: hasSalvage
				? 'made anew from the task list, with what can still be read of it'
				: 'made anew from the task list',
			against: ['no earlier state is known: times, results and reviews that it had stay lost'],
		},
		refusal:
			hasSomething || hasSalvage
				? null
				: 'no earlier state is known, and there is no task list to make it from',
	};
};

const draftOf = (document: BrokenMetadata, situation: Situation, present: Present): Draft => {
	const {path} = document;
	const name = shownPath(path, situation.feature.workspace);
	const before = present.texts.get(path);
	if (before === undefined) {
		return refused(`${name} is not there any more`);
	}

	const isWhole = damageOf(path, before, situation) === null;
	const state = isWhole
		? stateBefore(document, before)
		: stateOfBroken(document, before, situation, present);
	if (typeof state === 'string') {
		return refused(`${name}: ${state}`);
	}

	const {moment} = situation;
	const backup: FileEdit = {
		type: 'file',
		path: `${path}.${nameStamp(moment.now, moment)}.bak`,
		before: null,
		after: before,
	};
	return ready([backup, {type: 'file', path, before, after: state.text}], {
		checks: [
			{
				title: name,
				state: 'failed',
				detail: before.trim() === '' ? 'empty' : isWhole ? 'was started over' : 'broken',
			},
		],
		notes: state.notes,
	});
};

type State = {readonly text: string; readonly notes: readonly string[]};

/** A text: why there is none. */
const stateBefore = ({value}: BrokenMetadata, before: string): State | string => {
	const startedOver = value?.memory.startedOver;
	if (!startedOver) {
		return 'it can be read again, there is nothing to restore';
	}

	if (hasAllTasks(before, startedOver.textsBefore)) {
		return 'it has its tasks again, there is nothing to restore';
	}

	const text = joinedStates([...startedOver.textsBefore, before]);
	return text === null
		? 'what it was and what it is now can not be joined: compare them by hand'
		: {text, notes: []};
};

const stateOfBroken = (
	{lastGood}: BrokenMetadata,
	before: string,
	{moment}: Situation,
	{feature}: Present,
): State | string => {
	if (lastGood?.text) {
		const texts = [...(lastGood.memory.startedOver?.textsBefore ?? []), lastGood.text];
		return {text: joinedStates(texts) ?? lastGood.text, notes: []};
	}

	const made = rebuilt(feature, before, moment);
	return made
		? {
				text: made.text,
				notes: [
					`${countOf(made.total, 'task')} from the task list${made.salvaged > 0 ? `, ${made.salvaged} with what could still be read` : ''}`,
				],
			}
		: 'no earlier state is known, and there is no task list to make it from';
};
