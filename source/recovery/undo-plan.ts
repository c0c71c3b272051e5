import type {Edit} from '../model/edit.ts';
import type {JournalEntry} from '../model/journal.ts';
import type {Plan} from '../model/plan.ts';

/** What taking a plan back would do, as a plan to be shown; null: there is none to take back. */
export const undoPlanOf = (entries: readonly JournalEntry[]): Plan | null => {
	const last = entries.find(({state}) => state === 'applied');
	return last ? turnedRound(last.plan) : null;
};

/** What an edit cannot say is said in words: an edit never makes a folder. */
const turnedRound = (plan: Plan): Plan => ({
	...plan,
	steps: plan.steps.map((step) => ({...step, title: `take back: ${step.title}`, command: null})),
	edits: plan.edits.toReversed().flatMap((edit) => turnedEdit(edit) ?? []),
	checks: [],
	lost: [],
	notes: plan.edits.flatMap((edit) =>
		edit.type === 'remove-folder' ? [`the folder ${edit.path} is made again`] : [],
	),
	byHand: [],
	downstream: [],
	left: [],
});

const turnedEdit = (edit: Edit): Edit | null => {
	switch (edit.type) {
		case 'file': {
			return {...edit, before: edit.after, after: edit.before};
		}

		case 'row': {
			return {...edit, before: edit.after, after: edit.before};
		}

		case 'move': {
			return {...edit, path: edit.to, to: edit.path};
		}

		case 'remove-folder': {
			return null;
		}
	}
};
