import {formatRoughly} from '../../../text/duration.ts';
import type {Option} from '../../recovery.ts';
import {someOf} from '../../task-limit.ts';
import type {Checkpoint} from '../values.ts';
import {type About, filesAgainst, lifeOf, nameOfTask, type StateAbout} from './about.ts';
import {commandsToLook, commandsToRevert} from './by-hand.ts';
import {checkpointDraft, type CheckpointPlan} from './checkpoint-draft.ts';
import {handOver} from './hand-over.ts';
import {idOf} from './joined-box.ts';
import {ownMark} from './list-file.ts';
import {placeOf, writtenInstant} from './places.ts';
import type {Field, StateFile} from './state-file.ts';
import type {Survey} from './survey.ts';

/** Resume, restart and roll back: for a checkpoint that is not completed. */
export const checkpointOptions = (about: About): readonly Option[] => {
	const {state} = about;
	return state && state.own !== 'completed'
		? kinds.map((kind) => optionOf(kind, about, state))
		: [];
};

type Kind = {
	readonly id: string;
	readonly title: (checkpoint: Checkpoint) => string;
	readonly takesAway: boolean;
	readonly because: (checkpoint: Checkpoint, said: string) => string;
	readonly against: (about: About, state: StateAbout) => readonly string[];
	/** What the checkpoint lacks for it; null: nothing. */
	readonly lacks: (checkpoint: Checkpoint) => string | null;
	/** What becomes of the checkpoint, in words. */
	readonly change: string;
	readonly command: 'continue' | 'start over' | null;
	readonly plan: (now: string) => Omit<CheckpointPlan, 'unfit'>;
};

const optionOf = (kind: Kind, about: About, state: StateAbout): Option => {
	const {input, subject} = about;
	const {checkpoint, document} = state;
	const {id, lacks, plan} = kind;
	const place = placeOf(input.workspace, document.path);
	const {mark} = plan('');
	return {
		id,
		title: kind.title(checkpoint),
		takesAway: kind.takesAway,
		scope: 'task',
		because: kind.because(checkpoint, saidOf(about, state)),
		against: [
			...lifeOf(subject, input.moment.now),
			...tickedAgainst(about),
			...kind.against(about, state),
		],
		refusal:
			document.quality === 'whole'
				? lacks(checkpoint)
				: `${place} can't be read to its end: salvage it first`,
		changes: [`${place}: ${kind.change}`, ...boxChange(about, mark)],
		command: kind.command && handOver(about, state, kind.command),
		draft: checkpointDraft(about, state, {
			...plan(writtenInstant(input.moment.now)),
			unfit: (file) => lacks(file.checkpoint),
		}),
	};
};

/** "the checkpoint says in_progress, silent for 2h" */
const saidOf = ({subject, input}: About, {checkpoint}: StateAbout): string => {
	const {status, lastSignAt} = subject;
	const word = checkpoint.status?.value ?? 'nothing about its status';
	const silence =
		status === 'interrupted' && lastSignAt !== null
			? `, silent for ${formatRoughly(input.moment.now - lastSignAt)}`
			: '';
	return `the checkpoint says ${word}${silence}`;
};

const tickedAgainst = ({box}: About): readonly string[] =>
	box?.entry.status === 'completed' ? ['its box is ticked: it may be done already'] : [];

const boxChange = ({box, input}: About, mark: string): readonly string[] => {
	const own = box && box.entry.isLeaf ? ownMark(box.entry, box.list) : null;
	return box && own !== null && own !== mark
		? [
				`${placeOf(input.workspace, box.document.path)}: box of ${box.entry.id} [${own}] → [${mark}]`,
			]
		: [];
};

const details = (key: string, value: unknown): Field => ({section: 'task_details', key, value});

/** A label of the owner's document: where a task began. */
const startLabel = (checkpoint: Checkpoint): string => {
	const id = idOf(checkpoint);
	return id === null ? 'task_start' : `task_${id}_start`;
};

/** The value as the file has it: exact, and a number where it is one. */
const rollbackPoint = ({raw, checkpoint}: StateFile): unknown => {
	const section = raw['error_recovery'] as Readonly<Record<string, unknown>> | null | undefined;
	return section?.['rollback_point'] ?? checkpoint.rollbackPoint?.value;
};

const wipe = (now: string, status: string, step: unknown, point: unknown): readonly Field[] => [
	{section: null, key: 'timestamp', value: now},
	{section: null, key: 'current_step', value: step},
	details('status', status),
	details('sub_steps_completed', []),
	details('current_sub_step', ''),
	{section: 'context', key: 'last_successful_operation', value: ''},
	{section: 'error_recovery', key: 'last_checkpoint', value: point},
];

/** What a checkpoint says of progress, and will not say any more. */
const lostProgress = ({checkpoint, place}: StateFile): readonly string[] => {
	const {stepsDone, currentSubStep, lastCheckpoint, lastOperation} = checkpoint;
	const said = [
		...(stepsDone && stepsDone.length > 0
			? [`${stepsDone.length} sub steps done (${stepsDone.join(', ')})`]
			: []),
		...(currentSubStep ? [`at ${currentSubStep.value}`] : []),
		...(lastCheckpoint ? [`checkpoint ${lastCheckpoint.value}`] : []),
		...(lastOperation ? [`last operation ${lastOperation.value}`] : []),
	];
	return said.length > 0 ? [`${place}: ${said.join(', ')}`] : [];
};

const stepsWords = ({stepsDone}: Checkpoint): string =>
	stepsDone === null
		? 'it does not list what is done'
		: `${stepsDone.length} sub ${stepsDone.length === 1 ? 'step' : 'steps'} done`;

const startNote = 'it counts as running from then on: have your agent start';

const kinds: readonly Kind[] = [
	{
		id: 'resume',
		takesAway: false,
		title: ({lastCheckpoint, lastOperation}) => {
			const point = lastCheckpoint ?? lastOperation;
			return point ? `resume after ${point.value}` : 'resume from the last checkpoint';
		},
		because: (checkpoint, said) => `${said}, ${stepsWords(checkpoint)}`,
		against: (_, state) => filesAgainst(state),
		lacks: ({lastCheckpoint, lastOperation}) =>
			lastCheckpoint || lastOperation
				? null
				: 'the checkpoint names no last_checkpoint and no last_successful_operation to go on from',
		change: 'timestamp now, status in_progress',
		command: 'continue',
		plan: (now) => ({
			mark: '-',
			fields: () => [
				{section: null, key: 'timestamp', value: now},
				details('status', 'in_progress'),
			],
			words: ({path}, found) => ({
				notes: [startNote],
				byHand: commandsToLook(found, path),
			}),
		}),
	},
	{
		id: 'restart',
		takesAway: true,
		title: (checkpoint) => `start ${nameOfTask(checkpoint)} over`,
		because: (_, said) => `${said}, and its progress may be worth nothing`,
		against: (_, {checkpoint}) =>
			checkpoint.stepsDone && checkpoint.stepsDone.length > 0
				? [`${stepsWords(checkpoint)} will be forgotten; the files stay as they are`]
				: [],
		lacks: () => null,
		change: 'timestamp now, status in_progress, progress emptied, back to the start of the task',
		command: 'start over',
		plan: (now) => ({
			mark: '-',
			fields: (file) => {
				const start = startLabel(file.checkpoint);
				const point = file.checkpoint.rollbackPoint ? rollbackPoint(file) : start;
				return wipe(now, 'in_progress', start, point);
			},
			words: (file, found) => ({
				lost: lostProgress(file),
				notes: ['files that were changed for it stay as they are', startNote],
				byHand: commandsToLook(found, file.path),
			}),
		}),
	},
	{
		id: 'roll-back',
		takesAway: true,
		title: ({rollbackPoint: point}) => (point ? `roll back to ${point.value}` : 'roll back'),
		because: ({rollbackPoint: point}) =>
			point
				? `the checkpoint names ${point.value} as the place to go back to`
				: 'the task is not completed',
		against: (_, {checkpoint}) => [
			`${checkpoint.rollbackPoint?.value ?? 'a rollback point'} is a label, no commit: the files have to be put back by hand`,
			...(checkpoint.stepsDone && checkpoint.stepsDone.length > 0
				? [`${stepsWords(checkpoint)} will be forgotten`]
				: []),
		],
		lacks: ({rollbackPoint: point}) =>
			point ? null : 'the checkpoint names no rollback_point to go back to',
		change:
			'timestamp now, status not_started, progress emptied, step and checkpoint at the rollback point',
		command: null,
		plan: (now) => ({
			mark: ' ',
			fields: (file) => {
				const point = rollbackPoint(file);
				return wipe(now, 'not_started', point, point);
			},
			words: (file, found) => ({
				lost: lostProgress(file),
				notes: revertNotes(found),
				byHand: commandsToRevert(found, file.path),
			}),
		}),
	},
];

const revertKinds = [
	['there', 'put back by hand what was changed for the task in'],
	['changed', 'changed after the checkpoint, look before putting back'],
	['missing', 'missing, bring back by hand what was there before'],
	['unknown', 'not looked at'],
] as const;

const revertNotes = ({files, hasGit}: Survey): readonly string[] =>
	files.length === 0
		? ['the checkpoint lists no files: what was changed has to be found by hand']
		: [
				...revertKinds.flatMap(([kind, words]) => {
					const names = files.filter(({state}) => state === kind).map(({name}) => name);
					return names.length > 0 ? [`${words}: ${someOf(names)}`] : [];
				}),
				...(hasGit
					? [
							'checkout goes back to the last commit and throws away what was changed since: look at the diff first',
						]
					: []),
			];
