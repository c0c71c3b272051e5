import type {Row} from '../../analysis/rows.ts';
import {retryRules} from '../../model/retry-rules.ts';
import type {Status} from '../../model/status.ts';
import type {Artifact, Task} from '../../model/task.ts';
import {formatAge} from '../../text/age.ts';

type Entry = readonly [label: string, value: string | number | null | undefined];

/** One `label: value` a line; what is not known is left out. */
const listed = (entries: readonly Entry[]): readonly string[] =>
	entries.flatMap(([label, value]) =>
		value === null || value === undefined || value === '' ? [] : [`${label}: ${value}`],
	);

/** Paths from the workspace on: the agent works there. */
const relative = (path: string, {workspace}: Task): string =>
	path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path;

export const identityLines = (task: Task): readonly string[] =>
	listed([
		['id', task.id],
		['title', task.title],
		['list', task.group],
		['section', task.section],
		['kind of work', task.kind],
		['workspace', task.workspace],
		['metadata', task.format],
	]);

/** What a date can hold; a time beyond it is damage. */
const lastMoment = 8.64e15;

export const whereLines = (
	{task, status, liveness, attention, isStale}: Row,
	now: number,
): readonly string[] => {
	const {stage, progress, startedAt, updatedAt} = task;
	const at = (moment: number | null | undefined): string | null =>
		moment === null || moment === undefined || Math.abs(moment) > lastMoment
			? null
			: `${new Date(moment).toISOString()} (${formatAge(now - moment)})`;
	return listed([
		['status', task.rawStatus === null ? status : `${status} (the file says "${task.rawStatus}")`],
		['why', liveness?.reason ?? attention[0]?.message],
		[
			'stage',
			stage &&
				`${stage.name}${stage.index === null || stage.total === null ? '' : ` (${stage.index} of ${stage.total} done)`}`,
		],
		['progress', progress === null ? null : `${Math.round(progress * 100)}%`],
		['steps', stepCount(task)],
		['last checkpoint', updatedAt && `${at(updatedAt.at)}, from ${updatedAt.source}`],
		['last sign of life', at(liveness?.lastSignAt)],
		['started', startedAt && `${at(startedAt.at)}, from ${startedAt.source}`],
		['agent', task.agent],
		['session', task.session],
		['retries so far', task.retries],
		['only a person can do it', task.humanRequired],
		['warning', isStale ? 'its file cannot be read now; these are the last good values' : null],
	]);
};

const stepCount = ({steps}: Task): string | null =>
	steps.length === 0
		? null
		: `${steps.filter(({status}) => status === 'completed').length} of ${steps.length} done`;

export const stepLines = (
	{steps}: Task,
	isWanted: (status: Status) => boolean,
): readonly string[] =>
	steps
		.filter(({status}) => isWanted(status))
		.map(({title, status}) =>
			status === 'completed' || status === 'pending' ? `- ${title}` : `- ${title} (${status})`,
		);

export const errorLines = ({error, retries}: Task): readonly string[] =>
	error === null
		? []
		: listed([
				['error', error.message],
				['category', error.category],
				['severity', error.severity],
				['advice', error.category && adviceFor(error.category, retries)],
			]);

const adviceFor = (category: keyof typeof retryRules, tried: number | null): string => {
	const {advice, retries} = retryRules[category];
	return tried !== null && tried >= retries
		? `${advice}; but ${tried} retries are used up (${retries} are usual): change something first`
		: advice;
};

export const artifactLines = (
	task: Task,
	isWanted: (artifact: Artifact) => boolean,
): readonly string[] =>
	task.artifacts
		.filter((artifact) => isWanted(artifact))
		.map(({path, exists, type, summary}) => {
			const state = exists === null ? 'not looked' : exists ? 'exists' : 'MISSING';
			return `- ${relative(path, task)}: ${[state, type, summary].filter(Boolean).join(', ')}`;
		});

export const nextLines = ({nextStep, command}: Task): readonly string[] =>
	listed([
		['next step', nextStep],
		['command', command],
	]);

export const factLines = ({facts}: Task): readonly string[] =>
	listed(facts.slice(0, 30).map(({label, value}): Entry => [label, value]));

/** More than this nobody reads before they begin. */
const mostFiles = 12;

export const firstToRead = (task: Task): readonly string[] => {
	const results = task.artifacts.filter(({exists}) => exists === true).map(({path}) => path);
	const places = task.files.map(({path, line}) => (line === null ? path : `${path}:${line}`));
	return [...new Set([...places, ...results].map((path) => relative(path, task)))].slice(
		0,
		mostFiles,
	);
};
