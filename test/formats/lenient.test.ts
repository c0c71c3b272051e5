import {describe, expect, test} from 'vitest';
import {lenient} from '../../source/formats/lenient.ts';

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

describe('a lenient schema', () => {
	const schema = lenient({name: asText, isThere: (value) => value !== undefined});

	test.for([
		[
			{name: 'a', isThere: 1, other: 2},
			{name: 'a', isThere: true},
		],
		[{name: 7}, {name: null, isThere: false}],
		[{}, {name: null, isThere: false}],
		// As `readJson` makes them.
		[Object.assign(Object.create(null), {name: 'a'}), {name: 'a', isThere: false}],
	])('reads every named field by itself: %j', ([value, expected]) => {
		expect(schema.parse(value)).toEqual(expected);
	});

	test.for([null, undefined, 'text', 1, [[]]])('refuses what is no object: %j', (value) => {
		expect(schema.safeParse(value).success).toBe(false);
	});
});
