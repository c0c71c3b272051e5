import {isSettled, type Status} from '../model/status.ts';
import {formatDuration} from '../text/duration.ts';
import {statusGlyphs} from '../model/status-glyphs.ts';
import {harmless} from '../text/harmless.ts';
import type {Row} from './rows.ts';

/** The meaning of a piece of text; the theme turns it into a colour. */
export type Tone = Status | 'plain' | 'dim' | 'strong' | 'accent' | 'warning';

/** A column of the task table, on the screen and in print. */
export type Column = {
	readonly id: string;
	readonly title: string;
	readonly align: 'left' | 'right';
	/** Columns it needs to be of use. */
	readonly minimumWidth: number;
	/** Columns beyond which it does not grow. */
	readonly maximumWidth: number;
	/** Its share, against the others', of the room that is left over. */
	readonly growth: number;
	/** 0 stays longest when room runs out. */
	readonly priority: number;
	/** `waits` is what `wait-text.ts` says of the row; absent: not asked. */
	readonly text: (row: Row, now: number, waits?: string | null) => string;
	readonly tone: (row: Row) => Tone;
	/** Left out while no row has anything to show in it. */
	readonly isOptional: boolean;
	/** Left out while all rows show the same: a column that never differs tells nothing. */
	readonly isHiddenWhenUniform?: boolean;
};

const barWidth = 10;

/** `━━━━━━────`, for a share from 0 to 1. */
export const bar = (share: number, width = barWidth): string => {
	const room = Math.max(0, width);
	const filled = Math.round(Math.min(1, Math.max(0, share)) * room);
	return '━'.repeat(filled) + '─'.repeat(room - filled);
};

/** Words for a stage that say no more than the mark of the status does. */
const emptyStages: ReadonlySet<string> = new Set(['not_started', 'abandoned', 'expanded']);

const repeatsStatus = (name: string, status: Status): boolean =>
	name === status || emptyStages.has(name);

/** Where the task is: a bar and a count when both are known, else words. */
export const stageText = ({task, status}: Row): string => {
	const {stage, progress} = task;
	const isMoving = status === 'running' || status === 'interrupted' || status === 'partial';
	const count =
		stage?.index !== null && stage?.index !== undefined
			? stage.total === null
				? `${stage.index}`
				: `${stage.index}/${stage.total}`
			: progress !== null && progress > 0 && progress < 1
				? `${Math.round(progress * 100)}%`
				: '';
	const share =
		stage?.index !== null && stage?.index !== undefined && stage.total
			? stage.index / stage.total
			: progress;
	const name = stage === null || repeatsStatus(stage.name, status) ? '' : stage.name;
	if (isMoving && share !== null && count !== '') {
		return [bar(share, 6), count, name].filter(Boolean).join(' ');
	}

	return [name, count].filter(Boolean).join(' ');
};

/** What went wrong, what presses, or what to do next: the one thing to know about a row. */
export const noteText = (
	{task, attention, status, isStale}: Row,
	waits: string | null = null,
): string => {
	const next =
		// What runs needs no one to do the next step, unless something is the matter with it.
		isSettled(status) || (status === 'running' && attention.length === 0) ? null : task.nextStep;
	const parts: (string | null)[] = [
		attention[0]?.message ?? null,
		waits,
		status === 'failed' || status === 'partial' || status === 'interrupted'
			? (task.error?.message ?? null)
			: null,
		// What waits for others is not to be begun.
		waits === null ? next : null,
		isStale && !isSettled(status) ? 'file unreadable' : null,
	];
	return [...new Set(parts.filter((part) => part !== null && part !== ''))].join(' · ');
};

const isQuiet = ({status}: Row): boolean => isSettled(status);

/** Text that matters less: of rows that are done, or whose file cannot be read. */
const quietly =
	(tone: Tone) =>
	(row: Row): Tone =>
		isQuiet(row) || row.isStale ? 'dim' : tone;

export const columns: readonly Column[] = [
	{
		id: 'status',
		title: '',
		align: 'left',
		minimumWidth: 1,
		maximumWidth: 1,
		growth: 0,
		priority: 0,
		text: ({status}) => statusGlyphs[status],
		tone: ({status, isStale}) => (isStale ? 'dim' : status),
		isOptional: false,
	},
	{
		id: 'id',
		title: 'ID',
		align: 'left',
		minimumWidth: 7,
		maximumWidth: 12,
		growth: 8,
		priority: 1,
		text: ({task}) => task.id,
		tone: quietly('plain'),
		isOptional: false,
	},
	{
		id: 'title',
		title: 'TASK',
		align: 'left',
		minimumWidth: 18,
		maximumWidth: 70,
		growth: 7,
		priority: 0,
		text: ({task}) => task.title,
		// What moves and what needs somebody stands out; the rest is there to be looked up.
		tone: (row) =>
			isQuiet(row) || row.isStale
				? 'dim'
				: row.status === 'running' || row.attention.length > 0
					? 'strong'
					: 'plain',
		isOptional: false,
	},
	{
		id: 'workspace',
		title: 'PROJECT',
		align: 'left',
		minimumWidth: 8,
		maximumWidth: 20,
		growth: 1,
		priority: 4,
		text: ({task}) => harmless(task.workspace.slice(task.workspace.lastIndexOf('/') + 1)),
		tone: () => 'dim',
		isOptional: true,
		isHiddenWhenUniform: true,
	},
	{
		id: 'group',
		title: 'GROUP',
		align: 'left',
		minimumWidth: 10,
		maximumWidth: 28,
		growth: 1,
		priority: 7,
		// Its last name: what is before it is the same for most, and stands in the details.
		text: ({task}) => task.group.slice(task.group.lastIndexOf('/', task.group.length - 2) + 1),
		tone: () => 'dim',
		isOptional: true,
		isHiddenWhenUniform: true,
	},
	{
		id: 'stage',
		title: 'STAGE',
		align: 'left',
		minimumWidth: 10,
		maximumWidth: 34,
		growth: 2,
		priority: 5,
		text: stageText,
		tone: (row) => (row.isStale ? 'dim' : row.status === 'running' ? 'accent' : 'dim'),
		isOptional: true,
	},
	{
		id: 'agent',
		title: 'AGENT',
		align: 'left',
		minimumWidth: 8,
		maximumWidth: 18,
		growth: 1,
		priority: 6,
		text: ({task}) => task.agent ?? '',
		tone: quietly('plain'),
		isOptional: true,
		isHiddenWhenUniform: true,
	},
	{
		id: 'elapsed',
		title: 'ELAPSED',
		align: 'right',
		minimumWidth: 7,
		maximumWidth: 7,
		growth: 0,
		priority: 2,
		text: ({runningSince, durationMs}, now) =>
			runningSince === null
				? durationMs === null
					? ''
					: formatDuration(durationMs)
				: formatDuration(now - runningSince),
		tone: quietly('plain'),
		isOptional: false,
	},
	{
		id: 'retries',
		title: 'TRY',
		align: 'right',
		minimumWidth: 3,
		maximumWidth: 3,
		growth: 0,
		priority: 4,
		// Which try it is: the first is the rule, and goes without saying.
		text: ({task}) => (task.retries === null || task.retries === 0 ? '' : `${task.retries + 1}`),
		tone: ({task}) => ((task.retries ?? 0) > 0 ? 'warning' : 'dim'),
		isOptional: true,
	},
	{
		id: 'note',
		title: 'ERROR OR NEXT STEP',
		align: 'left',
		minimumWidth: 20,
		maximumWidth: 90,
		growth: 11,
		priority: 3,
		text: (row, _, waits) => noteText(row, waits),
		tone: (row) =>
			row.isStale || isQuiet(row)
				? 'dim'
				: row.status === 'failed' || row.status === 'interrupted'
					? row.status
					: row.attention.some(({code}) => code !== 'quiet')
						? 'warning'
						: 'dim',
		isOptional: true,
	},
];
