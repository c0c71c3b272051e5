import type {Edit} from '../../../model/edit.ts';
import type {Wanted} from '../../../model/original.ts';
import {refused, ready, type Draft, type Option, withOriginals} from '../../recovery.ts';
import {statusOfWord} from '../status.ts';
import type {Checkpoint} from '../values.ts';
import type {About, StateAbout} from './about.ts';
import {boxless, idOf, isParent, joinBox, type Joined} from './joined-box.ts';
import {type Mark, markBoxes, ownMark} from './list-file.ts';
import {editState, type Field, readStateFile, type Refusal, type StateFile} from './state-file.ts';
import {type Survey, survey} from './survey.ts';

/** What an option of an unfinished checkpoint does. */
export type CheckpointPlan = {
	/** Why it can't be had with the checkpoint as it is on the disk; null: it can. */
	readonly unfit: (file: StateFile) => string | null;
	readonly fields: (file: StateFile) => readonly Field[];
	/** Mark of the joined leaf's box afterwards. */
	readonly mark: ' ' | '-';
	readonly words: (
		file: StateFile,
		found: Survey,
	) => {
		readonly lost?: readonly string[];
		readonly notes?: readonly string[];
		readonly byHand?: readonly string[];
	};
};

/** The checkpoint and the lists of its spec, read anew, and what was joined of them. */
export type StandingCheckpoint = {readonly file: StateFile; readonly joined: Joined | null};

/** Looks at checkpoint and lists first, and refuses when they speak of something else by now. */
export const withCheckpoint =
	(
		{input}: About,
		{document, checkpoint, lists}: StateAbout,
		then: (standing: StandingCheckpoint) => (disk: Parameters<Option['draft']>[0]) => Draft,
	): Option['draft'] =>
	(disk) => {
		const wanted = [document.path, ...lists].map((path): Wanted => ({path, as: 'file'}));
		return withOriginals(disk, wanted, ([original, ...others]) => {
			const {workspace} = input;
			const file = readStateFile(original!, document.path, workspace);
			if ('refusal' in file) {
				return refused(file.refusal);
			}

			if (!isSameTask(file.checkpoint, checkpoint)) {
				const name = file.checkpoint.taskName?.value ?? idOf(file.checkpoint) ?? 'no task';
				return refused(`${placeOf(file)} speaks of something else by now: ${name}`);
			}

			const joined = joinBox(
				idOf(file.checkpoint),
				lists.map((path, index) => ({path, original: others[index]!})),
				workspace,
			);
			return joined && 'refusal' in joined ? refused(joined.refusal) : then({file, joined})(disk);
		});
	};

/** Checkpoint and box are changed together, after everything the checkpoint names was looked at. */
export const checkpointDraft = (
	about: About,
	state: StateAbout,
	plan: CheckpointPlan,
): Option['draft'] =>
	withCheckpoint(about, state, ({file, joined}) => (disk) => {
		const {workspace, moment} = about.input;
		const status = file.checkpoint.status;
		if (status && statusOfWord(status.value) === 'completed') {
			return refused(`${placeOf(file)} says ${status.value} by now`);
		}

		const unfit = plan.unfit(file);
		if (unfit !== null) {
			return refused(`${file.place}: ${unfit}`);
		}

		const found = survey(disk, {file, joined, workspace, now: moment.now});
		if ('wanted' in found) {
			return {type: 'needs', wanted: found.wanted};
		}

		const edited = editState(file, plan.fields(file));
		const box = boxEdit(joined, plan.mark);
		if ('refusal' in edited || 'refusal' in box) {
			return refused('refusal' in edited ? edited.refusal : (box as Refusal).refusal);
		}

		const {lost, notes = [], byHand} = plan.words(file, found);
		return ready([textEdit(file, edited.text), ...box.edits], {
			checks: found.checks,
			lost: lost ?? [],
			notes: [...notes, ...box.notes],
			byHand: byHand ?? [],
		});
	});

const textEdit = (
	{path, text}: {readonly path: string; readonly text: string},
	after: string,
): Edit => ({type: 'file', path, before: text, after});

type BoxEdit = {readonly edits: readonly Edit[]; readonly notes: readonly string[]};

/** The box of a joined leaf; that of a parent, or a heading's sign, follows from others. */
const boxEdit = (joined: Joined | null, to: Mark['to']): BoxEdit | Refusal => {
	const note = !joined
		? 'no list of the spec has the task: there is no box to keep in step'
		: isParent(joined)
			? `${joined.file.place}:${joined.entry.line}: ${joined.entry.id} has tasks below it: its box follows from theirs, and stays`
			: boxless(joined);
	if (!joined || note !== null) {
		return {edits: [], notes: note === null ? [] : [note]};
	}

	const {file, entry} = joined;
	const from = ownMark(entry, file.list)!;
	if (from === to) {
		return {edits: [], notes: []};
	}

	const edited = markBoxes(file, [{line: entry.line, from, to}]);
	return 'refusal' in edited ? edited : {edits: [textEdit(file, edited.text)], notes: []};
};

/** Where a checkpoint names its task, for people. */
const placeOf = ({place, checkpoint: {taskId, taskName, status}}: StateFile): string => {
	const line = (taskId ?? taskName ?? status)?.line;
	return line === undefined ? place : `${place}:${line}`;
};

const isSameTask = (now: Checkpoint, then: Checkpoint): boolean =>
	now.taskId?.value === then.taskId?.value &&
	now.taskName?.value === then.taskName?.value &&
	now.specName?.value === then.specName?.value;
