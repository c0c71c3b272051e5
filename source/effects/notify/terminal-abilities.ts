import type {NotificationKind} from '../../model/alert.ts';
import type {NotificationProtocol} from './sequences.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Terminals that are known to show notifications, and how they tell their name. */
const notifiers: readonly {
	readonly protocol: NotificationProtocol;
	readonly isHere: (environment: Environment) => boolean;
}[] = [
	{
		protocol: 'osc99',
		isHere: ({KITTY_WINDOW_ID, TERM = ''}) => Boolean(KITTY_WINDOW_ID) || TERM === 'xterm-kitty',
	},
	{
		protocol: 'osc9',
		isHere: ({TERM_PROGRAM, LC_TERMINAL}) =>
			TERM_PROGRAM === 'iTerm.app' || LC_TERMINAL === 'iTerm2',
	},
	{
		protocol: 'osc777',
		isHere: ({TERM_PROGRAM = '', TERM = '', WEZTERM_PANE, GHOSTTY_RESOURCES_DIR, VTE_VERSION}) =>
			['WezTerm', 'ghostty'].includes(TERM_PROGRAM) ||
			Boolean(WEZTERM_PANE ?? GHOSTTY_RESOURCES_DIR ?? VTE_VERSION) ||
			/^(foot|rxvt-unicode|xterm-ghostty|wezterm)/.test(TERM),
	},
];

/** How this terminal shows notifications; null: not at all, or nobody knows how. */
export const notificationProtocol = (
	wanted: NotificationKind,
	environment: Environment,
): NotificationProtocol | null => {
	if (wanted !== 'auto') {
		return wanted === 'off' ? null : wanted;
	}

	return notifiers.find(({isHere}) => isHere(environment))?.protocol ?? null;
};

/** Terminals without a window, or that print what they do not know. */
const titleless = /^(|dumb|linux|cons25|vt\d+|ansi|sun|eterm.*)$/;

export const hasTitle = ({TERM = ''}: Environment): boolean => !titleless.test(TERM);
