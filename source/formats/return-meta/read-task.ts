import type {Problem} from '../../model/problem.ts';
import {readTime} from '../../model/time.ts';
import type {DocumentInput} from '../format.ts';
import {someOf} from '../task-limit.ts';
import {readArtifacts} from './artifacts.ts';
import {asCount, asList, asSaying, asText, type Fields} from './fields.ts';
import {malformed} from './parse-run.ts';
import {problem} from './problems.ts';
import {readBlockers, readPhases} from './read-shared.ts';
import {stateTaskSchema} from './schema.ts';
import {normalWord, readStateWord} from './status.ts';
import {flawOf} from './trust.ts';
import type {StateTask, StateValue} from './values.ts';

/** Line of a value inside one entry. */
export type EntryLines = (...path: readonly (string | number)[]) => number;

/** Keys of stamps: named after the status that was reached. */
const stampKeys = [
	'creating',
	'started',
	'researching',
	'researched',
	'planning',
	'planned',
	'revising',
	'revised',
	'implementing',
	'implemented',
	'completed',
	'abandoned',
	'partial_since',
];

/** Keys worth showing as they are. */
const noteKeys: readonly (readonly [string, string])[] = [
	['description', 'description'],
	['completion_summary', 'result'],
	['effort', 'effort'],
	['estimated_effort', 'effort'],
	['parent_task', 'part of task'],
	['subtasks', 'subtasks'],
	['related_tasks', 'related tasks'],
	['notes', 'notes'],
	['abandoned_reason', 'why abandoned'],
	['deferred_reason', 'why deferred'],
	['recommendation', 'recommendation'],
	['cross_repo_dependency', 'needs elsewhere'],
	['file_scope', 'files in scope'],
	['research_summary', 'research'],
	['plan_summary', 'plan'],
	['implementation_summary', 'implementation'],
];

/** One entry of `active_projects`, from any generation of the format. */
export const readStateTask = (
	entry: Fields,
	lines: EntryLines,
	root: string,
	workspace: string,
): StateTask => {
	const task = stateTaskSchema.parse(entry);
	const progress = task.partial_progress;
	const plan = task.plan_metadata;
	return {
		number: task.project_number,
		name: task.project_name,
		title: task.title,
		word: task.status,
		kind: task.task_type ?? task.language ?? task.type,
		topic: task.topic ?? task.section,
		priority: task.priority,
		session: task.session_id,
		// Some writers fill more than one of them; what both name is one dependency.
		dependencies: united([task.dependencies, task.depends_on, task.blocked_by]),
		blockers: readBlockers([entry, progress]),
		phases: readPhases([
			entry,
			progress,
			...('phases' in plan ? [{phases_total: asCount(plan['phases'])}] : []),
		]),
		artifacts: readArtifacts(task.artifacts, root, workspace),
		nextSteps: task.next_steps,
		lastUpdated: task.last_updated,
		created: task.created,
		stamps: stampsOf(entry),
		notes: noteKeys
			.map(([key, label]): [string, string | null] => [label, noteOf(entry[key])])
			.filter((note): note is [string, string] => note[1] !== null),
		lines: {
			entry: lines(),
			status: lines('status'),
			title: lines(task.title === null ? 'project_name' : 'title'),
			dependencies: lines('dependencies'),
			updated: lines('last_updated'),
			artifacts: lines('artifacts'),
		},
	};
};

const united = (lists: readonly unknown[]): readonly unknown[] => {
	const found: unknown[] = [];
	for (const list of lists) {
		const before = new Set(found.map((value) => asText(value)));
		for (const value of asList(list)) {
			if (!before.has(asText(value))) {
				found.push(value);
			}
		}
	}

	return found;
};

const noteOf = (value: unknown): string | null =>
	Array.isArray(value)
		? asText(
				value
					.map((item) => asText(item))
					.filter((item) => item !== null)
					.join(', '),
			)
		: asSaying(value);

const stampsOf = (entry: Fields): Readonly<Record<string, string>> => {
	// Without a prototype: words of files are looked up in it.
	const stamps: Record<string, string> = Object.create(null);
	for (const key of stampKeys) {
		const value = typeof entry[key] === 'string' ? asText(entry[key]) : null;
		if (value !== null) {
			stamps[key] = value;
		}
	}

	return stamps;
};

/** Findings about the entries of one `state.json`, each by itself. */
export const taskProblems = (input: DocumentInput, {tasks}: StateValue): Problem[] => {
	const {path} = input;
	const found: Problem[] = [];
	const oddSlugs: StateTask[] = [];
	const flaws = new Map<string, number>();
	let firstFlawLine: number | null = null;
	for (const task of tasks) {
		const name = task.number === null ? (task.name ?? 'a task') : `task ${task.number}`;
		if (task.number === null) {
			found.push(
				problem('task-number-shape', `${name} has no number`, {path, line: task.lines.entry}),
			);
		}

		if (/[/\s]/.test(task.name ?? '')) {
			oddSlugs.push(task);
		}

		if (readStateWord(task.word).isOff) {
			found.push(
				problem(
					'status-off-vocabulary',
					task.word === null
						? `${name} has no status`
						: `"${task.word}" (${name}) is not one of the words for a status`,
					{path, line: task.lines.status},
				),
			);
		}

		found.push(...malformed(input, task.lines.artifacts, task.artifacts), ...untouched(task, path));
		const flaw = task.lastUpdated === null ? null : flawOf(task.lastUpdated, input.readAt);
		if (flaw !== null) {
			flaws.set(flaw, (flaws.get(flaw) ?? 0) + 1);
			firstFlawLine ??= task.lines.updated;
		}
	}

	const [firstOdd] = oddSlugs;
	if (firstOdd) {
		found.push(
			problem(
				'slug-shape',
				`a slash or a blank stands in the project_name of ${oddSlugs.length === 1 ? 'task' : 'tasks'} ${someOf(oddSlugs.map(({number, name}) => number ?? name))}`,
				{path, line: firstOdd.lines.title},
			),
		);
	}

	if (flaws.size > 0) {
		found.push(
			problem(
				'time-implausible',
				`last_updated is not used as a time: ${[...flaws].map(([flaw, count]) => `${flaw} (${count === 1 ? 'once' : `${count} times`})`).join(', ')}`,
				{path, line: firstFlawLine},
			),
		);
	}

	return found;
};

/** `last_updated` may be this much older than the stamp of the present status. */
const touchToleranceMs = 5 * 60_000;

const untouched = (task: StateTask, path: string): Problem[] => {
	const stamp = task.stamps[normalWord(task.word ?? '')];
	const reached = readTime(stamp);
	const updated = readTime(task.lastUpdated);
	return reached && updated && !reached.isMidnight && reached.at > updated.at + touchToleranceMs
		? [
				problem(
					'state-not-touched',
					`task ${task.number ?? task.name} became ${task.word} at ${stamp}, but last_updated still says ${task.lastUpdated}`,
					{path, line: task.lines.updated},
				),
			]
		: [];
};
