import {type Attention} from '../../model/attention.ts';
import type {Activity} from '../../model/activity.ts';
import {type Artifact, blankTask, type Dependency, type Task} from '../../model/task.ts';
import type {FileStat} from '../format.ts';
import {planActivity, recordActivity, type Rhythm} from './activity.ts';
import {artifactFields, artifactPath} from './artifacts.ts';
import {executorCommand} from './command.ts';
import {leadingNumber, plain, readPriority} from './cells.ts';
import type {Entry} from './entries.ts';
import {factsOf} from './facts.ts';
import {type Retrying, retryingOf} from './retrying.ts';
import {sourcesOf} from './sources.ts';
import {planTimeFields, timesOf, trusted} from './task-times.ts';

/** What the rows of a group have in common. */
export type Context = {
	/** Absolute path of the project folder. */
	readonly project: string;
	readonly workspace: string;
	/** The list as people call it. */
	readonly label: string;
	readonly databasePath: string | null;
	readonly rhythm: Rhythm;
	/** Added to local times of the backlog; null: this machine's zone. */
	readonly offset: number | null;
	/** The clock when the newest of the documents was read. */
	readonly readAt: number;
	readonly backlogChangedAt: number | null;
	readonly lastUpdated: string | null;
	readonly referenceStats: ReadonlyMap<string, FileStat | null>;
	readonly backlogStaleSince: number | null;
	readonly databaseStaleSince: number | null;
};

/** What was found out about an entry by looking at the others. */
export type Relations = {
	readonly order: number;
	readonly dependencies: readonly Dependency[];
	readonly finishedBlockers: readonly string[];
	/** Something it depends on is known not to be done yet. */
	readonly isWaiting: boolean;
};

export const taskOf = (entry: Entry, relations: Relations, context: Context): Task => {
	const {item, record, together, recorded} = entry;
	const {metadata = null, execution = null, attempts = null} = record ?? {};
	const retrying = retryingOf(entry);
	const isRecord = recorded !== null && together.status === recorded;
	const human = humanOf(entry);
	const base: Task = {
		...blankTask({
			key: entry.key,
			id: entry.id,
			title: entry.title,
			format: 'backlog',
			workspace: context.workspace,
			group: context.label,
		}),
		order: relations.order,
		section: item?.section ?? null,
		status: together.status,
		rawStatus: isRecord ? execution!.status : (item?.status?.raw ?? execution?.status ?? null),
		progress: together.status === 'completed' ? 1 : isRecord ? (execution?.progress ?? null) : null,
		stage: stageOf(entry, retrying),
		agent: execution?.agent ?? null,
		...timesOf(entry, context.offset, context.readAt),
		retries: retrying.retries,
		priority: readPriority(item?.field('priority')?.value ?? metadata?.priority ?? null),
		score:
			leadingNumber(item?.field('score_total')?.value ?? null) ?? metadata?.score_total ?? null,
		humanRequired: human,
		dependencies: relations.dependencies,
		error: retrying.error,
		activity: activityOf(entry, context),
		artifacts: artifactsOf(entry, context),
		facts: factsOf(entry),
		staleSince: staleSinceOf(entry, context),
		files: [
			...(item?.places ?? []).map(({origin}) => origin),
			...(record && context.databasePath !== null
				? [{path: context.databasePath, line: null}]
				: []),
		],
		sources: sourcesOf(entry, context.databasePath, attempts !== null),
	};
	return {
		...base,
		attention: attentionOf(entry, relations, retrying, base, context),
		nextStep: nextStepOf(entry, relations, retrying, human),
		command: canStart(entry) && human === null ? executorCommand(entry) : null,
	};
};

/** Why a person is needed, as backlog or database say it; null: neither does. */
export const humanOf = ({item, record}: Entry): string | null => {
	const isMarked = /^(?:true|yes|1)\b/i.test(item?.field('human_required')?.value ?? '');
	const recorded = record?.metadata?.human_required === 1 ? record.metadata : null;
	if (!isMarked && !recorded) {
		return null;
	}

	const reason = isMarked ? item?.field('reason')?.value : undefined;
	return plain(reason ?? recorded?.human_reason ?? 'a person must do it');
};

const stageOf = ({together, recorded, record}: Entry, {isQueued}: Retrying): Task['stage'] => {
	const name = isQueued
		? 'retry queued'
		: together.status === recorded && (recorded === 'running' || recorded === 'failed')
			? (record?.attempts?.stage ?? null)
			: null;
	return name === null ? null : {name, index: null, total: null};
};

const activityOf = (entry: Entry, context: Context): Activity | null => {
	if (entry.together.status !== 'running') {
		return null;
	}

	if (entry.recorded === 'running') {
		return recordActivity(entry.record!, context.rhythm);
	}

	const times = planTimeFields(entry, context.offset);
	return planActivity(entry, {
		startedAt: trusted(times.startedAt, context.readAt),
		updatedAt: trusted(times.updatedAt, context.readAt),
		fileChangedAt: context.backlogChangedAt,
		lastUpdated: context.lastUpdated,
	});
};

const artifactsOf = ({item}: Entry, context: Context): Artifact[] =>
	artifactFields.flatMap(({name, type}) => {
		const field = item?.field(name);
		if (!field) {
			return [];
		}

		const path = artifactPath(field.value, context.project, context.workspace);
		const stat = path === null ? undefined : context.referenceStats.get(path);
		return [
			{path: field.value, type, summary: null, exists: stat === undefined ? null : stat !== null},
		];
	});

const staleSinceOf = ({item, record}: Entry, context: Context): number | null => {
	const times = [
		item ? context.backlogStaleSince : null,
		record ? context.databaseStaleSince : null,
	].filter((at) => at !== null);
	return times.length > 0 ? times.reduce((earliest, at) => Math.min(earliest, at)) : null;
};

const attentionOf = (
	{item, together, recorded}: Entry,
	{finishedBlockers, isWaiting}: Relations,
	retrying: Retrying,
	task: Task,
	{rhythm}: Context,
): readonly Attention[] => {
	const found: Attention[] = [];
	if (task.status === 'blocked' && item?.status?.needsSetup) {
		found.push({code: 'setup-needed', message: 'a person must set it up'});
	}

	if (task.status === 'pending' && task.humanRequired !== null && !isWaiting) {
		found.push({code: 'person-needed', message: task.humanRequired});
	}

	if (retrying.isExhausted) {
		found.push({
			code: 'retries-exhausted',
			message: `${retrying.used} of ${retrying.allowed} retries used`,
		});
	}

	if (together.isUnrecorded) {
		found.push({
			code: 'finished-not-recorded',
			message: `done, but the backlog still says ${item?.status?.raw ?? 'nothing'}`,
		});
	} else if (together.disagree) {
		found.push({
			code: 'disagreement',
			message: `the backlog says ${item?.status?.raw ?? 'nothing'}, the database ${recorded}`,
		});
	} else if (item?.conflict) {
		const [one, other] = item.conflict;
		found.push({
			code: 'disagreement',
			message: `line ${one.origin.line} says ${one.value}, line ${other.origin.line} ${other.value}`,
		});
	}

	if (finishedBlockers.length > 0) {
		found.push({
			code: 'blocker-finished',
			message: `blocked by ${finishedBlockers.join(', ')}, which is completed`,
		});
	}

	if (retrying.isQueued && task.updatedAt) {
		found.push({
			code: 'waiting-for-nobody',
			message: 'a retry is queued and nobody has started it',
			activeFrom: task.updatedAt.at + retrying.delay.most + rhythm.interruptedAfterMs,
		});
	}

	if (task.activity && !task.activity.signals.some(({weight}) => weight === 'life')) {
		found.push({code: 'left-in-progress', message: 'in progress, and nothing says since when'});
	}

	return found;
};

const nextStepOf = (
	{item, id, together}: Entry,
	{finishedBlockers}: Relations,
	retrying: Retrying,
	human: string | null,
): string | null => {
	const planned = item?.field('do_next')?.value ?? item?.field('next_steps')?.value ?? null;
	const isOpen = !['completed', 'cancelled', 'skipped'].includes(together.status);
	if (together.isUnrecorded) {
		return `set ${id} to done in the backlog`;
	}

	if (!isOpen) {
		return null;
	}

	if (human !== null) {
		return planned ?? `a person must do it: ${human}`;
	}

	if (finishedBlockers.length > 0) {
		return `release it: ${finishedBlockers.join(', ')} is completed`;
	}

	if (item?.status?.needsSetup) {
		const how = item.field('instructions')?.value ?? item.field('setup')?.value;
		return how ? `set it up: ${how}` : 'a person must set it up';
	}

	const holdUp = together.status === 'blocked' && item ? holdUpOf(item) : null;
	if (holdUp !== null) {
		return planned === null ? holdUp : `${holdUp}; then: ${planned}`;
	}

	return together.status === 'failed' && retrying.retries !== null
		? retrying.advice
		: retrying.isQueued
			? 'start the queued retry'
			: planned;
};

/** What holds it up, where the status says more than that something does. */
const holdUpOf = (item: NonNullable<Entry['item']>): string | null => {
	const raw = item.status?.raw ?? '';
	const named = item.field('blocked_by')?.value ?? null;
	const words = raw.slice(0, 200).match(/\p{L}+/gu) ?? [];
	return words.length > 1 ? raw : named === null ? null : `blocked by ${named}`;
};

const canStart = ({together: {status}}: Entry): boolean =>
	status === 'pending' || status === 'failed';
