import {readOnlyRefusals} from '../../commands/read-only.ts';
import type {Senses} from '../../analysis/senses.ts';
import type {Message} from '../../commands/screen-state.ts';
import type {RunEnd} from '../../effects/commands/run.ts';
import type {NamedRun} from '../../effects/commands/runs.ts';
import type {Invocation} from '../../model/user-command.ts';
import type {ConfiguredCommand} from '../../recovery/commands/configured-command.ts';
import type {CanaryOrder} from '../recovery/follow.ts';
import {reasonOf} from '../recovery/turns.ts';
import {activityText, isUnderWay} from './activity.ts';
import type {CampaignHost} from './campaign-host.ts';
import type {RunBoard} from './run-board.ts';
import {runCommands} from './run-commands.ts';
import {isConfirmed, isSame, newSetup, setupAfter, setupAgain} from './setup-steps.ts';
import {sprintKey, type SprintSetup, type WorkPanel} from './work-panel.ts';

type WorkPlace = 'runs' | 'campaign' | 'sprint';

/** What goes on beside the lists: commands in the background, a canary, a sprint. */
export type Work = {
	/** For the head of the screen; null: nothing goes on. */
	readonly activity: () => string | null;
	/** What is shown of it; null: nothing. */
	readonly panel: () => WorkPanel | null;
	readonly open: (place: WorkPlace) => void;
	/** Takes a key while the panel is open; false: it means nothing here. */
	readonly press: (key: string) => boolean;
	readonly run: (commands: readonly ConfiguredCommand[]) => void;
	readonly startCanary: (order: CanaryOrder) => Promise<string | null>;
	/** Takes up what an earlier run left behind. */
	readonly restore: (text: string, workspace: string) => Promise<void>;
	/** Settles when what is left for another time is on the disk. */
	readonly close: () => Promise<void>;
};

/** What a screen gives to it. */
export type WorkStart = {
	/** What rows are judged by. */
	readonly senses: () => Senses;
	/** It reads differently. */
	readonly onChange: () => void;
	readonly showOverlay: () => void;
	readonly closeOverlay: () => void;
};

export type WorkReach = Omit<WorkStart, 'senses'> & {
	readonly board: RunBoard;
	/** Loaded when it is needed: most people only watch. */
	readonly loadHost: () => Promise<CampaignHost>;
	readonly runInTerminal: (invocation: Invocation) => Promise<RunEnd>;
	readonly isReadOnly: boolean;
	readonly now: () => number;
	readonly say: (text: string, tone: Message['tone']) => void;
};

export const createWork = ({
	board,
	loadHost,
	runInTerminal,
	isReadOnly,
	now,
	say,
	onChange,
	showOverlay,
	closeOverlay,
}: WorkReach): Work => {
	let host: CampaignHost | null = null;
	let loading: Promise<CampaignHost> | null = null;
	let place: WorkPlace | null = null;
	/** The one that the cursor is on, wherever it moves; null: the latest. */
	let chosenRun: NamedRun | null = null;
	let setup: SprintSetup | null = null;
	/** What the next press of its key would end. */
	let ending: NamedRun | 'canary' | 'sprint' | null = null;

	const theHost = async (): Promise<CampaignHost> => {
		loading ??= loadHost();
		host = await loading;
		return host;
	};

	const close = (): void => {
		place = null;
		setup = null;
		ending = null;
		closeOverlay();
	};

	const show = (next: WorkPlace): void => {
		place = next;
		ending = null;
		showOverlay();
		onChange();
	};

	const panel = (): WorkPanel | null => {
		switch (place) {
			case 'runs': {
				const runs = board.entries();
				const index = indexIn(runs);
				return {type: 'runs', runs, index, isEnding: ending !== null && ending === runs[index]};
			}

			case 'campaign': {
				const current = host?.current();
				return current ? {...current, isEnding: ending === current.type} : null;
			}

			case 'sprint': {
				return setup ?? {type: 'looking'};
			}

			case null: {
				return null;
			}
		}
	};

	const indexIn = (runs: readonly NamedRun[]): number =>
		Math.max(0, chosenRun === null ? 0 : runs.indexOf(chosenRun));

	const inRuns = (key: string): boolean => {
		const runs = board.entries();
		const index = indexIn(runs);
		const chosen = runs[index];
		const moves: Readonly<Record<string, number>> = {up: -1, k: -1, down: 1, j: 1};
		if (moves[key] !== undefined) {
			chosenRun = runs[Math.min(Math.max(0, index + moves[key]), runs.length - 1)] ?? null;
			ending = null;
		} else if (key === 's' && chosen?.end() === null) {
			chosenRun = chosen;
			endOnSecond(chosen, () => {
				chosen.stop();
				say(`${chosen.name} is asked to end`, 'notice');
			});
		} else {
			return false;
		}

		return true;
	};

	const endOnSecond = (what: NonNullable<typeof ending>, end: () => void): void => {
		const isSecond = ending === what;
		ending = isSecond ? null : what;
		if (isSecond) {
			end();
		}
	};

	const inCampaign = (key: string): boolean => {
		const current = host?.current();
		if (!host || !current) {
			return false;
		}

		const own = host;
		if (!isUnderWay(current) && ['p', 'v', 's', 'd'].includes(key)) {
			say(`the ${current.type} is over: nothing more is applied or started`, 'notice');
			return true;
		}

		const keys: Readonly<Record<string, () => void>> =
			current.type === 'canary'
				? {
						p: () => own.sendCanary({type: current.state.phase === 'paused' ? 'resume' : 'pause'}),
						v: () => own.sendCanary({type: 'vouch'}),
						d: () => endOnSecond('canary', () => own.sendCanary({type: 'abandon'})),
					}
				: {
						s: () => own.stopSprint(false),
						d: () => endOnSecond('sprint', () => own.stopSprint(true)),
					};
		keys[key]?.();
		return Object.hasOwn(keys, key);
	};

	const inSetup = (key: string): boolean => {
		const next = host && setup && setupAfter(host, setup, key, now());
		if (next) {
			setup = next;
		} else if (host && setup && isConfirmed(setup, key, now())) {
			const fresh = setupAgain(host, setup, now());
			if (isSame(setup, fresh)) {
				startSprint(setup);
			} else {
				setup = fresh;
				say('what can start has changed meanwhile: look again', 'notice');
			}
		}

		return next !== null || key === sprintKey;
	};

	/** What goes wrong on the way closes the panel, and is told. */
	const when = async (work: () => Promise<void>): Promise<void> => {
		try {
			await work();
		} catch (error) {
			close();
			say(reasonOf(error), 'problem');
		}
	};

	const startSprint = ({tasks, sideBySide}: SprintSetup): void => {
		if (isReadOnly) {
			say(readOnlyRefusals.run, 'notice');
			return;
		}

		setup = null;
		void when(async () => {
			const reason = await (await theHost()).startSprint(tasks, sideBySide);
			if (reason === null) {
				show('campaign');
			} else {
				close();
				say(reason, 'problem');
			}
		});
	};

	const openCampaign = (): void => {
		if (host?.current()) {
			show('campaign');
		} else {
			say('no canary and no sprint is under way; N starts what can start', 'notice');
		}
	};

	const openSprint = (): void => {
		const current = host?.current();
		if (current && isUnderWay(current)) {
			show('campaign');
			return;
		}

		setup = null;
		show('sprint');
		void when(async () => {
			const own = await theHost();
			if (place === 'sprint' && setup === null) {
				setup = newSetup(own, now());
				onChange();
			}
		});
	};

	board.subscribe(onChange);
	return {
		activity: () => activityText(host?.current() ?? null, board.running()),
		panel,
		open(next) {
			if (next === 'runs') {
				chosenRun = null;
				show('runs');
			} else if (next === 'campaign') {
				openCampaign();
			} else {
				openSprint();
			}
		},
		press(key) {
			if (key === 'escape') {
				close();
				return true;
			}

			const isTaken =
				place === 'runs' ? inRuns(key) : place === 'campaign' ? inCampaign(key) : inSetup(key);
			if (isTaken) {
				onChange();
			}

			return isTaken;
		},
		run(commands) {
			if (isReadOnly) {
				say(readOnlyRefusals.run, 'notice');
			} else {
				runCommands(commands, {board, runInTerminal, say}).catch((error: unknown) =>
					say(reasonOf(error), 'problem'),
				);
			}
		},
		async startCanary(order) {
			return isReadOnly ? readOnlyRefusals.run : (await theHost()).startCanary(order);
		},
		async restore(text, workspace) {
			const line = (await theHost()).restore(text, workspace);
			if (line !== null) {
				say(line, 'notice');
			}
		},
		async close() {
			await host?.close();
		},
	};
};
