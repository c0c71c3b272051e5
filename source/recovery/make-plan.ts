import type {Row} from '../analysis/rows.ts';
import type {Draft} from '../formats/recovery.ts';
import type {Disk, Wanted} from '../model/original.ts';
import type {Check, Plan, PlanStep} from '../model/plan.ts';
import {harmless} from '../text/harmless.ts';
import {type Answer, diskFrom, joinWanted} from './answers.ts';
import {changeSince} from './change-since.ts';
import {composed, type Composition, editsOf, noComposition} from './composition.ts';
import {doubtAbout} from './doubt-about.ts';
import type {Offer} from './offer.ts';
import {overlaid, standingAt} from './overlay.ts';

export type PlanInput = {
	/** In the order in which they are to be done. */
	readonly choices: readonly Offer[];
	/** Absolute; choices that belong to another one are left. */
	readonly workspace: string;
	/** Unique and sortable by time: `planId`. */
	readonly id: string;
	/** Epoch milliseconds. */
	readonly at: number;
	/** Key of a task -> its row as it is now, which may be later than when the choice was offered. */
	readonly rowOf: (key: string) => Row | undefined;
};

export type Planning =
	/** These have to be read first; then ask again, with what was found added to the answers. */
	| {readonly type: 'needs'; readonly wanted: readonly Wanted[]}
	| {readonly type: 'planned'; readonly plan: Plan}
	/** Nothing would be written: everything was left, stands there already, or is advice. The plan says which. */
	| {readonly type: 'empty'; readonly plan: Plan};

/**
Makes one plan of all choices. Pure: call it with what has been read so far until it needs nothing more.
Every draft sees the files as the drafts before it leave them; what can't be done is left with its
reason, and does not stop the rest. `downstream` is filled in by `withDownstream`.
*/
export const makePlan = (input: PlanInput, answers: readonly Answer[]): Planning => {
	const disk = diskFrom(answers);
	const wanted: Wanted[] = [];
	const done: {readonly choice: Offer; readonly draft: ReadyDraft}[] = [];
	const left: Plan['left'][number][] = [];
	let composition = noComposition;
	for (const choice of input.choices) {
		const result = taken(choice, composition, disk, input);
		switch (result.type) {
			case 'needs': {
				wanted.push(...result.wanted);
				break;
			}

			case 'refused': {
				left.push({
					task: choice.subject?.task.key ?? choice.group,
					id: choice.name,
					reason: harmless(result.reason),
				});
				break;
			}

			case 'taken': {
				composition = result.composition;
				done.push({choice, draft: result.draft});
			}
		}
	}

	if (wanted.length > 0) {
		return {type: 'needs', wanted: joinWanted(wanted, answers)};
	}

	const {id, at, workspace} = input;
	const edits = editsOf(composition);
	const drafts = done.map(({draft}) => draft);
	const plan: Plan = {
		id,
		at,
		workspace,
		steps: done.map(({choice}) => stepOf(choice)),
		edits,
		checks: once(drafts.flatMap(({checks}) => checks)),
		lost: once(drafts.flatMap(({lost}) => lost)),
		notes: once(drafts.flatMap(({notes}) => notes)),
		byHand: once(drafts.flatMap(({byHand}) => byHand)),
		downstream: [],
		left,
	};
	return {type: edits.length > 0 ? 'planned' : 'empty', plan};
};

type ReadyDraft = Extract<Draft, {type: 'ready'}>;

type Taken =
	| Exclude<Draft, {type: 'ready'}>
	| {readonly type: 'taken'; readonly draft: ReadyDraft; readonly composition: Composition};

const refuse = (reason: string): Taken => ({type: 'refused', reason});

const taken = (
	choice: Offer,
	composition: Composition,
	disk: Disk,
	{workspace, at, rowOf}: PlanInput,
): Taken => {
	const {option, subject} = choice;
	if (choice.workspace !== workspace) {
		return refuse(`it belongs to another workspace, ${choice.workspace}: recover it by itself`);
	}

	const change = subject && changeSince(subject, rowOf(subject.task.key));
	const refusal = option.refusal ?? change;
	if (refusal !== null) {
		return refuse(refusal);
	}

	const now = overlaid(disk, composition, at);
	const draft = drafted(choice, now);
	if (draft.type !== 'ready') {
		const isKnown = draft.type === 'needs' && draft.wanted.every((want) => now(want) !== undefined);
		return isKnown
			? refuse('it asks for what it was told already; please report it')
			: draft.type === 'needs'
				? {...draft, wanted: draft.wanted.map((want) => standingAt(want, composition))}
				: draft;
	}

	const doubt = doubtAbout(draft.edits, workspace, now);
	if (doubt !== null) {
		return typeof doubt === 'string' ? refuse(doubt) : {type: 'needs', wanted: doubt};
	}

	const next = composed(composition, draft.edits);
	return 'refusal' in next ? refuse(next.refusal) : {type: 'taken', draft, composition: next};
};

/** Formats promise not to throw; if one does, its task is left and the others go on. */
const drafted = ({option}: Offer, disk: Disk): Draft => {
	try {
		return option.draft(disk);
	} catch (error) {
		const words = error instanceof Error ? error.message : String(error);
		return {
			type: 'refused',
			reason: `metawatch could not work it out (${words}); please report it`,
		};
	}
};

const stepOf = ({option, format, subject, name}: Offer): PlanStep => ({
	option: option.id,
	title: option.title,
	format,
	task: option.scope === 'task' ? (subject?.task.key ?? null) : null,
	id: name,
	command: option.command,
});

/** Each once: twelve tasks of one file check the same file. */
const once = <Value extends string | Check>(values: readonly Value[]): readonly Value[] => [
	...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** Unique and sortable by time. `token`: characters of [A-Za-z0-9], random. */
export const planId = (at: number, token: string): string =>
	`${new Date(at).toISOString().replaceAll(/[-:.]/g, '').toLowerCase()}-${token.slice(0, 8).toLowerCase()}`;
