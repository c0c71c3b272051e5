import type {Alert} from '../../model/alert.ts';
import {foldMs} from './raise.ts';

/**
Which alerts are to be told now: a new one at once, so that the first failure is heard; what was folded into
it meanwhile once more, when its time is over. While it is muted nothing is told, then or later.
*/
export const announce = (
	alerts: readonly Alert[],
	now: number,
	isMuted: boolean,
): {
	readonly alerts: readonly Alert[];
	/** Oldest first. */
	readonly announcements: readonly Alert[];
	readonly wakeAt: number | null;
} => {
	const announcements: Alert[] = [];
	let wakeAt: number | null = null;
	let isSame = true;
	const next = alerts.map((alert) => {
		if (alert.announcedCount === alert.count) {
			return alert;
		}

		const foldsUntil = alert.at + foldMs;
		if (alert.announcedCount > 0 && now < foldsUntil && !isMuted) {
			wakeAt = Math.min(foldsUntil, wakeAt ?? foldsUntil);
			return alert;
		}

		isSame = false;
		const told = {...alert, announcedCount: alert.count};
		if (!isMuted && !alert.isAcknowledged) {
			announcements.push(told);
		}

		return told;
	});
	return {alerts: isSame ? alerts : next, announcements: announcements.reverse(), wakeAt};
};
