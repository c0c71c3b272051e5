import type {AlertsShown} from '../../analysis/alerts/shown.ts';
import type {Dependencies} from '../../analysis/dependencies/dependencies.ts';
import type {Expectations} from '../../analysis/forecast/expectations.ts';
import {lineFiguresOf} from '../../analysis/line-figures.ts';
import type {RowPage} from '../../analysis/row-book.ts';
import type {Row} from '../../analysis/rows.ts';
import {createNotifier} from '../../effects/notify/notifier.ts';
import type {Webhook} from '../../effects/notify/webhook.ts';
import {alertBody} from '../../export/alert-body.ts';
import {statusLine} from '../../export/status-line.ts';
import type {Alert, AlertSettings, WebhookSettings} from '../../model/alert.ts';
import type {Settings} from '../../model/settings.ts';
import type {Store} from '../../store/store.ts';
import {type AlertSession, createAlertSession} from './alert-session.ts';
import {createFiguresKeeper} from './figures-keeper.ts';

export type ScreenAlerts = Pick<AlertSession, 'acknowledge' | 'toggleMute' | 'note'> & {
	readonly close: () => Promise<void>;
};

/** Where figures are left for `metawatch status --line`. */
export type FiguresPlace = (workspace: string) => string;

/** Joins what is worth telling to the ways of telling it: bell, notification, title, webhook, figures. */
export const startAlerts = ({
	store,
	settings,
	workspaces,
	title,
	version,
	figuresFolderOf,
	page,
	dependencies,
	expectations,
	isReading,
	ownTasks,
	show,
	write,
	environment,
	now,
}: {
	readonly store: Store;
	readonly settings: Settings;
	readonly workspaces: readonly string[];
	/** What is watched, for the title of the window. */
	readonly title: string;
	readonly version: string;
	/** Null: figures are left nowhere. */
	readonly figuresFolderOf: FiguresPlace | null;
	/** All tasks as they are. */
	readonly page: () => RowPage;
	readonly dependencies: () => Dependencies | null;
	readonly expectations: () => Expectations | null;
	readonly isReading: () => boolean;
	/** Keys of the tasks that the person has just changed from here. */
	readonly ownTasks: () => ReadonlySet<string>;
	readonly show: (shown: AlertsShown) => void;
	readonly write: (sequence: string) => void;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly now: () => number;
}): ScreenAlerts => {
	const notifier = createNotifier({write, settings: settings.alerts, environment});
	let webhook: Webhook | null = null;
	let isClosed = false;
	const openWebhook = async (place: WebhookSettings): Promise<void> => {
		// Most people have none.
		const {createWebhook} = await import('../../effects/notify/webhook.ts');
		if (!isClosed) {
			webhook = createWebhook({
				settings: place,
				version,
				environment,
				onChange: () => session.refresh(),
			});
			session.refresh();
		}
	};

	const figures = figuresFolderOf
		? createFiguresKeeper({
				workspaces,
				folderOf: figuresFolderOf,
				dependencies,
				expectations,
				pid: process.pid,
				now,
			})
		: null;
	const isSent = (alert: Alert): boolean =>
		settings.webhook?.rules?.includes(alert.rule) ?? alert.isLoud;
	const session = createAlertSession({
		settings: settings.alerts.isEnabled ? settings.alerts : withoutRules(settings.alerts),
		page,
		isReading,
		ownTasks,
		trouble: () => webhook?.trouble() ?? null,
		announce(alerts) {
			notifier.announce(alerts);
			for (const alert of alerts.filter(isSent)) {
				webhook?.send(alertBody(alert, workspaces));
			}
		},
		show,
		onLook(rows, unseen) {
			notifier.showTitle(titleOf(rows, title));
			if (!isReading()) {
				figures?.see(rows, unseen);
			}
		},
		now,
	});
	if (settings.webhook && settings.alerts.isEnabled) {
		void openWebhook(settings.webhook);
	}

	session.note();
	const stopListening = store.subscribe(session.note);
	return {
		acknowledge: session.acknowledge,
		toggleMute: session.toggleMute,
		note: session.note,
		async close() {
			isClosed = true;
			stopListening();
			session.close();
			webhook?.close();
			notifier.close();
			await figures?.close();
		},
	};
};

/** Whoever wants no alerts may still ask how things stand. */
const withoutRules = (settings: AlertSettings): AlertSettings => ({
	...settings,
	rules: Object.fromEntries(
		Object.entries(settings.rules).map(([id, rule]) => [id, {...rule, isEnabled: false}]),
	) as AlertSettings['rules'],
});

const titleOf = (rows: readonly Row[], title: string): string => {
	const line = statusLine(lineFiguresOf(rows, {alerts: 0, etaAt: null}), {
		template: null,
		isColored: false,
	});
	return [line, `metawatch ${title}`].filter(Boolean).join(' ');
};
