import {evidenceLines} from '../analysis/explanation.ts';
import type {Row} from '../analysis/rows.ts';
import {summarise} from '../analysis/summary.ts';
import type {Origin} from '../model/origin.ts';
import type {TornFile} from '../store/torn-files.ts';
import type {Finding} from './finding.ts';
import {type HealthInput, healthReport, tornFilesReport} from './health-report.ts';
import type {StatusReport, TaskReport} from './report-schema.ts';
import {writtenTime, writtenTimeOrNull} from './written-time.ts';

export type StatusInput = {
	/** In the order they are to be written. */
	readonly rows: readonly Row[];
	readonly findings: readonly Finding[];
	readonly workspaces: readonly string[];
	readonly health: HealthInput;
	/** Files that are torn, or were; default: none. */
	readonly torn?: readonly TornFile[];
	/** Epoch milliseconds. */
	readonly now: number;
};

/** The document of `status --json`; the order of its keys is part of the contract. */
export const statusReport = (input: StatusInput): StatusReport => {
	const {rows, findings, workspaces, health, torn = [], now} = input;
	const {total, byStatus, attention} = summarise(rows);
	const dependents = dependentsOf(rows);
	return {
		version: 1,
		generatedAt: writtenTime(now),
		workspaces: [...workspaces],
		health: healthReport(health, torn),
		summary: {total, byStatus: {...byStatus}, attention},
		tasks: rows.map((row) => taskReport(row, dependents.get(row.task.key) ?? [], now)),
		problems: [...findings],
		tornFiles: tornFilesReport(torn, rows),
	};
};

/** Key -> ids of the tasks that name it as a dependency. */
const dependentsOf = (rows: readonly Row[]): ReadonlyMap<string, readonly string[]> => {
	const dependents = new Map<string, string[]>();
	for (const {task} of rows) {
		for (const key of new Set(task.dependencies.map((dependency) => dependency.key))) {
			if (key !== null) {
				const ids = dependents.get(key);
				if (ids) {
					ids.push(task.id);
				} else {
					dependents.set(key, [task.id]);
				}
			}
		}
	}

	return dependents;
};

const taskReport = (row: Row, dependents: readonly string[], now: number): TaskReport => {
	const {task} = row;
	return {
		key: task.key,
		id: task.id,
		title: task.title,
		format: task.format,
		workspace: task.workspace,
		group: task.group,
		section: task.section,
		kind: task.kind,
		status: row.status,
		rawStatus: task.rawStatus,
		stage: task.stage && {
			name: task.stage.name,
			index: task.stage.index,
			total: task.stage.total,
		},
		progress: task.progress,
		agent: task.agent,
		session: task.session,
		startedAt: writtenTimeOrNull(task.startedAt?.at),
		updatedAt: writtenTimeOrNull(task.updatedAt?.at),
		completedAt: writtenTimeOrNull(task.completedAt?.at),
		...durationOf(row, now),
		retries: task.retries,
		dependencies: task.dependencies.map(({id, raw}) => id ?? raw),
		dependents: [...dependents],
		priority: task.priority?.raw ?? null,
		priorityRank: task.priority?.rank ?? null,
		score: task.score,
		error: task.error && {
			message: task.error.message,
			category: task.error.category,
			severity: task.error.severity,
		},
		attention: row.attention.map(({code, message}) => ({code, message})),
		liveness: row.liveness && {
			verdict: row.liveness.verdict,
			since: writtenTimeOrNull(row.liveness.lastSignAt),
			reason: row.liveness.reason,
			threshold: Math.round(row.liveness.threshold.silentAfterMs),
			basis: row.liveness.threshold.basis,
			evidence: evidenceLines(row).map(({signal, at, says, weight, isSilent}) => ({
				signal,
				at: writtenTimeOrNull(at),
				says,
				weight,
				isSilent,
			})),
		},
		humanRequired: task.humanRequired,
		nextStep: task.nextStep,
		command: task.command,
		review: task.review && {state: task.review.state, detail: task.review.detail},
		artifacts: task.artifacts.map(({path, type, summary, exists}) => ({
			path,
			type,
			summary,
			exists,
		})),
		files: task.files.map(placeOf),
		sources: Object.fromEntries(
			Object.entries(task.sources)
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.map(([field, origin]) => [field, placeOf(origin)]),
		),
		isStale: row.isStale,
	};
};

const placeOf = ({path, line}: Origin): {path: string; line: number | null} => ({path, line});

const durationOf = (row: Row, now: number): Pick<TaskReport, 'durationMs' | 'elapsedSource'> => {
	if (row.runningSince === null) {
		return {durationMs: row.durationMs, elapsedSource: row.elapsedSource};
	}

	return {durationMs: Math.max(0, now - row.runningSince), elapsedSource: row.elapsedSource};
};
