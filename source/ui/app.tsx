import {Box, useInput, usePaste, useWindowSize} from 'ink';
import {type ReactNode, useSyncExternalStore} from 'react';
import {alertsHeadline} from '../analysis/alerts/shown.ts';
import {alertHints} from './alerts/alert-lines.ts';
import {BottomLine} from './components/bottom-line.tsx';
import {TitleLine, TotalsLine} from './components/header.tsx';
import {MomentLine} from './components/moment-line.tsx';
import {typedNotes} from './time-travel/typed-notes.ts';
import {versionsHints} from './time-travel/versions-lines.ts';
import {InputLine} from './components/input-line.tsx';
import {Tabs} from './components/tabs.tsx';
import {panelHints} from './recovery/panel-lines.ts';
import type {Controller} from './controller-options.ts';
import {etaWords} from './expectations/eta-words.ts';
import {exportHints} from './export/export-lines.ts';
import {keystrokesOf} from './keystrokes.ts';
import {Body} from './views/body.tsx';
import {workHints} from './work/work-lines.ts';

/** What does not change while the screen is up. */
export type Surroundings = {
	/** What is watched, for the first line: `~/code/acmg-server`. */
	readonly title: string;
	readonly workspaces: readonly string[];
	readonly isReadOnly: boolean;
	/** Epoch ms -> local time of day, or the date when it was not today. */
	readonly formatClock: (at: number, now: number) => string;
	/** Epoch ms -> local date and time. */
	readonly formatTime: (at: number) => string;
};

const closeHint = [{key: 'Esc', hint: 'close'}];
const backHint = [{key: 'Esc', hint: 'back'}];
const noHint: typeof backHint = [];

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
	const shown =
		frame.metrics?.metrics.population.attempts ?? model.timelineList?.count ?? model.items.length;
	const total = frame.metrics?.total ?? model.total;
	const found = `${shown} of ${total}`;
	const {recovery} = frame;
	const typing = recovery?.step === 'rehearsal' ? recovery.typing : null;
	const isTyping = screen.overlay === 'filter' || screen.overlay === 'palette';
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
			{isTyping ? (
				<InputLine
					prompt={screen.overlay === 'filter' ? '/' : ':'}
					input={screen.input}
					notes={
						screen.overlay === 'filter'
							? [`${found}  Enter keeps  Esc clears`, found]
							: ['Enter runs  Esc leaves']
					}
					row={layout.rows - 1}
					width={layout.columns}
				/>
			) : screen.overlay === 'moment' ? (
				<InputLine
					prompt="go to: "
					input={screen.input}
					notes={typedNotes(frame.past.typed, surroundings)}
					row={layout.rows - 1}
					width={layout.columns}
				/>
			) : screen.exporting?.line === 'where' && screen.exporting.stage.type === 'choosing' ? (
				<InputLine
					prompt="write to: "
					input={screen.input}
					notes={['Enter writes  Esc closes']}
					row={layout.rows - 1}
					width={layout.columns}
				/>
			) : typing && recovery?.step === 'rehearsal' ? (
				<InputLine
					prompt={typing.what === 'reason' ? 'why: ' : `type ${recovery.word} to confirm: `}
					input={typing.input}
					notes={[
						typing.what === 'reason' ? 'Enter keeps  Esc leaves' : 'Enter confirms  Esc leaves',
					]}
					row={layout.rows - 1}
					width={layout.columns}
				/>
			) : (
				<BottomLine
					message={screen.message}
					extra={
						screen.overlay === 'alerts'
							? alertHints
							: screen.exporting
								? exportHints(screen.exporting)
								: screen.exporting
									? exportHints(screen.exporting)
									: screen.overlay === 'versions' && frame.past.versions
										? versionsHints(frame.past.versions)
										: frame.work.panel
											? workHints(frame.work.panel)
											: recovery
												? panelHints(recovery)
												: screen.overlay === 'help' ||
													  screen.overlay === 'why' ||
													  screen.overlay === 'watched'
													? closeHint
													: layout.details === 'covering'
														? backHint
														: noHint
					}
					hasCommands={screen.overlay === null}
					width={layout.columns}
				/>
			)}
		</Box>
	);
};
