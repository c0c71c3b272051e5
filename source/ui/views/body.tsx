import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Surroundings} from '../app.tsx';
import {DependencyTable} from '../components/dependency-table.tsx';
import {Pane} from '../components/pane.tsx';
import {Palette} from '../components/palette.tsx';
import {ProblemTable} from '../components/problem-table.tsx';
import {TimelineTable} from '../components/timeline-table.tsx';
import {TaskTable} from '../components/task-table.tsx';
import type {Frame} from '../frame.ts';
import {overlayOf} from '../overlays/index.ts';
import {emptyLines} from './empty-lines.ts';
import {MetricsView} from './metrics/metrics-view.tsx';
import {metricsPlanOf} from './metrics/plan-of.ts';
import {paneLines} from './pane-lines.ts';
import {Watched} from './watched.tsx';

/** What stands between the head of the screen and its last line. */
export const Body = ({
	frame,
	surroundings,
}: {
	readonly frame: Frame;
	readonly surroundings: Surroundings;
}): ReactNode => {
	const {screen, model, layout} = frame;
	if (screen.overlay === 'palette') {
		return (
			<Palette
				text={screen.input.text}
				index={screen.paletteIndex}
				width={layout.columns}
				height={layout.bodyRows}
			/>
		);
	}

	if (screen.overlay === 'watched') {
		return <Watched frame={frame} surroundings={surroundings} />;
	}

	const overlay = overlayOf(frame);
	if (!overlay?.lines && frame.metrics) {
		return (
			<MetricsView
				plan={metricsPlanOf(frame, frame.metrics, surroundings)}
				top={screen.detailsTop}
				width={layout.columns}
				height={layout.bodyRows}
			/>
		);
	}

	if (overlay?.lines) {
		const lines = paneLines(frame, surroundings);
		return (
			<Pane
				lines={lines}
				top={overlay.top?.(frame, lines) ?? screen.detailsTop}
				width={layout.columns}
				height={layout.bodyRows}
				hasBorder={false}
			/>
		);
	}

	return (
		<Box>
			{layout.details !== 'covering' &&
				(model.items.length === 0 ? (
					<Pane
						lines={emptyLines(frame, surroundings)}
						top={0}
						width={layout.tableColumns}
						height={layout.bodyRows}
						hasBorder={false}
					/>
				) : (
					<Table frame={frame} surroundings={surroundings} />
				))}
			{layout.details !== 'none' && (
				<Pane
					lines={paneLines(frame, surroundings)}
					top={screen.detailsTop}
					width={layout.detailsColumns}
					height={layout.bodyRows}
					hasBorder={layout.details === 'beside'}
				/>
			)}
		</Box>
	);
};

const Table = ({
	frame: {screen, model, layout, clockNow, visible, top, fitted, past},
	surroundings,
}: {
	readonly frame: Frame;
	readonly surroundings: Surroundings;
}): ReactNode =>
	screen.view === 'tasks' ? (
		<TaskTable
			fitted={fitted}
			visible={visible}
			selected={model.index - top}
			now={clockNow}
			width={layout.tableColumns}
			height={layout.tableRows}
			hasTitles={layout.hasColumnTitles}
			pinned={screen.pinned}
			marked={screen.marked}
			rowOf={(key) => model.rowByKey.get(key)}
		/>
	) : model.timelineList ? (
		<TimelineTable
			list={model.timelineList}
			isPast={past.journey !== null}
			visible={visible}
			selected={model.index - top}
			formatClock={surroundings.formatClock}
			formatTime={surroundings.formatTime}
			width={layout.tableColumns}
			height={layout.tableRows}
			hasTitles={layout.hasColumnTitles}
		/>
	) : model.dependencyList ? (
		<DependencyTable
			workPlan={model.dependencyList.workPlan}
			visible={visible}
			selected={model.index - top}
			now={clockNow}
			width={layout.tableColumns}
			height={layout.tableRows}
			hasTitles={layout.hasColumnTitles}
		/>
	) : (
		<ProblemTable
			visible={visible}
			selected={model.index - top}
			workspaces={surroundings.workspaces}
			width={layout.tableColumns}
			height={layout.tableRows}
			hasTitles={layout.hasColumnTitles}
		/>
	);
