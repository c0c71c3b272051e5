import {evidenceLines} from '../analysis/explanation.ts';
import type {Row} from '../analysis/rows.ts';
import type {Origin} from '../model/origin.ts';
import type {TaskReport} from './report-schema.ts';
import {writtenTimeOrNull} from './written-time.ts';

/**
Every row as it stands in JSON, made when it is asked for.

@param all the rows among which others may wait for them; a filter must not hide who waits.
*/
export function* taskReports(
	rows: readonly Row[],
	now: number,
	all: readonly Row[] = rows,
): Generator<TaskReport, void, undefined> {
	const dependents = dependentsOf(all);
	for (const row of rows) {
		yield taskReport(row, dependents.get(row.task.key) ?? [], now);
	}
}

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
