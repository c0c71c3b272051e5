import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Gaps} from '../../source/analysis/gaps.ts';
import {createWitness} from '../../source/analysis/witness.ts';
import {readLearned, writtenLearned} from '../../source/history/learned.ts';

const gaps: Gaps = {lengths: [5, 6], seen: 9, falseAlarms: 1, longestFalseMs: 7};
const alarm = {at: 1, task: 'k', id: '1', verdict: 'stuck', silenceMs: 3} as const;

test('what was learned comes back, and the next witness begins with it', () => {
	const witness = createWitness(1, undefined, new Map([['kiro\nagent', gaps]]));
	const written = JSON.parse(
		JSON.stringify(
			writtenLearned({...witness, lastFalseAlarm: () => alarm, falseAlarmCount: () => 4}),
		),
	) as unknown;
	expect(readLearned(written)).toEqual({
		gaps: new Map([['kiro\nagent', gaps]]),
		lastFalseAlarm: alarm,
		falseAlarms: 4,
	});
	expect(createWitness(1, undefined, readLearned(written).gaps).book()).toEqual(witness.book());
});

test('anything else is nothing learned', () => {
	const nothing = {gaps: new Map(), lastFalseAlarm: null, falseAlarms: 0};
	for (const value of [null, 1, 'x', [], {gaps: [['a', {lengths: ['x']}], 3, [1, gaps]]}]) {
		expect(readLearned(value)).toEqual(nothing);
	}

	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect(readLearned({gaps: value, lastFalseAlarm: value, falseAlarms: 'x'}).falseAlarms).toBe(
				0,
			);
		}),
	);
});
