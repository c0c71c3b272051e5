import {type Alert, alertRules, type AlertSettings} from '../../model/alert.ts';
import {
	bell,
	notificationSequence,
	restoreTitle,
	saveTitle,
	throughTmux,
	titleSequence,
} from './sequences.ts';
import {hasTitle, notificationProtocol} from './terminal-abilities.ts';

export type Notifier = {
	/** Rings and notifies for what is loud; several at once ring once. */
	readonly announce: (alerts: readonly Alert[]) => void;
	/** Shows a title; the same one again writes nothing. */
	readonly showTitle: (title: string) => void;
	/** Gives the window its own title back. */
	readonly close: () => void;
};

/** More at once would only cover each other. */
const mostNotifications = 3;

/** The title is written at most this often: some window managers draw everything anew for it. */
const titleEveryMs = 1000;

/** Speaks to the person through the terminal: bell, desktop notification, title of the window. */
export const createNotifier = ({
	write,
	settings,
	environment,
}: {
	readonly write: (sequence: string) => void;
	readonly settings: AlertSettings;
	readonly environment: Readonly<Record<string, string | undefined>>;
}): Notifier => {
	const protocol = notificationProtocol(settings.notification, environment);
	const passed = environment['TMUX'] ? throughTmux : (sequence: string) => sequence;
	const isTitled = settings.isEnabled && settings.title && hasTitle(environment);
	let shown: string | null = null;
	let wanted: string | null = null;
	let timer: NodeJS.Timeout | null = null;

	const writeTitle = (): void => {
		timer = null;
		if (wanted !== null && wanted !== shown) {
			write(`${shown === null ? saveTitle : ''}${titleSequence(wanted)}`);
			shown = wanted;
			timer = setTimeout(writeTitle, titleEveryMs);
			timer.unref();
		}
	};

	return {
		announce(alerts) {
			const loud = alerts.filter(({isLoud}) => isLoud);
			if (loud.length === 0) {
				return;
			}

			if (settings.bell) {
				write(bell);
			}

			if (protocol) {
				for (const {rule, message, id} of loud.slice(0, mostNotifications)) {
					const title = `metawatch: ${alertRules[rule].title}`;
					write(passed(notificationSequence(protocol, {title, body: message, id})));
				}
			}
		},
		showTitle(title) {
			wanted = title;
			if (isTitled && timer === null) {
				writeTitle();
			}
		},
		close() {
			if (timer) {
				clearTimeout(timer);
			}

			if (shown !== null) {
				// Who keeps no stack of titles is given an empty one: the shell's next prompt sets its own.
				write(`${titleSequence('')}${restoreTitle}`);
				shown = null;
			}

			wanted = null;
		},
	};
};
