import type {DatabaseRow} from '../../../model/edit.ts';
import type {Check} from '../../../model/plan.ts';
import {type Option, ready, refused} from '../../recovery.ts';
import {type Again, lookAgain} from './again.ts';
import {assumedZone, type Clock, clockOf} from './clock.ts';
import {planInStep, planInStepWords} from './plan-in-step.ts';
import {executionAsShown} from './preconditions.ts';
import type {RowChange} from './rows.ts';
import {shownPath, type Situation} from './situation.ts';

/** What one way to change the execution of a task adds to what they all have in common. */
type Parts = Pick<Option, 'id' | 'title' | 'takesAway' | 'because' | 'against' | 'command'> & {
	/** Why the rules do not allow it; null: they do. Asked again with what is on the disk. */
	readonly refusal?: (entry: Situation['entry']) => string | null;
	/** What changes in the database, a line each. */
	readonly changes: readonly string[];
	readonly rows: (again: Again, row: DatabaseRow, clock: Clock) => RowChange;
	readonly checks?: (entry: Situation['entry']) => readonly Check[];
	readonly lost?: (row: DatabaseRow) => readonly string[];
	readonly notes?: readonly string[];
};

/** An option that changes the execution of a task, and its row in the backlog in step. */
export const executionOption = (situation: Situation, parts: Parts): Option => {
	const {refusal = () => null, changes, rows, checks, lost, notes = [], ...words} = parts;
	const {database, entry, input} = situation;
	const name = shownPath(input, database!.path);
	const plan = planInStepWords(situation);
	return {
		...words,
		scope: 'task',
		against: [...words.against, ...plan.against],
		refusal: database!.obstacle ?? refusal(entry),
		changes: [...changes.map((change) => `${name}: ${change}`), ...plan.changes],
		draft: (disk) =>
			lookAgain(situation, disk, {database: true}, (again) => {
				const execution = executionAsShown(again, situation);
				if ('refusal' in execution) {
					return execution.refusal;
				}

				const reason = refusal(again.entry);
				if (reason !== null) {
					return refused(reason);
				}

				const clock = clockOf({...situation, entry: again.entry});
				const made = rows(again, execution.row, clock);
				if ('refusal' in made) {
					return refused(`${name}: ${made.refusal}`);
				}

				const step = planInStep(again, situation, clock);
				return ready([...step.edits, ...made.edits], {
					checks: [execution.check, ...step.checks, ...(checks?.(again.entry) ?? [])],
					lost: lost?.(execution.row) ?? [],
					notes: [...notes, ...step.notes, ...(clock.isAssumed ? [assumedZone] : [])],
				});
			}),
	};
};
