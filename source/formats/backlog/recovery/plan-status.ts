import type {Status} from '../../../model/status.ts';
import {type Option, ready, refused} from '../../recovery.ts';
import {lookAgain} from './again.ts';
import {clockOf} from './clock.ts';
import {planRow} from './plan-row.ts';
import {statusEdit} from './plan-in-step.ts';
import {type PlanWord, planWords} from './plan-word.ts';
import {openDependencies} from './preconditions.ts';
import {planSays, shownPath, type Situation} from './situation.ts';

type Wish = {
	readonly word: PlanWord;
	/** What the backlog may say before: from there the word makes sense. */
	readonly from: readonly Status[];
	/** What the execution may say, or that there is none: elsewhere the word would change nothing. */
	readonly recorded: readonly (Status | null)[];
	/** Why somebody would want it. */
	readonly reason: (situation: Situation) => string;
	readonly against: (situation: Situation) => readonly string[];
};

const open: readonly Status[] = ['pending', 'running', 'blocked', 'partial', 'failed', 'unknown'];
const any: readonly (Status | null)[] = [
	null,
	'pending',
	'running',
	'failed',
	'completed',
	'skipped',
	'unknown',
];

const wishes: readonly Wish[] = [
	{
		word: 'done',
		from: open,
		recorded: any,
		reason: (situation) =>
			situation.entry.recorded === 'completed'
				? `the database says completed, and the backlog still ${planSays(situation.entry)}`
				: `the backlog says ${planSays(situation.entry)}; for work that was finished without the executor`,
		against: (situation) => {
			const {recorded} = situation.entry;
			return recorded === 'completed'
				? []
				: [
						`nothing shows that it is done: ${recorded === null ? 'it was never executed' : `its execution is ${recorded}`}`,
						...openDependencies(situation),
					];
		},
	},
	{
		word: 'todo',
		from: [
			'running',
			'blocked',
			'partial',
			'failed',
			'unknown',
			'completed',
			'cancelled',
			'skipped',
		],
		recorded: [null, 'pending', 'failed'],
		reason: (situation) => `the backlog says ${planSays(situation.entry)}; to do it again`,
		against: ({entry: {item, recorded}, silence}) => [
			...(item?.status?.status === 'completed'
				? ['it counts as done, and others may rely on that']
				: []),
			...(recorded === 'failed'
				? ['its execution is failed, and counts then: retry it instead']
				: []),
			...(silence ? ['its execution still says running'] : []),
		],
	},
	{
		word: 'in-progress',
		from: ['pending', 'blocked', 'unknown'],
		recorded: [null, 'running'],
		reason: (situation) =>
			situation.entry.recorded === 'running'
				? `the database says running, and the backlog ${planSays(situation.entry)}`
				: `the backlog says ${planSays(situation.entry)}; for work that somebody does by hand`,
		against: () => ['the executor takes up only what says todo'],
	},
	{
		word: 'blocked',
		from: ['pending', 'running', 'partial', 'failed', 'unknown'],
		recorded: [null, 'pending', 'failed', 'skipped', 'unknown'],
		reason: (situation) => `the backlog says ${planSays(situation.entry)}; to hold it back`,
		against: () => ['what it waits for is not written down by this'],
	},
];

/** Another word in the status cell of its row. */
export const planStatus = (situation: Situation): readonly Option[] => {
	const {entry, silence} = situation;
	const said = entry.item?.status?.status ?? (entry.item ? 'unknown' : null);
	return said === null
		? []
		: wishes
				.filter(
					({word, from, recorded}) =>
						from.includes(said) &&
						recorded.includes(entry.recorded) &&
						!(word === 'in-progress' && silence !== null),
				)
				.map((wish) => optionOf(situation, wish));
};

const optionOf = (situation: Situation, {word, reason, against}: Wish): Option => {
	const {entry, input, subject} = situation;
	const place = planRow(entry.item!, word);
	const path = 'refusal' in place ? null : place.origin.path;
	const dated = 'refusal' in place ? null : place.declaration.fields.get('last_updated');
	return {
		id: `plan-${word}`,
		title: `set ${word} in the backlog`,
		scope: 'task',
		because: reason(situation),
		against: against(situation),
		refusal: 'refusal' in place ? place.refusal : null,
		changes:
			'refusal' in place || path === null
				? []
				: [
						`${shownPath(input, path)} line ${place.origin.line}: ${planSays(situation.entry)} to ${word}`,
						...(dated ? [`${shownPath(input, path)} line ${dated.line}: last_updated to now`] : []),
					],
		command: null,
		draft: (disk) =>
			lookAgain(situation, disk, {database: false}, (again) => {
				const now = again.entry.item?.status?.status ?? 'unknown';
				const shown = entry.item?.status?.status ?? 'unknown';
				if (now !== shown) {
					return refused(
						`the backlog said ${planSays(situation.entry)} for ${subject.task.id} when it was shown, and says something else now`,
					);
				}

				const made = statusEdit(again, situation, word, clockOf(situation));
				return 'refusal' in made
					? refused(made.refusal)
					: ready([made.edit], {
							checks: [made.check],
							notes:
								planWords[word] === 'completed' && entry.recorded === 'running'
									? ['the database goes on saying running']
									: [],
						});
			}),
	};
};
