import {ready, type Option} from '../../recovery.ts';
import {isSettled} from '../../../model/status.ts';
import {type AdviceName, adviceFor} from '../next-step.ts';
import {blockersOf} from '../row.ts';
import {formatRoughly} from '../../../text/duration.ts';
import {silences} from '../silences.ts';
import {openPhaseOf} from '../stage.ts';
import {artifactChecks} from './artifact-checks.ts';
import {hasOpenErrors} from './mark-error-fixed.ts';
import {type Scene, taskName} from './scene.ts';
import {ago} from './words.ts';

/** Something a person types to an agent: nothing is changed by it here. */
type Guide = {
	readonly id: string;
	readonly title: string;
	readonly command: (number: number) => string | null;
	readonly isFor: (situation: Situation) => boolean;
	/** What it is good for, beside the situation itself. */
	readonly says?: string;
	readonly against?: readonly string[];
	/** Goes on with what is there, so it is looked whether it is. */
	readonly goesOn?: true;
};

type Situation = {
	readonly scene: Scene;
	/** What fits first, by all that is known. */
	readonly advice: AdviceName | null;
	/** Ways out of it, beside the first. */
	readonly isHeldUp: boolean;
	readonly isSettled: boolean;
	readonly isRunning: boolean;
	/** Only a person can go on: no command does. */
	readonly needsPerson: boolean;
};

const is =
	(name: AdviceName) =>
	({advice, needsPerson}: Situation): boolean =>
		advice === name && !needsPerson;

const isOpen = ({isSettled, isRunning, needsPerson}: Situation): boolean =>
	!isSettled && !isRunning && !needsPerson;

const guides: readonly Guide[] = [
	{
		id: 'research',
		title: 'research it',
		command: (number) => `/research ${number}`,
		isFor: is('research'),
		goesOn: true,
	},
	{
		id: 'plan',
		title: 'plan it',
		command: (number) => `/plan ${number}`,
		isFor: is('plan'),
		goesOn: true,
	},
	{
		id: 'implement',
		title: 'implement it',
		command: (number) => `/implement ${number}`,
		isFor: is('implement'),
		goesOn: true,
	},
	{
		id: 'orchestrate',
		title: 'start the next cycles',
		command: (number) => `/orchestrate ${number}`,
		isFor: is('orchestrate'),
		goesOn: true,
	},
	{
		id: 'revise',
		title: 'revise the plan around what holds it up',
		command: (number) => `/revise ${number}`,
		isFor: ({isHeldUp, needsPerson}) => isHeldUp && !needsPerson,
		says: 'then go on with /implement',
		goesOn: true,
	},
	{
		id: 'spawn',
		title: 'create the tasks that make way for it',
		command: (number) => `/spawn ${number}`,
		isFor: ({isHeldUp, needsPerson}) => isHeldUp && !needsPerson,
	},
	{
		id: 'merge',
		title: 'merge the pull request',
		command: () => '/merge',
		isFor: ({scene}) => scene.subject.task.command === '/merge',
	},
	{id: 'archive', title: 'archive it', command: () => '/todo', isFor: ({isSettled}) => isSettled},
	{
		id: 'again',
		title: 'implement it once more',
		command: (number) => `/implement ${number} --force`,
		isFor: ({isSettled}) => isSettled,
		against: ['it works on what counts as done'],
	},
	{
		id: 'recover',
		title: 'bring it back from the archive',
		command: (number) => `/task --recover ${number}`,
		isFor: ({scene}) => scene.evidence.entry === null && scene.isArchived,
		says: 'it stands in the archive, and its folder is here',
	},
	{
		id: 'fix-errors',
		title: 'have its errors looked into',
		command: (number) => `/errors --fix ${number}`,
		isFor: ({scene, isRunning}) => hasOpenErrors(scene) && !isRunning,
	},
	{
		id: 'expand',
		title: 'split it into smaller tasks',
		command: (number) => `/task --expand ${number}`,
		isFor: isOpen,
	},
	{
		id: 'abandon',
		title: 'give it up',
		command: (number) => `/task --abandon ${number}`,
		isFor: isOpen,
	},
];

/** What a person can type to go on, the likeliest first. */
export const guidance = (scene: Scene): readonly Option[] => {
	const {number} = scene.evidence;
	const situation = situationOf(scene);
	if (silenced(situation)) {
		return [];
	}

	const fitting = guides.filter(({isFor}) => isFor(situation));
	const options = fitting.flatMap((guide) => {
		const command = number === null ? null : guide.command(number);
		return command === null ? [] : [optionOf(situation, guide, command)];
	});
	// What the row advises comes first: with several ways out, it has chosen one.
	const {command} = scene.subject.task;
	const first = options.filter((option) => option.command === command);
	return [
		...answer(situation),
		...(first.length === 0 ? hint(situation) : first),
		...options.filter((option) => option.command !== command),
	];
};

const situationOf = (scene: Scene): Situation => {
	const {findings, subject} = scene;
	const {task} = subject;
	const blockers = blockersOf(findings);
	return {
		scene,
		advice: adviceFor(findings, task.status, blockers !== null),
		isHeldUp:
			task.status === 'blocked' ||
			((task.status === 'partial' || task.status === 'failed') && blockers !== null),
		isSettled: isSettled(task.status),
		isRunning: subject.status === 'running',
		needsPerson: task.humanRequired !== null,
	};
};

const optionOf = (
	situation: Situation,
	{id, title, says, against = [], goesOn}: Omit<Guide, 'command' | 'isFor'>,
	command: string | null,
): Option => {
	const {scene} = situation;
	const phase = id === 'implement' ? openPhaseOf(scene.findings) : null;
	const because = [becauseOf(situation), ...(says === undefined ? [] : [says])].join('; ');
	return {
		id,
		title: phase === null ? title : `${title}: phase ${phase} is open`,
		scope: 'task',
		because,
		against: [...stillAtWork(situation), ...against],
		refusal: null,
		changes: [],
		command,
		draft(disk) {
			const notes = [
				command === null
					? 'nothing is changed: a person decides'
					: 'nothing is changed: the command is for you to type to your agent',
			];
			return goesOn === true
				? artifactChecks(scene, disk, (checks) => ready([], {checks, notes}))
				: ready([], {notes});
		},
	};
};

/** Whoever starts a second agent on a task should know that there may be a first. */
const stillAtWork = ({isRunning, scene}: Situation): readonly string[] =>
	isRunning
		? [
				`somebody may be at work on it${scene.subject.lastSignAt === null ? '' : `: last sign of life ${ago(scene.subject.lastSignAt, scene.now)}`}`,
			]
		: [];

const becauseOf = ({scene}: Situation): string => {
	const {subject, evidence, findings, now} = scene;
	const {task, lastSignAt} = subject;
	const word = evidence.entry?.word ?? null;
	const said = word === null ? '' : `; state.json says ${word}`;
	const blockers = blockersOf(findings)?.says ?? null;
	switch (subject.status) {
		case 'interrupted': {
			return `nobody has worked on it${lastSignAt === null ? '' : ` for ${formatRoughly(now - lastSignAt)}`}${said}`;
		}

		case 'running': {
			return `it runs, and may have stopped${said}`;
		}

		case 'failed': {
			return `it failed: ${task.error?.message ?? 'no file says why'}`;
		}

		case 'partial':
		case 'blocked': {
			return blockers === null ? `it is ${subject.status}${said}` : `held up: ${blockers}`;
		}

		default: {
			return word === null
				? `${taskName(scene)} does not stand in state.json`
				: `state.json says ${word}`;
		}
	}
};

/** What only a person can settle: no command goes on from there. */
const answer = (situation: Situation): readonly Option[] => {
	const {humanRequired, command} = situation.scene.subject.task;
	return humanRequired === null || command === '/merge'
		? []
		: [
				{
					...optionOf(
						situation,
						{id: 'answer', title: 'answer or review it yourself', goesOn: true},
						null,
					),
					because: humanRequired,
				},
			];
};

/** The command that the last run itself left behind. */
const hint = (situation: Situation): readonly Option[] => {
	const {command} = situation.scene.subject.task;
	return command === null || situation.needsPerson
		? []
		: [
				optionOf(
					situation,
					{id: 'hint', title: 'do what its last run advises', goesOn: true},
					command,
				),
			];
};

/** While somebody is plainly at work, nothing is advised. */
const silenced = ({isRunning, scene}: Situation): boolean => {
	const {lastSignAt} = scene.subject;
	return isRunning && lastSignAt !== null && scene.now - lastSignAt < silences.silentAfterMs;
};
