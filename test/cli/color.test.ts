import {expect, test} from 'vitest';
import {usesColor} from '../../source/cli/color.ts';

test.each([
	['auto', {}, true, true],
	['auto', {}, false, false],
	['auto', {NO_COLOR: '1'}, true, false],
	['auto', {NO_COLOR: ''}, true, true],
	['auto', {TERM: 'dumb'}, true, false],
	['auto', {FORCE_COLOR: '1'}, false, true],
	['auto', {FORCE_COLOR: ''}, false, true],
	['auto', {FORCE_COLOR: '0'}, true, false],
	['auto', {FORCE_COLOR: 'false'}, true, false],
	['auto', {FORCE_COLOR: '1', NO_COLOR: '1'}, false, true],
	['always', {NO_COLOR: '1'}, false, true],
	['never', {FORCE_COLOR: '1'}, true, false],
] as const)('%s with %j on a terminal: %s -> %s', (choice, environment, isTerminal, expected) => {
	expect(usesColor(choice, environment, isTerminal)).toBe(expected);
});
