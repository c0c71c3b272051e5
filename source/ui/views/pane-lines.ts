import type {Surroundings} from '../app.tsx';
import type {Task} from '../../model/task.ts';
import type {TornFile} from '../../store/torn-files.ts';
import type {Frame} from '../frame.ts';
import type {Segment} from '../line.tsx';
import {overlayOf} from '../overlays/index.ts';
import {detailLines} from './detail-lines.ts';
import {metricsPlanOf} from './metrics/plan-of.ts';
import {problemLines} from './problem-lines.ts';
import {relationLines} from './relation-lines.ts';
import {happeningLines} from './timeline-lines.ts';
import {tornLines} from './torn-lines.ts';

type PaneLine = readonly Segment[];

/** The lines that scroll: of what lies over the lists, of the metrics, or details; else none. */
export const paneLines = (frame: Frame, surroundings: Surroundings): readonly PaneLine[] => {
	const {layout, metrics} = frame;
	const overlay = overlayOf(frame);
	return overlay?.lines
		? overlay.lines(frame, surroundings)
		: metrics
			? metricsPlanOf(frame, metrics, surroundings).lines
			: layout.details === 'none'
				? []
				: selectedLines(frame, surroundings);
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
