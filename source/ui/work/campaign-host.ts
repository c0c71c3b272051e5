import {
	type CanaryEvent,
	type CanaryState,
	isOverIn,
	newCanary,
} from '../../recovery/campaign/canary/state.ts';
import type {SprintPreview} from '../../recovery/campaign/sprint/preview.ts';
import {restoredCampaign} from '../../recovery/campaign/stored.ts';
import type {CanaryOrder} from '../recovery/follow.ts';
import {isUnderWay} from './activity.ts';
import {type CanaryReach, driveCanary} from './drive-canary.ts';
import {createKeeper, type KeepText} from './keeper.ts';
import {type ScreenSprint, setUpSprint, type SprintDesk} from './sprint-desk.ts';
import type {CanaryPanel, SprintPanel} from './work-panel.ts';

/** A campaign as the screen shows it. */
export type CurrentCampaign = Omit<CanaryPanel, 'isEnding'> | Omit<SprintPanel, 'isEnding'>;

/** Drives what takes longer than a key: a canary or a sprint, one at a time. */
export type CampaignHost = {
	readonly current: () => CurrentCampaign | null;
	/** Why it can't be begun, or null. */
	readonly startCanary: (order: CanaryOrder) => string | null;
	readonly sendCanary: (event: CanaryEvent) => void;
	/** What would be started now, or why nothing can be. */
	readonly previewSprint: (
		tasks: number,
		sideBySide: number,
	) => SprintPreview | {readonly refusal: string};
	readonly startSprint: (tasks: number, sideBySide: number) => Promise<string | null>;
	readonly stopSprint: (isAll: boolean) => void;
	/** Takes up what an earlier run left; one line about it, or null. */
	readonly restore: (text: string, workspace: string) => string | null;
	/** Settles when what is left is on the disk. */
	readonly close: () => Promise<void>;
};

export type HostReach = CanaryReach &
	SprintDesk & {
		readonly keep: KeepText;
		readonly workspaces: readonly string[];
		readonly onChange: () => void;
	};

export const createCampaignHost = (reach: HostReach): CampaignHost => {
	const {say, onChange} = reach;
	let canary: ReturnType<typeof driveCanary> | null = null;
	let sprint: ScreenSprint | null = null;
	let keeper: ReturnType<typeof createKeeper> | null = null;
	/** What is over and was not begun here. */
	let past: CurrentCampaign | null = null;

	const keeperFor = (workspace: string) => {
		keeper = createKeeper(reach.keep, workspace, (reason) =>
			say(`a restart will not know how far this is: ${reason}`, 'problem'),
		);
		return keeper;
	};

	const current = (): CurrentCampaign | null =>
		canary ? {type: 'canary', state: canary.state()} : (sprint?.panel() ?? past);
	const obstacle = (): string | null => {
		const now = current();
		return now && isUnderWay(now) ? `a ${now.type} is under way: C shows it` : null;
	};

	const clear = (): void => {
		canary?.close();
		sprint?.close();
		canary = null;
		sprint = null;
		past = null;
	};

	const beginCanary = (state: CanaryState, workspace: string, reason: string): void => {
		clear();
		const {keep} = keeperFor(workspace);
		canary = driveCanary(state, reach, {
			reason,
			onState(next) {
				keep(isOverIn(next) ? null : next);
				onChange();
			},
		});
	};

	return {
		current,
		startCanary({choices, pace, workspace, reason}) {
			const against = obstacle();
			if (against === null) {
				beginCanary(newCanary(choices, pace), workspace, reason);
			}

			return against;
		},
		sendCanary: (event) => canary?.send(event),
		previewSprint(tasks, sideBySide) {
			const against = obstacle();
			return against === null ? setUpSprint(reach).preview(tasks, sideBySide) : {refusal: against};
		},
		async startSprint(tasks, sideBySide) {
			const begin = await setUpSprint(reach).begin();
			const against = obstacle();
			if (against !== null || 'refusal' in begin) {
				return against ?? (begin as {readonly refusal: string}).refusal;
			}

			clear();
			const {keep} = keeperFor(reach.workspaces[0]!);
			sprint = begin.start(tasks, sideBySide, (state) => {
				keep(state.isOver ? null : state);
				onChange();
			});
			return null;
		},
		stopSprint: (isAll) => sprint?.stop(isAll),
		restore(text, workspace) {
			const campaign = restoredCampaign(text);
			if (obstacle() !== null || campaign === null) {
				return null;
			}

			if (campaign.type === 'canary') {
				beginCanary(campaign, workspace, '');
				return `a canary of ${campaign.items.length} tasks is left from before, paused: C shows it`;
			}

			past = {type: 'sprint', state: campaign, news: [], summary: null};
			keeperFor(workspace).keep(null);
			onChange();
			return 'a sprint was cut off when metawatch ended: C shows what is left for you';
		},
		async close() {
			clear();
			await keeper?.settled();
		},
	};
};
