import path from 'node:path';
import {randomInt} from 'node:crypto';
import {createRuns} from '../../effects/commands/runs.ts';
import type {Row} from '../../analysis/rows.ts';
import type {Task} from '../../model/task.ts';
import {wakeAt} from '../../effects/commands/wake-at.ts';
import {createRunner} from '../../recovery/campaign/runner.ts';
import {sprintView} from '../../recovery/campaign/sprint/look.ts';
import {
	newSprint,
	type SprintAction,
	type SprintEvent,
	type SprintState,
	type SprintSummary,
	usualSprintLimits,
} from '../../recovery/campaign/sprint/state.ts';
import {sprintStep} from '../../recovery/campaign/sprint/step.ts';
import {usesColor} from '../color.ts';
import type {Run} from '../command.ts';
import {createInternalErrors} from '../internal-errors.ts';
import {writeNotice} from '../output.ts';
import {openClerks} from '../recover/clerk.ts';
import {canAsk, confirm} from '../recover/confirm.ts';
import {settingsFor} from '../settings.ts';
import {painter} from '../sgr.ts';
import {configFolder, stateFolder, surroundings} from '../user-folders.ts';
import {checkWorkspaces} from '../workspaces.ts';
import {followRows} from './live-rows.ts';
import {createReporter} from './reporter.ts';
import {retryTask} from './retry-task.ts';
import {startCommands} from './start-commands.ts';
import {listenForStop} from './stop-signals.ts';

/** `metawatch next --start N`: starts what is ready, and watches it to its end. */
export const run: Run = async ({paths, flags}) => {
	const workspaces = await checkWorkspaces(paths);
	const settings = await settingsFor(flags, workspaces[0]!);
	const errors = createInternalErrors();
	const around = surroundings();
	const report = createReporter(flags.json ?? false, {
		paint: painter(usesColor(settings.color, process.env, process.stdout.isTTY)),
	});
	let look = (): void => {};
	const live = await followRows(workspaces, settings, {
		onChange: () => look(),
		onError: errors.note,
	});
	const runs = createRuns({logs: path.join(stateFolder(around, workspaces[0]!), 'runs')});
	let stopListening = (): void => {};
	try {
		const first = live.look();
		const {plan, standings} = first.workPlan;
		const readyTasks = plan.ready.map((position) => standings.graph.tasks[position]!);
		const commands = startCommands(
			settings.commands,
			[...new Set(readyTasks.map(({format}) => format))],
			path.join(configFolder(around), 'config.json'),
		);
		const limits = {
			...usualSprintLimits,
			tasks: flags.start ?? 1,
			sideBySide: flags.agents ?? 1,
			limitMs: settings.commandLimitMinutes * 60_000,
			seed: randomInt(2 ** 31),
		};
		const {tasks} = await report.plan(readyTasks, commands, limits);
		if (tasks === 0 || flags.dryRun) {
			return 0;
		}

		if (settings.isReadOnly) {
			writeNotice('nothing is started with --read-only: whoever is started writes');
			return 1;
		}

		if (!flags.yes && !(await isConfirmed())) {
			return 1;
		}

		const clerk = await openClerks(workspaces, settings);
		const {promise: over, resolve: end} = Promise.withResolvers<SprintSummary>();
		const rowOf = (key: string): Row | undefined =>
			live.look().rows.find(({task}) => task.key === key);
		const taskOf = (key: string): Task | undefined => rowOf(key)?.task;
		const start = (key: string): void => {
			const task = taskOf(key);
			const command = task && commands.of(task);
			if (!command || 'reason' in command) {
				const failure = command ? command.reason : 'no file names the task any more';
				exited(key, {code: null, signal: null, failure, words: ''});
				return;
			}

			const started = runs.start(command.invocation, `${task.id} start`);
			byTask.set(key, started);
			report.log(key, started.log);
			void watchEnd(key, started);
		};

		const byTask = new Map<string, ReturnType<typeof runs.start>>();
		const watchEnd = async (key: string, started: ReturnType<typeof runs.start>): Promise<void> => {
			const {code, signal, failure} = await started.ended;
			exited(key, {code, signal, failure, words: started.lines().at(-1) ?? ''});
		};

		const exited = (task: string, given: Extract<SprintEvent, {type: 'exited'}>['end']): void => {
			runner.send({type: 'exited', task, end: given});
			look();
		};

		const retry = async (key: string): Promise<void> => {
			const refusal = await retryTask(key, {
				state: live.store.getState(),
				rowOf,
				clerk,
				now: Date.now(),
			});
			runner.send({type: 'retried', task: key, refusal});
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
					byTask.get(action.task)?.stop();
					break;
				}

				case 'tell': {
					report.news(action.news);
					break;
				}

				default: {
					end(action.summary);
				}
			}
		};

		const runner = createRunner<SprintState, SprintEvent, SprintAction>({
			initial: newSprint(limits),
			step: sprintStep,
			perform,
			tick: {type: 'tick'},
			now: Date.now,
			wake: wakeAt,
		});
		look = () => {
			const canStart = (task: Task): boolean => 'invocation' in commands.of(task);
			const {workPlan} = live.look();
			runner.send({type: 'looked', view: sprintView(runner.state(), workPlan, canStart)});
		};

		stopListening = listenForStop({
			onStop() {
				runner.send({type: 'stop', reason: 'stopped by you'});
				const names = runs.running().map(({name}) => name);
				if (names.length > 0) {
					writeNotice(
						`starting nothing more; still running: ${names.join(', ')}; Ctrl+C ends them`,
					);
				}
			},
			onEnd(reason) {
				runner.send({type: 'end-all', reason});
			},
			onKill() {
				void runs.close(true);
			},
		});
		look();
		const summary = await over;
		runner.close();
		await report.summary(summary);
		const isAllDone = summary.failed.length + summary.left.length === 0;
		return isAllDone && runner.state().stopping === null ? 0 : 1;
	} finally {
		stopListening();
		look = () => {};
		await runs.close();
		await live.close();
		errors.tell();
	}
};

const isConfirmed = async (): Promise<boolean> => {
	if (!canAsk()) {
		writeNotice('nobody is there to be asked; add --yes to start them');
		return false;
	}

	const isYes = await confirm('Start them?', 'yes');
	if (!isYes) {
		writeNotice('nothing was started');
	}

	return isYes;
};
