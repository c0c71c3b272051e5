import type {WorkPlan} from '../../../analysis/dependencies/work-plan.ts';
import type {Task} from '../../../model/task.ts';
import type {Invocation} from '../../../model/user-command.ts';
import type {StartCommands} from '../../commands/start-commands.ts';
import {createRunner} from '../runner.ts';
import {sprintView} from './look.ts';
import {
	type CommandEnd,
	newSprint,
	type SprintAction,
	type SprintEvent,
	type SprintLimits,
	type SprintNews,
	type SprintState,
	type SprintSummary,
} from './state.ts';
import {sprintStep} from './step.ts';

/** A command that was started for a task. */
export type StartedCommand = {
	/** The file that gets all that it writes, or null. */
	readonly log: string | null;
	/** The last of what it wrote. */
	readonly lines: () => readonly string[];
	readonly ended: Promise<Omit<CommandEnd, 'words'>>;
	readonly stop: () => void;
};

/** What a sprint reaches of the world. */
export type SprintReach = {
	readonly workPlan: () => WorkPlan;
	readonly taskOf: (key: string) => Task | undefined;
	/** @param name what to call it: "1.2 start". */
	readonly start: (invocation: Invocation, name: string) => StartedCommand;
	/** Makes a failed task ready again; why it could not be done, or null. */
	readonly retry: (key: string) => Promise<string | null>;
	readonly now: () => number;
	readonly wake: (at: number, callback: () => void) => () => void;
};

export type Sprint = {
	/** To be called whenever a file may say something else. */
	readonly look: () => void;
	readonly send: (event: SprintEvent) => void;
	readonly state: () => SprintState;
	readonly close: () => void;
};

/** Starts what is ready and watches it to its end; begins with the first `look`. */
export const driveSprint = ({
	limits,
	commands,
	reach,
	onStarted,
	onNews,
	onOver,
	onState,
}: {
	readonly limits: SprintLimits;
	readonly commands: StartCommands;
	readonly reach: SprintReach;
	/** Told before the news of its start. */
	readonly onStarted?: (task: string, command: StartedCommand) => void;
	readonly onNews: (news: SprintNews) => void;
	readonly onOver: (summary: SprintSummary) => void;
	readonly onState?: (state: SprintState) => void;
}): Sprint => {
	const running = new Map<string, StartedCommand>();

	const start = (key: string): void => {
		const task = reach.taskOf(key);
		const command = task && commands.of(task);
		if (!task || !command || 'reason' in command) {
			const failure =
				command && 'reason' in command ? command.reason : 'no file names the task any more';
			exited(key, {code: null, signal: null, failure, words: ''});
			return;
		}

		const started = reach.start(command.invocation, `${task.id} start`);
		running.set(key, started);
		onStarted?.(key, started);
		void watchEnd(key, started);
	};

	const watchEnd = async (key: string, started: StartedCommand): Promise<void> => {
		const {code, signal, failure} = await started.ended;
		exited(key, {code, signal, failure, words: started.lines().at(-1) ?? ''});
	};

	const exited = (task: string, end: CommandEnd): void => {
		runner.send({type: 'exited', task, end});
		look();
	};

	const retry = async (key: string): Promise<void> => {
		runner.send({type: 'retried', task: key, refusal: await refusalOf(reach.retry(key))});
	};

	const perform = (action: SprintAction): void => {
		switch (action.type) {
			case 'start': {
				start(action.task);
				break;
			}

			case 'retry': {
				void retry(action.task);
				break;
			}

			case 'end': {
				running.get(action.task)?.stop();
				break;
			}

			case 'tell': {
				onNews(action.news);
				break;
			}

			default: {
				onOver(action.summary);
			}
		}
	};

	const runner = createRunner<SprintState, SprintEvent, SprintAction>({
		initial: newSprint(limits),
		step: sprintStep,
		perform,
		tick: {type: 'tick'},
		now: reach.now,
		wake: reach.wake,
		onState,
	});
	const canStart = (task: Task): boolean => 'invocation' in commands.of(task);
	const look = (): void =>
		runner.send({type: 'looked', view: sprintView(runner.state(), reach.workPlan(), canStart)});

	return {look, send: runner.send, state: runner.state, close: runner.close};
};

/** What goes wrong on the way is a reason too: the task is left with it, and nothing waits for ever. */
const refusalOf = async (answer: Promise<string | null>): Promise<string | null> => {
	try {
		return await answer;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
};
