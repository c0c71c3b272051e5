import type {Message} from '../../commands/screen-state.ts';
import type {RunEnd} from '../../effects/commands/run.ts';
import type {Invocation} from '../../model/user-command.ts';
import {type Settings, staleScaleOf} from '../../model/settings.ts';
import type {Store} from '../../store/store.ts';
import type {RecoveryDesk} from '../recovery/desk.ts';
import type {OwnDeeds} from '../recovery/own-deeds.ts';
import type {Clerk} from '../../recovery/clerk.ts';
import {createWork, type Work, type WorkStart} from './create-work.ts';
import type {KeepText} from './keeper.ts';
import type {RunBoard} from './run-board.ts';

/** Files of a person's own that work beside the lists needs. */
export type WorkFiles = {
	/** The config file to name where a command is missing. */
	readonly ownFile: string;
	/** Folder for what commands write. */
	readonly logs: string;
	/** The text of the campaign that was left, or null. */
	readonly readCampaign: (workspace: string) => Promise<string | null>;
	readonly keepCampaign: KeepText;
};

export type ScreenWorkReach = {
	readonly store: Store;
	readonly settings: Settings;
	readonly workspaces: readonly string[];
	readonly files: WorkFiles;
	readonly board: RunBoard;
	readonly desk: RecoveryDesk;
	readonly deeds: Pick<OwnDeeds, 'isUndoing' | 'onUndone'>;
	readonly clerk: () => Promise<Clerk>;
	readonly isRead: () => boolean;
	/** Gives the terminal away while something else uses it. */
	readonly suspend: (during: () => Promise<void>) => Promise<void>;
	readonly say: (text: string, tone: Message['tone']) => void;
};

/** Work beside the lists of a real screen; what is heavy about it is loaded when somebody begins some. */
export const createScreenWork = ({
	store,
	settings,
	workspaces,
	files,
	board,
	desk,
	deeds,
	clerk,
	isRead,
	suspend,
	say,
}: ScreenWorkReach) => {
	let work: Work | null = null;
	const start = ({senses, onChange, showOverlay, closeOverlay}: WorkStart): Work => {
		const loadHost = async () => {
			const [{createCampaignHost}, {createLiveLook}, {wakeAt}, {findProgram}] = await Promise.all([
				import('./campaign-host.ts'),
				import('./live-look.ts'),
				import('../../effects/commands/wake-at.ts'),
				import('../../effects/commands/find-program.ts'),
			]);
			const host = createCampaignHost({
				look: createLiveLook({store, scale: staleScaleOf(settings), senses, now: Date.now}),
				recoverOne: desk.recoverOne,
				state: store.getState,
				settings,
				ownFile: files.ownFile,
				find: (program) => findProgram(program, process.env),
				startRuns: board.ready,
				clerk,
				say,
				isRead,
				isUndoing: deeds.isUndoing,
				now: Date.now,
				wake: wakeAt,
				keep: files.keepCampaign,
				workspaces,
				onChange,
			});
			deeds.onUndone((tasks) => host.sendCanary({type: 'taken-back', tasks}));
			return host;
		};

		const runInTerminal = async (invocation: Invocation): Promise<RunEnd> => {
			const {runInTerminal: run} = await import('../../effects/commands/run-in-terminal.ts');
			let end: RunEnd = {
				code: null,
				signal: null,
				failure: 'the terminal is given away already',
				isStopped: false,
			};
			await suspend(async () => {
				end = await run(invocation);
			});
			return end;
		};

		work = createWork({
			board,
			loadHost,
			runInTerminal,
			isReadOnly: settings.isReadOnly,
			now: Date.now,
			say,
			onChange,
			showOverlay,
			closeOverlay,
		});
		return work;
	};

	return {
		start,
		close: async (): Promise<void> => await work?.close(),
		/** Takes up what an earlier run left: as a rule nothing, and then nothing is loaded. */
		async restore(): Promise<void> {
			for (const workspace of workspaces) {
				const text = await files.readCampaign(workspace);
				if (text !== null) {
					await work?.restore(text, workspace);
					return;
				}
			}
		},
	};
};
