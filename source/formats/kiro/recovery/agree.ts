import {type Option, refused, type RecoveryInput} from '../../recovery.ts';
import {statusOfWord} from '../status.ts';
import type {Entry, TaskList} from '../values.ts';
import {type About, type BoxAbout, filesAgainst, type StateAbout} from './about.ts';
import {withCheckpoint} from './checkpoint-draft.ts';
import {idOf, isDoneBelow, isParent, type Joined} from './joined-box.ts';
import {ownMark} from './list-file.ts';
import {headingRefusal, marked} from './marked.ts';
import {placeOf} from './places.ts';
import {survey} from './survey.ts';

/** Tick and untick: where checkpoint and box say different things, the box follows the checkpoint. */
export const agreeOptions = (about: About): readonly Option[] => {
	const {state, input, box} = about;
	const joined = state && joinedEntry(state, input, box);
	if (!state || !joined || state.own === 'unknown') {
		return [];
	}

	const isTicked = joined.entry.status === 'completed';
	const shouldBe = state.own === 'completed';
	return isTicked === shouldBe ? [] : [agreeOption(about, state, joined, shouldBe)];
};

type JoinedAbout = {readonly path: string; readonly list: TaskList; readonly entry: Entry};

/** The entry a checkpoint speaks of: that of its row, or a parent, which has no row. */
const joinedEntry = (
	{checkpoint, lists}: StateAbout,
	{documents}: RecoveryInput,
	box: BoxAbout | null,
): JoinedAbout | null => {
	if (box) {
		return {path: box.document.path, list: box.list, entry: box.entry};
	}

	const id = idOf(checkpoint);
	for (const path of lists) {
		const list = documents.find((document) => document.path === path)?.value as TaskList | null;
		const entry = list?.entries.find((candidate) => candidate.id === id);
		if (list && entry) {
			return {path, list, entry};
		}
	}

	return null;
};

const agreeOption = (
	about: About,
	state: StateAbout,
	{path, list, entry}: JoinedAbout,
	isTicking: boolean,
): Option => {
	const {input} = about;
	const word = state.checkpoint.status!.value;
	const place = placeOf(input.workspace, path);
	const mark = ownMark(entry, list);
	const to = isTicking ? 'x' : ' ';
	return {
		id: isTicking ? 'tick-box' : 'untick-box',
		title: isTicking ? `tick the box of ${entry.id}` : `untick the box of ${entry.id}`,
		scope: 'task',
		because: `the checkpoint says ${word}, the box is ${entry.rawStatus}`,
		against: [
			'only a look at the work can tell which of the two is right',
			...(isTicking ? filesAgainst(state) : []),
		],
		refusal:
			state.document.quality !== 'whole'
				? "the checkpoint can't be read to its end at the moment"
				: mark === null
					? headingRefusal(place, entry)
					: null,
		changes: [`${place}: box of ${entry.id} [${mark ?? ''}] → [${to}]`],
		command: null,
		draft: withCheckpoint(about, state, ({file, joined}) => (disk) => {
			const {status} = file.checkpoint;
			const isDone = status !== null && statusOfWord(status.value) === 'completed';
			if (!joined) {
				return refused(`${place}: ${entry.id} does not stand there any more`);
			}

			if (isDone !== isTicking || (joined.entry.status === 'completed') === isTicking) {
				return refused(
					`${joined.file.place}:${joined.entry.line}: box and checkpoint agree by now`,
				);
			}

			const conflict = parentConflict(joined, isTicking);
			if (conflict !== null) {
				return refused(conflict);
			}

			const found = survey(disk, {
				file,
				joined,
				workspace: input.workspace,
				now: input.moment.now,
			});
			return 'wanted' in found
				? {type: 'needs', wanted: found.wanted}
				: marked(joined.file, [joined.entry], to, {checks: found.checks});
		}),
	};
};

/** The box of a parent follows from those below it. */
const parentConflict = (joined: Joined, isTicking: boolean): string | null => {
	if (!isParent(joined) || isDoneBelow(joined.file.list, joined.index) === isTicking) {
		return null;
	}

	const {file, entry} = joined;
	return isTicking
		? `${file.place}:${entry.line}: required tasks are open below ${entry.id}`
		: `${file.place}:${entry.line}: nothing required is open below ${entry.id}`;
};
