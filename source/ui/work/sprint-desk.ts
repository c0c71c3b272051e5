import type {Message} from '../../commands/screen-state.ts';
import type {Settings} from '../../model/settings.ts';
import {driveSprint, type SprintReach} from '../../recovery/campaign/sprint/drive.ts';
import {
	readyTasks,
	type SprintPreview,
	sprintPreview,
} from '../../recovery/campaign/sprint/preview.ts';
import {momentAt} from '../../effects/recovery-moment.ts';
import type {Clerk} from '../../recovery/clerk.ts';
import {retryTask} from '../../recovery/campaign/sprint/retry-task.ts';
import {
	type SprintLimits,
	type SprintState,
	type SprintSummary,
	usualSprintLimits,
} from '../../recovery/campaign/sprint/state.ts';
import {
	type FindProgram,
	type StartCommands,
	startCommands,
} from '../../recovery/commands/start-commands.ts';
import type {State} from '../../store/state.ts';
import type {LiveLook} from './live-look.ts';
import type {StartRun} from './run-board.ts';
import {newsText} from './sprint-lines.ts';
import type {SprintPanel} from './work-panel.ts';

export type SprintDesk = {
	readonly look: LiveLook;
	readonly state: () => State;
	readonly settings: Pick<Settings, 'commands' | 'commandLimitMinutes'>;
	readonly ownFile: string;
	readonly find: FindProgram;
	readonly startRuns: () => Promise<StartRun>;
	readonly clerk: () => Promise<Clerk>;
	readonly say: (text: string, tone: Message['tone']) => void;
	readonly now: () => number;
	readonly wake: (at: number, callback: () => void) => () => void;
};

/** News that are remembered for the panel. */
const mostNews = 50;

/** Starts what can start from the screen: the same machine as `metawatch next --start`. */
export const setUpSprint = (desk: SprintDesk) => {
	const {look, settings, ownFile, find, now, wake, say} = desk;
	const commands = (): StartCommands | {readonly refusal: string} => {
		const formats = readyTasks(look.workPlan()).map(({format}) => format);
		return startCommands(settings.commands, [...new Set(formats)], {ownFile, find});
	};

	const limitsOf = (tasks: number, sideBySide: number): SprintLimits => ({
		...usualSprintLimits,
		tasks,
		sideBySide,
		limitMs: settings.commandLimitMinutes * 60_000,
		seed: crypto.getRandomValues(new Uint32Array(1))[0]!,
	});

	const reachOf = (start: StartRun, clerk: Clerk): SprintReach => {
		const rowOf = (key: string) => look.rows().get(key);
		return {
			workPlan: look.workPlan,
			taskOf: (key) => rowOf(key)?.task,
			start,
			retry: async (key) =>
				await retryTask(key, {state: desk.state(), rowOf, clerk, moment: momentAt(now())}),
			now,
			wake,
		};
	};

	return {
		preview(tasks: number, sideBySide: number): SprintPreview | {readonly refusal: string} {
			const found = commands();
			return 'refusal' in found
				? found
				: sprintPreview(readyTasks(look.workPlan()), found, limitsOf(tasks, sideBySide));
		},
		/** Everything that has to be loaded first. */
		async begin(): Promise<SprintStart | {readonly refusal: string}> {
			const [start, clerk] = await Promise.all([desk.startRuns(), desk.clerk()]);
			const found = commands();
			return 'refusal' in found
				? found
				: {
						start: (tasks, sideBySide, onState) =>
							begun({
								limits: limitsOf(tasks, sideBySide),
								commands: found,
								reach: reachOf(start, clerk),
								look,
								say,
								onState,
							}),
					};
		},
	};
};

type SprintStart = {
	readonly start: (
		tasks: number,
		sideBySide: number,
		onState: (state: SprintState) => void,
	) => ScreenSprint;
};

/** A sprint that was started from the screen. */
export type ScreenSprint = {
	readonly panel: () => Omit<SprintPanel, 'isEnding'>;
	/** Starts nothing more, or ends all that runs too. */
	readonly stop: (isAll: boolean) => void;
	readonly close: () => void;
};

const begun = ({
	limits,
	commands,
	reach,
	look,
	say,
	onState,
}: {
	readonly limits: SprintLimits;
	readonly commands: StartCommands;
	readonly reach: SprintReach;
	readonly look: LiveLook;
	readonly say: SprintDesk['say'];
	readonly onState: (state: SprintState) => void;
}): ScreenSprint => {
	let news: SprintPanel['news'] = [];
	let summary: SprintSummary | null = null;
	const sprint = driveSprint({
		limits,
		commands,
		reach,
		onNews(one) {
			news = [...news, {...one, at: reach.now()}].slice(-mostNews);
			if (one.what !== 'progress') {
				say(`sprint: ${newsText(one)}`, one.what === 'failed' ? 'problem' : 'notice');
			}
		},
		onOver(result) {
			summary = result;
			const {done, failed, left, reason} = result;
			say(
				`sprint over: ${done.length} done, ${failed.length} failed, ${left.length} left for you (${reason}); C shows it`,
				failed.length + left.length === 0 ? 'done' : 'problem',
			);
			stopFollowing();
		},
		onState,
	});
	const stopFollowing = look.follow(sprint.look);
	sprint.look();
	return {
		panel: () => ({type: 'sprint', state: sprint.state(), news, summary}),
		stop: (isAll) =>
			sprint.send(
				isAll
					? {type: 'end-all', reason: 'ended by you'}
					: {type: 'stop', reason: 'stopped by you'},
			),
		close() {
			stopFollowing();
			sprint.close();
		},
	};
};
