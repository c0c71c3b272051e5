import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {ViewId} from '../../commands/screen-state.ts';
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
export const Body = ({frame, surroundings}: BodyProperties): ReactNode => {
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
					tables[screen.view]({frame, surroundings})
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

type BodyProperties = {readonly frame: Frame; readonly surroundings: Surroundings};

/** Where a view's lines stand, the same for all tables. */
const placeOf = ({model, layout, visible, top}: Frame) => ({
	visible,
	selected: model.index - top,
	width: layout.tableColumns,
	height: layout.tableRows,
	hasTitles: layout.hasColumnTitles,
});

/** How each view draws its lines; null: it has none, or they are still being made. */
const tables: Readonly<Record<ViewId, (properties: BodyProperties) => ReactNode>> = {
	tasks: ({frame}) => (
		<TaskTable
			{...placeOf(frame)}
			fitted={frame.fitted}
			now={frame.clockNow}
			pinned={frame.screen.pinned}
			marked={frame.screen.marked}
			rowOf={(key) => frame.model.rowByKey.get(key)}
		/>
	),
	problems: ({frame, surroundings}) => (
		<ProblemTable {...placeOf(frame)} workspaces={surroundings.workspaces} />
	),
	dependencies: ({frame}) =>
		frame.model.dependencyList && (
			<DependencyTable
				{...placeOf(frame)}
				workPlan={frame.model.dependencyList.workPlan}
				now={frame.clockNow}
			/>
		),
	timeline: ({frame, surroundings: {formatClock, formatTime}}) =>
		frame.model.timelineList && (
			<TimelineTable
				{...placeOf(frame)}
				list={frame.model.timelineList}
				isPast={frame.past.journey !== null}
				formatClock={formatClock}
				formatTime={formatTime}
			/>
		),
	metrics: () => null,
};
