import {describe, expect, test} from 'vitest';
import {defaultSettings, type Settings} from '../../source/model/settings.ts';
import {type Style, type Theme, themeFor} from '../../source/ui/theme.ts';

const theme = (
	environment: Readonly<Record<string, string>> = {},
	settings: Partial<Settings> = {},
): Theme => themeFor({...defaultSettings, ...settings}, environment);

const dark = theme();
const light = theme({}, {theme: 'light'});
const plain = theme({}, {color: 'never'});

const stylesOf = ({tones, ...others}: Theme): Style[] => [
	...Object.values(tones),
	...Object.values(others),
];

describe('the theme', () => {
	test('is dark unless something says light', () => {
		expect(light).not.toEqual(dark);
		expect(theme({COLORFGBG: '15;0'})).toBe(dark);
		expect(theme({COLORFGBG: '0;15'})).toBe(light);
		expect(theme({COLORFGBG: '0;default;7'})).toBe(light);
		expect(theme({COLORFGBG: '12;8'})).toBe(dark);
		expect(theme({COLORFGBG: 'nonsense'})).toBe(dark);
		expect(theme({COLORFGBG: '0;15'}, {theme: 'dark'})).toBe(dark);
		expect(theme({COLORFGBG: '15;0'}, {theme: 'light'})).toBe(light);
	});

	test('has no colours where they are refused, unless they are asked for', () => {
		expect(theme({NO_COLOR: '1'})).toBe(plain);
		expect(theme({NO_COLOR: ''})).toBe(dark);
		expect(theme({NO_COLOR: '1'}, {color: 'always'})).toBe(dark);
		expect(theme({}, {color: 'never', theme: 'light'})).toBe(plain);
		for (const style of stylesOf(plain)) {
			expect(style.color).toBeUndefined();
			expect(style.backgroundColor).toBeUndefined();
		}
	});

	test('shows the selected line in every one of them', () => {
		expect(dark.selection.backgroundColor).toBeDefined();
		expect(light.selection.backgroundColor).toBeDefined();
		expect(plain.selection.inverse).toBe(true);
	});

	test('still tells what presses from what rests without colours', () => {
		expect(plain.tones.failed.bold).toBe(true);
		expect(plain.tones.interrupted.bold).toBe(true);
		expect(plain.tones.cancelled.dimColor).toBe(true);
	});
});
