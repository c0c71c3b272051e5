import type {Origin} from '../../model/origin.ts';
import type {Problem} from '../../model/problem.ts';
import {type Artifact, blankTask, type Priority, type Task} from '../../model/task.ts';
import {activityOf} from './activity.ts';
import {attentionOf, personNeededFor} from './attention.ts';
import type {Evidence} from './evidence.ts';
import {factsOf} from './facts.ts';
import {failureOf} from './failure.ts';
import {type Findings, weigh} from './findings.ts';
import {asText} from './fields.ts';
import type {MetaDocument} from './gather.ts';
import {nextStepOf} from './next-step.ts';
import {plain} from './parse-progress.ts';
import {rowProblems} from './row-problems.ts';
import {timesOf} from './row-times.ts';
import {isSameSession} from './sessions.ts';
import {stageOf, stepsOf} from './stage.ts';
import {normalWord, readResultWord, readStateWord} from './status.ts';

export type Row = {readonly task: Task; readonly problems: readonly Problem[]};

/** One row, from everything that is known about one task. */
export const rowOf = (evidence: Evidence): Row => {
	const findings = weigh(evidence);
	const {current, verdict, files, session} = findings;
	const {entry, state} = evidence;
	const failure = failureOf(findings);
	const status = failure.isFatal ? 'failed' : verdict.status;
	const person = personNeededFor(findings, status);
	const blockers = blockersOf(findings);
	const stage = stageOf(findings);
	const next = nextStepOf(findings, status, person, blockers?.says ?? null);
	const run = current.run;
	const inState = (line: number | undefined): Origin | undefined =>
		state && line !== undefined ? {path: state.path, line} : undefined;
	const ofRun = (line: number | undefined): Origin | undefined =>
		run && line !== undefined ? {path: run.document.path, line} : undefined;
	const agent = agentOf(findings);
	const task: Task = {
		...blankTask({
			key: evidence.key,
			id: evidence.id,
			title: titleOf(evidence),
			format: 'return-meta',
			workspace: evidence.workspace,
			group: evidence.label,
		}),
		order: evidence.order,
		section: entry?.topic ?? null,
		status,
		rawStatus:
			verdict.by === 'run'
				? (run?.value.word ?? null)
				: verdict.by === 'handoff'
					? (files.handoff?.value.word ?? null)
					: (entry?.word ?? null),
		stage: stage.stage,
		progress: stage.progress,
		agent,
		session,
		kind: entry?.kind ?? null,
		...timesOf(findings),
		retries: retriesOf(findings),
		priority: priorityOf(entry?.priority ?? null),
		humanRequired: person?.message ?? null,
		dependencies: evidence.dependencies,
		wave: waveOf(evidence),
		error: failure.error,
		attention: attentionOf(findings, status, person),
		nextStep: next.nextStep,
		command: next.command,
		artifacts: artifactsOf(findings),
		steps: stepsOf(findings),
		facts: factsOf(findings, blockers?.says ?? null),
		// A file that says it is at work gets a verdict, also where the record knows better.
		activity: status === 'running' || verdict.remark === 'leftover' ? activityOf(findings) : null,
		files: filesOfRow(findings),
		sources: withoutGaps({
			title: inState(entry?.lines.title),
			status: verdict.by === 'run' ? ofRun(run?.value.lines.status) : inState(entry?.lines.status),
			stage: stage.origin ?? undefined,
			progress: stage.origin ?? undefined,
			agent: agent === run?.value.agent ? ofRun(run?.value.lines.agent) : undefined,
			session: session === run?.value.session ? ofRun(run?.value.lines.session) : undefined,
			updatedAt: inState(entry?.lines.updated),
			dependencies: inState(entry?.lines.dependencies),
			error: failure.origin ?? undefined,
			nextStep: next.origin ?? undefined,
		}),
		staleSince: staleSinceOf(findings),
	};
	return {task, problems: rowProblems(findings)};
};

const withoutGaps = (sources: Record<string, Origin | undefined>): Task['sources'] =>
	Object.fromEntries(Object.entries(sources).filter(([, origin]) => origin !== undefined));

const waveOf = ({number, batches}: Evidence): number | null =>
	number === null
		? null
		: (batches.map(({value}) => value.waves.get(number)).find((wave) => wave !== undefined) ??
			null);

const titleOf = ({entry, folder, id}: Evidence): string => {
	const written = plain(entry?.title ?? '');
	const name = plain((entry?.name ?? folder?.slug ?? '').replaceAll('_', ' '));
	return written || name || `task ${id}`;
};

/** What holds a task up, in the words of its files. */
export const blockersOf = ({
	evidence,
	current,
	files,
	verdict,
}: Findings): {readonly says: string} | null => {
	if (verdict.status === 'completed') {
		return null;
	}

	const isStuck = verdict.status === 'partial' || verdict.status === 'blocked';
	const says =
		current.run?.value.blockers ??
		evidence.entry?.blockers ??
		(isStuck ? (files.handoff?.value.blockers ?? null) : null);
	return says === null ? null : {says};
};

/** The agent at work, or the one that a batch or a wrap-up names for it. */
const agentOf = ({evidence, current, files, verdict}: Findings): string | null => {
	const {number, entry, batches} = evidence;
	const step = readStateWord(entry?.word ?? null).step === 1 ? 'research' : 'implement';
	const named =
		verdict.status === 'running'
			? (batches
					.map(({value}) => value.agents[step])
					.map((agents) =>
						typeof agents === 'object' && agents !== null && number !== null
							? asText(Reflect.get(agents, String(number)))
							: null,
					)
					.find((agent) => agent !== null) ?? null)
			: null;
	return current.run?.value.agent ?? named ?? files.marker?.value.skill ?? null;
};

/** Attempts after the first, where an error log or an outdated run tells of them. */
const retriesOf = ({evidence, current, session}: Findings): number | null => {
	const interruptions = evidence.errors.filter(
		({type}) => type === 'delegation_interrupted',
	).length;
	const replaced =
		current.outdated &&
		readResultWord(current.outdated.value.word).status === 'running' &&
		!isSameSession(current.outdated.value.session, session)
			? 1
			: 0;
	const count = interruptions + replaced;
	return count > 0 || evidence.errorLog !== null ? count : null;
};

const ranks: ReadonlyMap<string, number> = new Map([
	['critical', 0],
	['urgent', 0],
	['high', 1],
	['medium', 2],
	['normal', 2],
	['low', 3],
]);

const priorityOf = (raw: string | null): Priority | null =>
	raw === null ? null : {raw, rank: ranks.get(normalWord(raw)) ?? null};

const artifactsOf = ({evidence, current}: Findings): readonly Artifact[] => {
	const found = new Map<string, Artifact>();
	const add = (document: MetaDocument | null, items: readonly ListedItem[] = []): void => {
		for (const {path, type, summary, target} of items) {
			const stat = target === null ? undefined : document?.referenceStats.get(target);
			found.set(path, {path, type, summary, exists: stat === undefined ? null : stat !== null});
		}
	};

	add(evidence.state, evidence.entry?.artifacts.items);
	add(current.run?.document ?? null, current.run?.value.artifacts.items);
	return [...found.values()];
};

type ListedItem = NonNullable<Evidence['entry']>['artifacts']['items'][number];

const filesOfRow = ({evidence, files, current}: Findings): readonly Origin[] => {
	const {entry, state} = evidence;
	const others = [files.handoff, files.lock, files.marker, files.plan, files.progress];
	return [
		...(current.run
			? [{path: current.run.document.path, line: current.run.value.lines.status}]
			: []),
		...(entry && state ? [{path: state.path, line: entry.lines.entry}] : []),
		...(current.outdated ? [{path: current.outdated.document.path, line: null}] : []),
		...others.flatMap((other) => (other ? [{path: other.document.path, line: null}] : [])),
	];
};

const staleSinceOf = ({evidence, current, files}: Findings): number | null => {
	const times = [
		evidence.stateStaleSince,
		current.run?.staleSince ?? null,
		files.handoff?.staleSince ?? null,
	].filter((time) => time !== null);
	return times.length > 0 ? times.reduce((earliest, at) => Math.min(earliest, at)) : null;
};
