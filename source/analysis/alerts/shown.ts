import type {Alert, AlertRuleId} from '../../model/alert.ts';

/** What the screen shows of alerts. */
export type AlertsShown = {
	/** Newest first. */
	readonly alerts: readonly Alert[];
	/** How many tasks it already was so for when metawatch came. */
	readonly atStart: Readonly<Partial<Record<AlertRuleId, number>>>;
	/** Epoch ms until which all is quiet, or null. */
	readonly mutedUntil: number | null;
	/** What keeps them from being sent, in words, or null. */
	readonly trouble: string | null;
};

export const noAlertsShown: AlertsShown = {
	alerts: [],
	atStart: {},
	mutedUntil: null,
	trouble: null,
};

const unseenAlerts = ({alerts}: AlertsShown): number =>
	alerts.filter(({isAcknowledged}) => !isAcknowledged).length;

/** From this width on the head of the screen has room for words. */
const wordsWidth = 100;

/** For the head of the screen; null: there is nothing to say. */
export const alertsHeadline = (shown: AlertsShown, width: number): string | null => {
	const unseen = unseenAlerts(shown);
	const hasWords = width >= wordsWidth;
	const parts = [
		unseen === 0
			? null
			: hasWords
				? `⚑ ${unseen} ${unseen === 1 ? 'alert' : 'alerts'}`
				: `⚑${unseen}`,
		shown.mutedUntil === null ? null : hasWords ? 'muted' : null,
		shown.trouble === null || !hasWords ? null : 'webhook fails',
	].filter((part) => part !== null);
	return parts.length > 0 ? parts.join('  ') : null;
};
