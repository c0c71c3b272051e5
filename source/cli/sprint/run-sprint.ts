import path from 'node:path';
import {randomInt} from 'node:crypto';
import type {Row} from '../../analysis/rows.ts';
import {findProgram} from '../../effects/commands/find-program.ts';
import {createRuns, type Runs} from '../../effects/commands/runs.ts';
import {wakeAt} from '../../effects/commands/wake-at.ts';
import type {Settings} from '../../model/settings.ts';
import type {Task} from '../../model/task.ts';
import {driveSprint, type Sprint, type SprintReach} from '../../recovery/campaign/sprint/drive.ts';
import {readyTasks, sprintPreview} from '../../recovery/campaign/sprint/preview.ts';
import {momentAt} from '../../effects/recovery-moment.ts';
import type {Clerk} from '../../recovery/clerk.ts';
import {retryTask} from '../../recovery/campaign/sprint/retry-task.ts';
import {
	type SprintLimits,
	type SprintSummary,
	usualSprintLimits,
} from '../../recovery/campaign/sprint/state.ts';
import {type StartCommands, startCommands} from '../../recovery/commands/start-commands.ts';
import {usesColor} from '../color.ts';
import type {Run} from '../command.ts';
import type {FlagValues} from '../flags.ts';
import {createInternalErrors} from '../internal-errors.ts';
import {writeNotice} from '../output.ts';
import {openClerk} from '../recover/clerk.ts';
import {canAsk, confirm} from '../recover/confirm.ts';
import {settingsFor} from '../settings.ts';
import {painter} from '../sgr.ts';
import {UsageError} from '../usage-error.ts';
import {configFolder, stateFolder, surroundings} from '../user-folders.ts';
import {checkWorkspaces} from '../workspaces.ts';
import {followRows, type LiveRows} from './live-rows.ts';
import {createReporter} from './reporter.ts';
import {listenForStop} from './stop-signals.ts';

/** `metawatch next --start N`: starts what is ready, and watches it to its end. */
export const run: Run = async ({paths, flags}) => {
	const workspaces = await checkWorkspaces(paths);
	const settings = await settingsFor(flags, workspaces[0]!);
	const errors = createInternalErrors();
	const report = createReporter(flags.json ?? false, {
		paint: painter(usesColor(settings.color, process.env, process.stdout.isTTY)),
	});
	let sprint: Sprint | null = null;
	const live = await followRows(workspaces, settings, {
		onChange: () => sprint?.look(),
		onError: errors.note,
	});
	const runs = createRuns({logs: path.join(stateFolder(surroundings(), workspaces[0]!), 'runs')});
	try {
		const ready = readyTasks(live.look().workPlan);
		const commands = commandsFor(ready, settings);
		const limits = limitsFrom(flags, settings);
		const preview = sprintPreview(ready, commands, limits);
		await report.plan(preview);
		if (preview.tasks.length === 0 || flags.dryRun) {
			return 0;
		}

		if (!(await mayStart(flags, settings))) {
			return 1;
		}

		const clerk = await openClerk(workspaces, settings);
		const {promise: over, resolve: end} = Promise.withResolvers<SprintSummary>();
		sprint = driveSprint({
			limits,
			commands,
			reach: reachOf(live, runs, clerk),
			onStarted: (task, {log}) => report.log(task, log),
			onNews: report.news,
			onOver: end,
		});
		const summary = await untilOver(sprint, runs, over);
		await report.summary(summary);
		const isAllDone = summary.failed.length + summary.left.length === 0;
		return isAllDone && sprint.state().stopping === null ? 0 : 1;
	} finally {
		sprint?.close();
		await runs.close();
		await live.close();
		errors.tell();
	}
};

/** @throws {UsageError} when nothing is configured that could start any of them. */
const commandsFor = (ready: readonly Task[], {commands}: Settings): StartCommands => {
	const found = startCommands(commands, [...new Set(ready.map(({format}) => format))], {
		ownFile: path.join(configFolder(surroundings()), 'config.json'),
		find: (program) => findProgram(program, process.env),
	});
	if ('refusal' in found) {
		throw new UsageError(found.refusal);
	}

	return found;
};

const limitsFrom = (
	{start = 1, agents = 1}: FlagValues,
	{commandLimitMinutes}: Settings,
): SprintLimits => ({
	...usualSprintLimits,
	tasks: start,
	sideBySide: agents,
	limitMs: commandLimitMinutes * 60_000,
	seed: randomInt(2 ** 31),
});

const reachOf = (live: LiveRows, runs: Runs, clerk: Clerk): SprintReach => {
	const rowOf = (key: string): Row | undefined =>
		live.look().rows.find(({task}) => task.key === key);
	return {
		workPlan: () => live.look().workPlan,
		taskOf: (key) => rowOf(key)?.task,
		start: runs.start,
		retry: async (key) =>
			await retryTask(key, {
				state: live.store.getState(),
				rowOf,
				clerk,
				moment: momentAt(Date.now()),
			}),
		now: Date.now,
		wake: wakeAt,
	};
};

/** Runs it, listening for whoever wants it to stop. */
const untilOver = async (
	sprint: Sprint,
	runs: Runs,
	over: Promise<SprintSummary>,
): Promise<SprintSummary> => {
	const stopListening = listenForStop({
		onStop() {
			sprint.send({type: 'stop', reason: 'stopped by you'});
			const names = runs.running().map(({name}) => name);
			if (names.length > 0) {
				writeNotice(`starting nothing more; still running: ${names.join(', ')}; Ctrl+C ends them`);
			}
		},
		onEnd(reason) {
			sprint.send({type: 'end-all', reason});
		},
		onKill() {
			void runs.close(true);
		},
	});
	try {
		sprint.look();
		return await over;
	} finally {
		stopListening();
	}
};

const mayStart = async ({yes}: FlagValues, {isReadOnly}: Settings): Promise<boolean> => {
	if (isReadOnly) {
		writeNotice('nothing is started with --read-only: whoever is started writes');
		return false;
	}

	return yes === true || (await isConfirmed());
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
