import {isOverIn} from '../../recovery/campaign/canary/state.ts';
import {isOpen} from '../../recovery/campaign/sprint/state.ts';
import type {CurrentCampaign} from './campaign-host.ts';

/** What goes on beside the lists, for the head of the screen; null: nothing does. */
export const activityText = (campaign: CurrentCampaign | null, running: number): string | null => {
	const parts = [
		campaign && progressOf(campaign),
		running === 0 ? null : `${running} ${running === 1 ? 'command runs' : 'commands run'}`,
	].filter((part) => part !== null);
	return parts.length === 0 ? null : parts.join(', ');
};

/** Null: it is over. */
const progressOf = (campaign: CurrentCampaign): string | null => {
	if (campaign.type === 'canary') {
		const {items, phase} = campaign.state;
		const applied = items.filter(
			({stage}) => stage.type !== 'waiting' && stage.type !== 'applying',
		).length;
		return isOverIn(campaign.state)
			? null
			: `canary ${phase === 'paused' ? 'paused ' : ''}${applied}/${items.length}`;
	}

	const {tasks, limits, isOver} = campaign.state;
	const ended = tasks.filter((task) => !isOpen(task)).length;
	return isOver ? null : `sprint ${ended}/${Math.max(tasks.length, 1)} of ${limits.tasks}`;
};

export const isUnderWay = (campaign: CurrentCampaign): boolean =>
	campaign.type === 'canary' ? !isOverIn(campaign.state) : !campaign.state.isOver;
