import type {AlertsShown} from '../../analysis/alerts/shown.ts';
import {
	acknowledgeAlerts,
	type AlertBook,
	emptyAlertBook,
	muteAlerts,
	watchAlerts,
} from '../../analysis/alerts/watch-alerts.ts';
import type {RowPage} from '../../analysis/row-book.ts';
import type {Row} from '../../analysis/rows.ts';
import type {Alert, AlertSettings} from '../../model/alert.ts';

export type AlertSession = {
	/** Something may be another than before: it is looked at soon. */
	readonly note: () => void;
	readonly acknowledge: () => void;
	/** Quiet for a while, or no longer; answers with the moment until which it is, or null. */
	readonly toggleMute: () => number | null;
	/** What is shown reads differently for another reason. */
	readonly refresh: () => void;
	readonly close: () => void;
};

/** Changes that come together are looked at together; nobody is told sooner than they can look up. */
const togetherMs = 100;

const longestWaitMs = 3_600_000;

const minute = 60_000;

/**
Looks at the tasks as they are, whatever the screen shows: while it is paused, or in the past, alerts are
about the present.
*/
export const createAlertSession = ({
	settings,
	page,
	isReading,
	ownTasks = () => new Set(),
	trouble,
	announce,
	show,
	onLook,
	now,
}: {
	readonly settings: AlertSettings;
	/** All tasks as they are. */
	readonly page: () => RowPage;
	/** Everything is still being read for the first time. */
	readonly isReading: () => boolean;
	/** Keys of the tasks that the person has just changed from here. */
	readonly ownTasks?: () => ReadonlySet<string>;
	readonly trouble: () => string | null;
	readonly announce: (alerts: readonly Alert[]) => void;
	readonly show: (shown: AlertsShown) => void;
	/** Told after each look how all tasks stand. */
	readonly onLook: (rows: readonly Row[], unseen: number) => void;
	readonly now: () => number;
}): AlertSession => {
	let book: AlertBook = emptyAlertBook;
	let hasBeenRead = false;
	let shown: AlertsShown | null = null;
	let timer: NodeJS.Timeout | null = null;
	let dueAt = Number.POSITIVE_INFINITY;
	let isClosed = false;

	const tell = (): void => {
		const next: AlertsShown = {
			alerts: book.told.alerts,
			atStart: book.atStart,
			mutedUntil: book.mutedUntil,
			trouble: trouble(),
		};
		const isSame =
			shown !== null &&
			(Object.keys(next) as (keyof AlertsShown)[]).every((name) => next[name] === shown![name]);
		if (!isSame) {
			shown = next;
			show(next);
		}
	};

	const wakeAt = (at: number): void => {
		if (isClosed || (timer && dueAt <= at)) {
			return;
		}

		if (timer) {
			clearTimeout(timer);
		}

		dueAt = at;
		timer = setTimeout(look, Math.min(Math.max(0, at - now()), longestWaitMs));
		timer.unref();
	};

	const look = (): void => {
		timer = null;
		dueAt = Number.POSITIVE_INFINITY;
		const at = now();
		const {rows, changesAt} = page();
		// What came with the end of the first reading was there before as well.
		const isFirst = !hasBeenRead;
		hasBeenRead ||= !isReading();
		const result = watchAlerts(book, {rows, now: at, isFirst, ownTasks: ownTasks()}, settings);
		({book} = result);
		tell();
		if (result.announcements.length > 0) {
			announce(result.announcements);
		}

		onLook(rows, book.told.alerts.filter(({isAcknowledged}) => !isAcknowledged).length);
		const upcoming = [changesAt, result.wakeAt].filter((moment) => moment !== null);
		if (upcoming.length > 0) {
			wakeAt(Math.max(at + togetherMs, Math.min(...upcoming)));
		}
	};

	return {
		note: () => wakeAt(now() + togetherMs),
		acknowledge() {
			book = acknowledgeAlerts(book);
			tell();
			wakeAt(now() + togetherMs);
		},
		toggleMute() {
			const until = book.mutedUntil === null ? now() + settings.muteMinutes * minute : null;
			book = muteAlerts(book, until);
			tell();
			wakeAt(now() + togetherMs);
			return until;
		},
		refresh: tell,
		close() {
			isClosed = true;
			if (timer) {
				clearTimeout(timer);
			}
		},
	};
};
