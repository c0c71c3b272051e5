import {Box, useInput, usePaste, useWindowSize} from 'ink';
import {type ReactNode, useSyncExternalStore} from 'react';
import {alertsHeadline} from '../analysis/alerts/shown.ts';
import {BottomLine} from './components/bottom-line.tsx';
import {TitleLine, TotalsLine} from './components/header.tsx';
import {MomentLine} from './components/moment-line.tsx';
import {InputLine} from './components/input-line.tsx';
import {Tabs} from './components/tabs.tsx';
import type {Controller} from './controller-options.ts';
import {countsOf} from './counts.ts';
import {etaWords} from './expectations/eta-words.ts';
import type {Hint} from './hint.ts';
import {keystrokesOf} from './keystrokes.ts';
import {overlayOf} from './overlays/index.ts';
import {Body} from './views/body.tsx';

/** What does not change while the screen is up. */
export type Surroundings = {
	/** What is watched, for the first line: `~/code/acmg-server`. */
	readonly title: string;
	readonly workspaces: readonly string[];
	readonly isReadOnly: boolean;
	/** A screen reader reads: there is nothing but lines. */
	readonly isReadOut?: boolean;
	/** Epoch ms -> local time of day, or the date when it was not today. */
	readonly formatClock: (at: number, now: number) => string;
	/** Epoch ms -> local date and time. */
	readonly formatTime: (at: number) => string;
};

const backHint: readonly Hint[] = [{key: 'Esc', hint: 'back'}];
const noHint: readonly Hint[] = [];

/** The whole screen: takes keys to the controller, and draws the frame it answers with. */
export const App = ({
	controller,
	surroundings,
}: {
	readonly controller: Controller;
	readonly surroundings: Surroundings;
}): ReactNode => {
	const size = useWindowSize();
	controller.resize(size);
	const frame = useSyncExternalStore(controller.subscribe, controller.frame);
	useInput((input, key) => {
		for (const stroke of keystrokesOf(input, key)) {
			controller.press(stroke);
		}
	});
	// Always there: without it, pasted text would arrive as keys and run commands.
	usePaste((text) => controller.paste(text));

	const {screen, model, layout, health} = frame;
	const {title, isReadOnly, formatClock} = surroundings;
	const {shown, total} = countsOf(frame);
	const overlay = overlayOf(frame);
	const typed = overlay?.input?.(frame) ?? null;
	return (
		<Box flexDirection="column" width={layout.columns} height={layout.rows}>
			{frame.past.journey ? (
				<MomentLine
					title={title}
					journey={frame.past.journey}
					formatTime={surroundings.formatTime}
					formatClock={formatClock}
					width={layout.columns}
				/>
			) : (
				<TitleLine
					title={title}
					health={health}
					formats={model.formatCount}
					changedAt={
						model.changedAt === null
							? null
							: formatClock(Math.min(model.changedAt, frame.now), frame.now)
					}
					isPaused={screen.isPaused}
					isReadOnly={isReadOnly}
					activity={
						[alertsHeadline(screen.alerts, layout.columns), frame.work.activity]
							.filter(Boolean)
							.join('  ') || null
					}
					width={layout.columns}
				/>
			)}
			{layout.hasTotals && (
				<TotalsLine
					summary={model.summary}
					eta={etaWords(frame, formatClock)}
					width={layout.columns}
				/>
			)}
			{layout.hasTabs && (
				<Tabs
					view={screen.view}
					counts={{
						tasks: model.rows.length,
						problems: model.problems.length,
						dependencies: model.dependencyProblems,
						metrics: null,
						timeline: model.timelineList?.count ?? null,
					}}
					sort={screen.sort}
					isReversed={screen.isReversed}
					filter={screen.filter}
					shown={shown}
					total={total}
					marked={screen.marked.size}
					width={layout.columns}
				/>
			)}
			<Box flexGrow={1} height={layout.bodyRows}>
				<Body frame={frame} surroundings={surroundings} />
			</Box>
			{typed ? (
				<InputLine
					prompt={typed.prompt}
					input={typed.input}
					notes={typed.notes(surroundings)}
					row={layout.rows - 1}
					width={layout.columns}
				/>
			) : (
				<BottomLine
					message={screen.message}
					extra={
						overlay
							? (overlay.hints?.(frame) ?? noHint)
							: layout.details === 'covering'
								? backHint
								: noHint
					}
					hasCommands={overlay === null}
					isPast={frame.past.journey !== null}
					width={layout.columns}
				/>
			)}
		</Box>
	);
};
