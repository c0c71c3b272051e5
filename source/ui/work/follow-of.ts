import type {Follow} from '../recovery/follow.ts';
import type {Work} from './create-work.ts';

/** What can follow a recovery, carried out by the work beside the lists; null: there is none here. */
export const followOf = (
	work: () => Work | null,
	{tell, howToConfigure}: Pick<Follow, 'tell' | 'howToConfigure'>,
): Follow => ({
	tell,
	howToConfigure,
	run: (commands) => work()?.run(commands),
	async startCanary(order) {
		const own = work();
		return own ? await own.startCanary(order) : 'no canary can be started here';
	},
	showCampaign: () => work()?.open('campaign'),
});
