import {commands} from '../../commands/index.ts';
import {alertLines} from '../alerts/alert-lines.ts';
import type {Surroundings} from '../app.tsx';
import type {Task} from '../../model/task.ts';
import type {TornFile} from '../../store/torn-files.ts';
import type {Frame} from '../frame.ts';
import type {Segment} from '../line.tsx';
import {exportLines} from '../export/export-lines.ts';
import {panelLines} from '../recovery/panel-lines.ts';
import {detailLines} from './detail-lines.ts';
import {helpLines} from './help-lines.ts';
import {metricsViewLines} from './metrics/view-lines.ts';
import {problemLines} from './problem-lines.ts';
import {relationLines} from './relation-lines.ts';
import {versionsLines} from '../time-travel/versions-lines.ts';
import {happeningLines} from './timeline-lines.ts';
import {tornLines} from './torn-lines.ts';
import {watchedLines} from './watched-lines.ts';
import {whyLines} from './why-lines.ts';
import {workLines} from '../work/work-lines.ts';

type PaneLine = readonly Segment[];

/** The lines that scroll: help, what is watched, or details; none while nothing of the kind is open. */
export const paneLines = (frame: Frame, surroundings: Surroundings): readonly PaneLine[] => {
	const {screen, layout} = frame;
	switch (screen.overlay) {
		case 'help': {
			return helpLines(commands, layout.columns - 2);
		}

		case 'watched': {
			return watchedLines(frame, surroundings);
		}

		case 'why': {
			return frame.selected?.row
				? whyLines({
						row: frame.selected.row,
						now: frame.now,
						width: layout.columns - 2,
						formatTime: surroundings.formatTime,
					})
				: [];
		}

		case 'recover': {
			return frame.recovery
				? panelLines(frame.recovery, {width: layout.columns - 2, height: layout.bodyRows})
				: [];
		}

		case 'export': {
			return screen.exporting
				? exportLines(screen.exporting, screen.input.text, layout.columns - 2)
				: [];
		}

		case 'alerts': {
			return alertLines(screen.alerts, {
				width: layout.columns - 2,
				clock: (at) => surroundings.formatClock(at, frame.now),
				rowOf: (key) => frame.model.rowByKey.get(key),
			});
		}

		case 'versions': {
			const {versions} = frame.past;
			return versions
				? versionsLines(versions, {
						...surroundings,
						width: layout.columns - 2,
						height: layout.bodyRows,
					})
				: [];
		}

		case 'work': {
			return frame.work.panel
				? workLines(
						frame.work.panel,
						{width: layout.columns - 2, height: layout.bodyRows},
						frame.now,
						(at) => surroundings.formatClock(at, frame.now),
					)
				: [];
		}

		default: {
			return frame.metrics
				? metricsViewLines(frame.metrics, {
						width: layout.columns - 2,
						now: frame.now,
						isAboutErrors: screen.isAboutErrors,
					})
				: layout.details === 'none'
					? []
					: selectedLines(frame, surroundings);
		}
	}
};

const selectedLines = (
	{model, layout, now, selected, past, expectations}: Frame,
	{workspaces, formatTime, formatClock}: Surroundings,
): readonly PaneLine[] => {
	const width = layout.detailsColumns - 3;
	const clock = (at: number): string => formatClock(at, now);
	if (selected?.problem) {
		const {path} = selected.problem;
		const workspace = workspaces.find((folder) => path.startsWith(`${folder}/`));
		const torn = model.torn.get(path);
		return [
			...problemLines(selected.problem, selected.row, workspace ?? '', width),
			...(torn
				? [[], ...tornLines([torn], {now, width, workspace: workspace ?? '', formatClock: clock})]
				: []),
		];
	}

	const list = model.dependencyList;
	const position = selected?.outline?.position ?? null;
	const relations =
		list && position !== null ? relationLines(list.workPlan, position, {width, now}) : [];
	const what = selected?.happening
		? happeningLines(selected.happening, past.changes, {
				width,
				workspace:
					workspaces.find((folder) => selected.row?.task.workspace === folder) ??
					workspaces[0] ??
					'',
				formatTime,
				formatClock,
			})
		: [];
	return selected?.row
		? [
				...what,
				...relations,
				...detailLines({
					row: selected.row,
					problems: model.problems,
					now,
					width,
					formatTime,
					formatClock: clock,
					torn: tornAmong(selected.row.task, model.torn),
					life: past.life,
					expectations,
					rowOf: (key) => model.rowByKey.get(key),
				}),
			]
		: what;
};

const tornAmong = ({files}: Task, torn: ReadonlyMap<string, TornFile>): readonly TornFile[] =>
	torn.size === 0
		? []
		: [...new Set(files.map(({path}) => path))].flatMap((path) => torn.get(path) ?? []);
