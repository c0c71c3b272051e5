import {ready, refused} from '../../recovery.ts';
import type {MetaDocument} from '../gather.ts';
import {nameOf, parentOf, shownName} from '../place.ts';
import {normalWord, readResultWord} from '../status.ts';
import {credibleTime} from '../trust.ts';
import type {Phases} from '../values.ts';
import {commandAfter} from './next-command.ts';
import {
	firstOf,
	isInterrupted,
	mayWrite,
	type Precondition,
	timesAreKnown,
} from './preconditions.ts';
import {type Scene, taskName} from './scene.ts';
import {editEntry} from './state-edit.ts';
import {type Offering, taskOption} from './task-option.ts';
import {ago, named, utcSeconds} from './words.ts';

type Step = {
	/** Folder inside the one of the task that the step writes into. */
	readonly folder: string;
	readonly what: string;
	/** What the task is when the step is done. */
	readonly word: string;
};

/** Word of `state.json` while a step is being done -> what shows that it was. */
const steps: ReadonlyMap<string, Step> = new Map([
	['researching', {folder: 'reports', what: 'report', word: 'researched'}],
	['planning', {folder: 'plans', what: 'plan', word: 'planned'}],
	['implementing', {folder: 'summaries', what: 'summary', word: 'completed'}],
]);

/** Tells `state.json` what the files of an interrupted task show: that its step was done. */
export const reconcileStatus: Offering = (scene) => {
	const step = stepOf(scene);
	const artifact = step && newestIn(scene, step);
	if (scene.subject.status !== 'interrupted' || !step || !artifact) {
		return null;
	}

	const state = named(`${scene.root}/state.json`, scene.workspace);
	const {verdict} = scene.findings;
	return taskOption(scene, {
		id: 'reconcile-status',
		title: `call it ${step.word}: its ${step.what} is written`,
		because: `state.json still says ${scene.evidence.entry!.word}, and ${shownName(artifact.path)} was written ${ago(artifact.stat.modifiedAt, scene.now)}`,
		against: [
			'whether the step was really done to its end is not known: nobody said so',
			...(verdict.remark === 'postflight'
				? ['the result of its run is there: finishing the wrap-up records its artifacts too']
				: []),
		],
		changes: [`${state}: status ${step.word}, last_updated now`],
		command: '/task --sync',
		precondition: firstOf(
			mayWrite,
			isInterrupted,
			isInStep(step),
			timesAreKnown,
			isShown(step),
			hasNothingOpen(step),
		),
		plan: (fresh) => planOf(fresh, step),
	});
};

const stepOf = ({evidence}: Scene): Step | null =>
	steps.get(normalWord(evidence.entry?.word ?? '')) ?? null;

/** The artifact of a step that was written last. */
const newestIn = ({documents}: Scene, {folder}: Step): MetaDocument | null =>
	documents
		.filter(({path}) => nameOf(parentOf(path)) === folder)
		.reduce<MetaDocument | null>(
			(newest, document) => (newest === null || isBetter(document, newest) ? document : newest),
			null,
		);

const isBetter = (a: MetaDocument, b: MetaDocument): boolean =>
	a.stat.size > 0 === b.stat.size > 0 ? a.stat.modifiedAt > b.stat.modifiedAt : a.stat.size > 0;

const isInStep =
	(step: Step): Precondition =>
	(scene) =>
		stepOf(scene) === step ? null : `state.json says "${scene.evidence.entry?.word ?? ''}" by now`;

const isShown =
	(step: Step): Precondition =>
	(scene) => {
		const {evidence, state, now} = scene;
		const artifact = newestIn(scene, step);
		const updatedAt = credibleTime(evidence.entry?.lastUpdated ?? null, state?.readAt ?? 0);
		if (!artifact || artifact.stat.size === 0) {
			return artifact
				? `${shownName(artifact.path)} is empty`
				: `the ${step.what} is not there any more`;
		}

		if (updatedAt === null) {
			return `last_updated of ${taskName(scene)} can't be believed: whether the ${step.what} came later is not known`;
		}

		return artifact.stat.modifiedAt > updatedAt
			? null
			: `the newest ${step.what} is older than the step: it was written ${ago(artifact.stat.modifiedAt, now)}, the step began ${ago(updatedAt, now)}`;
	};

/** Nothing may speak against a task being completed. */
const hasNothingOpen =
	({word}: Step): Precondition =>
	(scene) =>
		word === 'completed' ? openWork(scene) : null;

const stopped: ReadonlySet<string> = new Set(['partial', 'blocked', 'failed']);

/** What of a task is not done, in words; null: nothing that the files tell of. */
export const openWork = ({findings, evidence}: Scene): string | null => {
	const {files} = findings;
	const told = [
		...files.runs.map(({document, value}) => ({document, word: value.word, phases: value.phases})),
		...(files.handoff
			? [
					{
						document: files.handoff.document,
						word: files.handoff.value.word,
						phases: files.handoff.value.phases,
					},
				]
			: []),
	];
	for (const {document, word, phases} of told) {
		if (stopped.has(readResultWord(word).status)) {
			return `${shownName(document.path)} says ${word}`;
		}

		if (isOpen(phases)) {
			return `${shownName(document.path)} counts ${phases.done} of ${phases.total} phases`;
		}
	}

	const open = files.plan?.value.phases.find(
		({status}) => status !== 'completed' && status !== 'skipped',
	);
	return open
		? `phase ${open.title} is open in ${shownName(files.plan!.document.path)}`
		: evidence.entry && isOpen(evidence.entry.phases)
			? `state.json counts ${evidence.entry.phases.done} of ${evidence.entry.phases.total} phases`
			: null;
};

const isOpen = ({done, total}: Phases): boolean => done !== null && total !== null && done < total;

const planOf = (scene: Scene, step: Step) => {
	const edited = editEntry(scene, () => [
		{path: ['status'], value: step.word},
		{path: ['last_updated'], value: utcSeconds(scene.now)},
	]);
	if ('refusal' in edited) {
		return refused(edited.refusal);
	}

	const artifact = newestIn(scene, step)!;
	const next = commandAfter(step.word, scene.evidence.number);
	return ready([edited.edit], {
		checks: [
			{
				title: named(artifact.path, scene.workspace),
				state: 'passed',
				detail: `there, written ${ago(artifact.stat.modifiedAt, scene.now)}, after the step began`,
			},
		],
		notes: ['/task --sync brings TODO.md in line', ...(next === null ? [] : [`to go on: ${next}`])],
	});
};
