import path from 'node:path';
import {workPlanOf} from '../../analysis/dependencies/work-plan.ts';
import {errorReportOf} from '../../analysis/errors/error-report.ts';
import {parseFilter} from '../../analysis/filter.ts';
import {metricsOf} from '../../analysis/metrics/metrics.ts';
import {attemptsWithin, type Window} from '../../analysis/metrics/population.ts';
import type {ExportInput} from '../../export/exporter.ts';
import {selectionOf} from '../../export/selection.ts';
import {historyFile, openReader} from '../../history/history.ts';
import {keptTransitions} from '../../history/kept-transitions.ts';
import {mostPlans} from '../../history/kept-record.ts';
import {knownAttempts} from '../../history/known-attempts.ts';
import {localTime} from '../../ui/local-time.ts';
import type {Taken} from '../snapshot.ts';
import {stateFolder, surroundings} from '../user-folders.ts';

export type Gathered = {
	readonly input: ExportInput;
	/** Tasks and attempts left out because nothing tells when they were. */
	readonly withoutTime: number;
	readonly unknownFields: readonly string[];
	/** Closes the histories; `input` must not be asked afterwards. */
	readonly close: () => void;
};

/** Everything a report can be made from; what costs much is made when it is asked for, and once. */
export const gather = async (
	taken: Pick<
		Taken,
		'workspaces' | 'settings' | 'state' | 'rows' | 'findings' | 'dependencies' | 'now'
	>,
	{filter, window}: {readonly filter: string; readonly window: Window},
): Promise<Gathered> => {
	const {workspaces, settings, state, rows, findings, dependencies, now} = taken;
	const histories = settings.history.isEnabled ? await openHistories(workspaces) : [];
	const selection = selectionOf({
		rows,
		findings,
		filter,
		window,
		changedAt: (file) => state.documents.get(file)?.stat.modifiedAt ?? null,
		now,
	});
	const attempts = once(() =>
		knownAttempts(
			histories.flatMap(({queries}) => queries.attempts()).filter(({format}) => among(format)),
			state,
			rows,
		),
	);
	const among = (format: string): boolean =>
		settings.formats.length === 0 || settings.formats.some((name) => name === format);
	const meant = once(() =>
		attempts().filter(({task, id, title, outcome: status, group, agent, kind, error}) =>
			selection.isMeant({task, id, title, status, known: {group, agent, kind, error}}),
		),
	);
	const workPlan = once(() => workPlanOf(dependencies, rows));
	return {
		input: {
			rows: selection.rows,
			allRows: rows,
			findings: selection.findings,
			attempts: once(() => attemptsWithin(meant(), window)),
			*transitions() {
				const {since, until} = window;
				const span = {...(since !== null && {from: since}), ...(until !== null && {until})};
				for (const transition of keptTransitions(histories, span)) {
					if (among(formatOf(transition.task)) && selection.isMeant(transition)) {
						yield transition;
					}
				}
			},
			metrics: once(() =>
				metricsOf({
					attempts: attempts(),
					rows,
					window,
					filter: parseFilter(filter),
					thresholds: settings.metrics,
					offsetMs: -new Date(now).getTimezoneOffset() * 60_000,
				}),
			),
			errors: once(() =>
				errorReportOf({
					attempts: meant(),
					journal: histories.flatMap(({queries}) => queries.audit(mostPlans)),
					window:
						window.since === null && window.until === null
							? null
							: {from: window.since ?? 0, until: window.until ?? now},
					hourOf: (at) => new Date(at).getHours(),
				}),
			),
			workPlan,
			cycles: dependencies.cycles,
			isSelected: selection.isSelected,
			workspaces,
			filter,
			window,
			now,
			// A damaged file may tell a time that no calendar has.
			timeText: (at) => (Number.isNaN(new Date(at).getTime()) ? 'unknown' : localTime(at)),
		},
		withoutTime: selection.withoutTime,
		unknownFields: selection.unknownFields,
		close() {
			for (const {database} of histories) {
				database.close();
			}
		},
	};
};

const openHistories = async (workspaces: readonly string[]) => {
	const readers = [];
	for (const workspace of workspaces) {
		const file = path.join(stateFolder(surroundings(), workspace), historyFile);
		readers.push(await openReader(file));
	}

	return readers.filter((reader) => reader !== null);
};

/** A key begins with its format. */
const formatOf = (key: string): string => key.slice(0, Math.max(0, key.indexOf(':')));

const once = <Value>(make: () => Value): (() => Value) => {
	let made: {readonly value: Value} | null = null;
	return () => (made ??= {value: make()}).value;
};
