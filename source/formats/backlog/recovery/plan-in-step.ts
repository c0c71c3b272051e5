import type {FileEdit} from '../../../model/edit.ts';
import type {Check} from '../../../model/plan.ts';
import type {Status} from '../../../model/status.ts';
import {harmless} from '../../../text/harmless.ts';
import type {Entry} from '../entries.ts';
import type {Again} from './again.ts';
import type {Clock} from './clock.ts';
import {planRow, withStatusCell} from './plan-row.ts';
import {type PlanWord, writtenWord} from './plan-word.ts';
import {planSays, shownPath, type Situation} from './situation.ts';

/** What the backlog may say that is no longer so once an execution is pending, failed or gone. */
const outdated: ReadonlySet<Status | null> = new Set(['running', 'failed']);

const isOutdated = ({item}: Entry): boolean => outdated.has(item?.status?.status ?? null);

/** What changing the execution changes in the backlog, as far as the read files tell. */
export const planInStepWords = ({
	entry,
	input,
}: Situation): {readonly changes: readonly string[]; readonly against: readonly string[]} => {
	const {item} = entry;
	if (!item || !isOutdated(entry)) {
		return {changes: [], against: []};
	}

	const place = planRow(item, 'todo');
	const raw = planSays(entry);
	return 'refusal' in place
		? {changes: [], against: [`the backlog goes on saying ${raw}: ${place.refusal}`]}
		: {
				changes: [
					`${shownPath(input, place.origin.path)} line ${place.origin.line}: ${raw} to todo`,
				],
				against: [],
			};
};

/**
The backlog's edit that goes with a change of the execution: a row that says in-progress or failed is
to do again. Where that can't be changed surgically, it stays and is told.
*/
export const planInStep = (
	again: Again,
	situation: Situation,
	clock: Clock,
): {
	readonly edits: readonly FileEdit[];
	readonly checks: readonly Check[];
	readonly notes: readonly string[];
} => {
	const {item} = again.entry;
	if (!item || !isOutdated(again.entry)) {
		return {edits: [], checks: [], notes: []};
	}

	const made = statusEdit(again, situation, 'todo', clock);
	return 'refusal' in made
		? {
				edits: [],
				checks: [],
				notes: [`the backlog goes on saying ${planSays(again.entry)}: ${made.refusal}`],
			}
		: {edits: [made.edit], checks: [made.check], notes: []};
};

/** The edit that sets the status cell of the task's row, or why there can't be one. */
export const statusEdit = (
	{entry, texts}: Again,
	{input}: Situation,
	wanted: PlanWord,
	clock: Clock | null,
):
	| {readonly edit: FileEdit; readonly was: string; readonly check: Check}
	| {readonly refusal: string} => {
	if (!entry.item) {
		return {refusal: `${entry.id} is not in the backlog`};
	}

	const place = planRow(entry.item, wanted);
	if ('refusal' in place) {
		return place;
	}

	const {path, line} = place.origin;
	const readable = texts.get(path)!;
	const {text, file} = readable;
	const changed = withStatusCell(readable, place, writtenWord(wanted, file), clock?.now ?? null);
	return 'refusal' in changed
		? {refusal: `${shownPath(input, path)}: ${changed.refusal}`}
		: {
				edit: {type: 'file', path, before: text, after: changed.text},
				was: changed.was,
				check: {
					title: `${shownPath(input, path)} line ${line}`,
					state: 'passed',
					detail: `the row of ${entry.id}, in one line, says ${harmless(changed.was) || 'nothing'}`,
				},
			};
};
