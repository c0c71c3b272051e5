import type {Row} from '../../source/analysis/rows.ts';
import {rowOf as judgedRow} from '../../source/analysis/rows.ts';
import type {Option} from '../../source/formats/recovery.ts';
import type {Wanted} from '../../source/model/original.ts';
import type {Plan} from '../../source/model/plan.ts';
import type {Answer} from '../../source/recovery/answers.ts';
import {makePlan, type Planning, type PlanInput} from '../../source/recovery/make-plan.ts';
import type {Offer} from '../../source/recovery/offer.ts';
import type {MemoryDisk} from '../helpers/memory-disk.ts';
import {noon, taskOf} from '../analysis/tasks.ts';

const workspace = '/code';

export const optionWith = (draft: Option['draft'], more: Partial<Option> = {}): Option => ({
	id: 'retry',
	title: 'back to pending',
	scope: 'task',
	because: 'it failed',
	against: [],
	refusal: null,
	changes: [],
	command: null,
	draft,
	...more,
});

/** A choice for a task that failed, with what it would change. */
export const choiceOf = (id: string, draft: Option['draft'], more: Partial<Offer> = {}): Offer => ({
	option: optionWith(draft),
	format: 'tasks-meta',
	workspace,
	subject: {task: taskOf({id, status: 'failed'}), status: 'failed', lastSignAt: null},
	name: id,
	group: '/code/specs/001-login',
	worked: null,
	...more,
});

export const rowNow = (known: Parameters<typeof taskOf>[0]): Row =>
	judgedRow(taskOf(known), undefined, noon);

export const inputOf = (choices: readonly Offer[], more: Partial<PlanInput> = {}): PlanInput => ({
	choices,
	workspace,
	id: 'plan-1',
	at: noon,
	rowOf: (key) => rowNow({id: key.slice(key.lastIndexOf('/') + 1), status: 'failed'}),
	...more,
});

/** Asks as it is asked in earnest: what is wanted is read, and nothing else. */
export const plannedOn = (
	disk: MemoryDisk,
	input: PlanInput,
): {readonly plan: Plan; readonly type: Planning['type']; readonly answers: readonly Answer[]} => {
	const answers: Answer[] = [];
	for (let round = 0; round < 50; round++) {
		const planning = makePlan(input, answers);
		if (planning.type !== 'needs') {
			return {plan: planning.plan, type: planning.type, answers};
		}

		answers.push(
			...planning.wanted.map((wanted: Wanted) => ({wanted, original: disk.disk(wanted)!})),
		);
	}

	throw new Error('it asks for more and more');
};
