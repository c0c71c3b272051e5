import type {Tone} from '../analysis/columns.ts';
import type {Settings} from '../model/settings.ts';

/** Properties of Ink's `Text`. */
export type Style = {
	readonly color?: string;
	readonly backgroundColor?: string;
	readonly dimColor?: boolean;
	readonly bold?: boolean;
	readonly inverse?: boolean;
	readonly underline?: boolean;
};

/**
How meanings look. Colours are those of the terminal's own palette, so that they suit the background a
person chose; only the bar of the selected line needs to know whether that is dark or light.
*/
export type Theme = {
	readonly tones: Readonly<Record<Tone, Style>>;
	readonly selection: Style;
	readonly brand: Style;
	readonly border: Style;
	readonly key: Style;
};

const tones: Readonly<Record<Tone, Style>> = {
	running: {color: 'cyan'},
	interrupted: {color: 'yellow', bold: true},
	failed: {color: 'red', bold: true},
	blocked: {color: 'magenta'},
	partial: {color: 'yellow'},
	pending: {},
	completed: {color: 'green'},
	cancelled: {dimColor: true},
	skipped: {dimColor: true},
	unknown: {color: 'yellow', dimColor: true},
	plain: {},
	dim: {dimColor: true},
	strong: {bold: true},
	accent: {color: 'cyan'},
	warning: {color: 'yellow'},
};

const dark: Theme = {
	tones,
	selection: {backgroundColor: 'ansi256(237)', color: 'whiteBright'},
	brand: {color: 'cyan', bold: true},
	border: {dimColor: true},
	key: {color: 'cyan'},
};

const light: Theme = {
	...dark,
	tones: {
		...tones,
		running: {color: 'blue'},
		accent: {color: 'blue'},
		partial: {color: 'yellow', bold: true},
	},
	selection: {backgroundColor: 'ansi256(254)', color: 'black'},
	brand: {color: 'blue', bold: true},
	key: {color: 'blue'},
};

const withoutColor = (style: Style): Style => ({
	bold: style.bold,
	dimColor: style.dimColor,
	underline: style.underline,
});

/** Shape, weight and words only. */
const colorless: Theme = {
	tones: Object.fromEntries(
		Object.entries(tones).map(([tone, style]) => [tone, withoutColor(style)]),
	) as Record<Tone, Style>,
	selection: {inverse: true},
	brand: {bold: true},
	border: {dimColor: true},
	key: {bold: true},
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
The theme for a terminal. `NO_COLOR` (https://no-color.org) and `--no-color` leave weight and shape;
`COLORFGBG`, which many terminals set, tells a light background from a dark one.
*/
export const themeFor = (settings: Settings, environment: Environment): Theme => {
	const isForced = settings.color === 'always';
	const isRefused = settings.color === 'never' || Boolean(environment['NO_COLOR']);
	if (isRefused && !isForced) {
		return colorless;
	}

	const isLight =
		settings.theme === 'auto' ? hasLightBackground(environment) : settings.theme === 'light';
	return isLight ? light : dark;
};

/** `COLORFGBG` is "foreground;background" as numbers of the palette; 7 and 9 to 15 are light. */
const hasLightBackground = (environment: Environment): boolean => {
	const background = Number(environment['COLORFGBG']?.split(';').at(-1) ?? Number.NaN);
	return background === 7 || (background >= 9 && background <= 15);
};
