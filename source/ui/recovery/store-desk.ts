import type {Row} from '../../analysis/rows.ts';
import type {RecoveryTarget} from '../../commands/context.ts';
import type {FormatName} from '../../model/format-name.ts';
import type {Plan} from '../../model/plan.ts';
import type {Transition} from '../../model/transition.ts';
import type {UserCommands} from '../../model/user-command.ts';
import {
	type ConfiguredCommand,
	configuredCommand,
} from '../../recovery/commands/configured-command.ts';
import type {Clerk} from '../../recovery/clerk.ts';
import {carryOutOne, loadRecoveries, planChoices} from '../../recovery/planner.ts';
import {momentAt} from '../../effects/recovery-moment.ts';
import {capsuleOf} from '../../recovery/capsule.ts';
import {type Offer, offersFor, offersForPath} from '../../recovery/offer.ts';
import {previewLines} from '../../recovery/preview/preview.ts';
import {undoPlanOf} from '../../recovery/undo-plan.ts';
import {triedTasks} from '../../recovery/tried-tasks.ts';
import {trackRecordOf} from '../../recovery/track-record.ts';
import type {CanaryChoice} from '../../recovery/campaign/canary/state.ts';
import type {State} from '../../store/state.ts';
import type {Offers, RecoveryDesk, Rehearsed} from './desk.ts';
import {listOffers, stateOf} from './list-offers.ts';
import type {ListedOption} from './panel.ts';

/** Plans recoveries for the tasks that the store holds. */
export const createStoreDesk = ({
	state,
	rows,
	clerk,
	now,
	lives = async () => await Promise.resolve([]),
	commands = {},
}: {
	readonly state: () => State;
	/** Key -> row as it is judged now. */
	readonly rows: () => ReadonlyMap<string, Row>;
	readonly clerk: Clerk;
	readonly now: () => number;
	/** What is kept of tasks from earlier times; absent: nothing. */
	readonly lives?: (tasks: readonly string[]) => Promise<readonly Transition[]>;
	/** What the person has configured to be run after an option. */
	readonly commands?: UserCommands;
}): RecoveryDesk => {
	const gather = async (target: RecoveryTarget): Promise<readonly Offer[]> => {
		const current = state();
		const entries = await clerk.heads();
		const input = {
			state: current,
			rowOf: (key: string) => rows().get(key),
			recoveries: await loadRecoveries(formatsOf(target, current)),
			moment: momentAt(now()),
			trackRecord: trackRecordOf(entries, [
				...(await lives(triedTasks(entries))),
				...current.transitions,
			]),
		};
		return target.type === 'file'
			? offersForPath(target.path, input)
			: target.keys.flatMap((key) => offersFor(key, input));
	};

	const commandOf = ({option, format, subject, name, workspace}: Offer): ConfiguredCommand | null =>
		configuredCommand(commands, {
			format,
			option: option.id,
			task: subject?.task ?? null,
			id: name,
			workspace,
		});

	const scene = () => ({
		state: state(),
		rowOf: (key: string) => rows().get(key),
		moment: momentAt(now()),
	});

	const plan = async (
		choices: readonly Offer[],
	): Promise<Rehearsed | {readonly refusal: string}> => {
		const answer = await planChoices(once(choices), scene(), clerk);
		if (answer.type === 'refused') {
			return {refusal: answer.reason};
		}

		const {left, steps} = answer.plan;
		return steps.length === 0
			? {refusal: left[0]?.reason ?? 'there is nothing to do'}
			: {
					...rehearsed(answer.plan),
					commands: commandsFor(answer.plan, choices, commandOf),
					choices: canaryChoices(answer.plan, (key) => rows().get(key)),
				};
	};

	return {
		async offers(target): Promise<Offers | {readonly nothing: string}> {
			const found = await gather(target);
			const tasks =
				target.type === 'tasks' ? target.keys.flatMap((key) => rows().get(key) ?? []) : [];
			if (found.length === 0) {
				return {nothing: nothingFor(target, tasks)};
			}

			const listed = listOffers(found, tasks.length, commandOf);
			const byName = new Map(listed.map((entry) => [entry.listed.name, entry.offers]));
			const [only] = tasks;
			return {
				...titleOf(target, tasks, now()),
				options: listed.map((entry) => entry.listed),
				plan: async (option: ListedOption) => await plan(byName.get(option.name) ?? []),
				capsule:
					tasks.length === 1 && only
						? async () => capsuleOf({row: only, rowOf: (key) => rows().get(key), now: now()})
						: null,
			};
		},
		apply: async (chosen, reason) => await clerk.apply(chosen, reason === '' ? null : reason),
		async lastPlan() {
			const plan = undoPlanOf(await clerk.entries());
			return plan
				? rehearsed(plan)
				: {nothing: 'nothing has been applied that could be taken back'};
		},
		undo: async (chosen) => await clerk.undo(chosen, null),
		async recoverOne(task, option, reason) {
			const found = await gather({type: 'tasks', keys: [task]});
			const offer = found.find((one) => one.option.id === option && one.option.scope === 'task');
			if (!offer || offer.option.refusal !== null) {
				return offer?.option.refusal ?? 'it can not be had for it any more';
			}

			return await carryOutOne(offer, scene(), clerk, reason);
		},
	};
};

const rehearsed = (plan: Plan): Rehearsed => ({
	plan,
	commands: [],
	choices: [],
	lines: (width) => previewLines(plan, width),
});

/** For what is in the plan: what was left out of it is not run either. */
const commandsFor = (
	{steps}: Plan,
	choices: readonly Offer[],
	commandOf: (offer: Offer) => ConfiguredCommand | null,
): readonly ConfiguredCommand[] => {
	const inPlan = new Set(steps.map(({option, task, id}) => `${option}\n${task ?? id}`));
	return once(choices)
		.filter(({option, subject, name}) => inPlan.has(`${option.id}\n${subject?.task.key ?? name}`))
		.flatMap((offer) => commandOf(offer) ?? []);
};

/** Only what changes the files of one task can be tried with one first. */
const canaryChoices = (
	{steps, edits}: Plan,
	rowOf: (key: string) => Row | undefined,
): readonly CanaryChoice[] =>
	edits.length === 0
		? []
		: steps.flatMap(({task, id, option}) =>
				task === null ? [] : [{key: task, id, option, title: rowOf(task)?.task.title ?? ''}],
			);

const formatsOf = (target: RecoveryTarget, {tasks, groups}: State): readonly FormatName[] =>
	target.type === 'tasks'
		? target.keys.flatMap((key) => tasks.get(key)?.format ?? [])
		: [...groups.values()].filter(({paths}) => paths.has(target.path)).map(({format}) => format);

const titleOf = (
	target: RecoveryTarget,
	tasks: readonly Row[],
	now: number,
): {readonly title: string; readonly state: string} => {
	const [first] = tasks;
	if (target.type === 'file' || !first) {
		return {title: target.type === 'file' ? target.path : '', state: 'what its file can be given'};
	}

	return tasks.length === 1
		? {title: `${first.task.id} ${first.task.title}`, state: stateOf(first, now)}
		: {
				title: `${tasks.length} tasks`,
				state: tasks.map(({task}) => task.id).join(', '),
			};
};

const nothingFor = (target: RecoveryTarget, tasks: readonly Row[]): string =>
	target.type === 'file'
		? 'nothing can be done for this file here; o opens it'
		: tasks.length === 1
			? `${tasks[0]!.task.id} is ${tasks[0]!.status}: nothing to recover`
			: 'nothing to recover in these tasks';

/** A choice for a whole group is made once, with whichever of its tasks it came. */
const once = (choices: readonly Offer[]): readonly Offer[] => {
	const groups = new Set<string>();
	return choices.filter(({option, group}) => {
		const isFirst = !groups.has(group);
		groups.add(group);
		return option.scope === 'task' || isFirst;
	});
};
