import {expect, test} from 'vitest';
import {kiro} from '../../../source/formats/kiro/index.ts';
import {reduce} from '../../../source/store/reduce.ts';
import {emptyState, type State} from '../../../source/store/state.ts';
import {inputOf, minute, now, statePath, stateText} from './project.ts';

const at = (time: string): number => Date.parse(`2025-06-01T${time}:00Z`);

/** The start that is shown after checkpoints were written one after the other. */
const startAfter = (...texts: readonly (readonly [time: string, text: string])[]) => {
	const state = texts.reduce<State>(
		(before, [time, text]) =>
			reduce(
				before,
				[
					{
						type: 'read',
						format: kiro.name,
						input: {...inputOf({path: statePath, text, at: at(time)}), readAt: at(time) + minute},
					},
				],
				now,
			),
		emptyState,
	);
	return [...state.tasks.values()][0]?.startedAt?.at;
};

const step = (time: string, details = {}): readonly [string, string] => [
	time,
	stateText(details, {timestamp: `2025-06-01T${time}:00Z`}),
];

test.for([
	['one checkpoint', [step('09:00')], '09:00'],
	['later ones of the same run', [step('09:00'), step('09:20'), step('09:40')], '09:00'],
	[
		'a torn one between them',
		[step('09:00'), ['09:10', '{"timestamp": "20'], step('09:20')],
		'09:00',
	],
	['another task', [step('09:00'), step('09:20', {task_id: '3'})], '09:20'],
	[
		'the same task once more',
		[step('09:00'), step('09:20', {status: 'completed'}), step('09:40')],
		'09:40',
	],
	[
		'a first one with an invented time',
		[['09:00', stateText({}, {timestamp: '2025-06-01T00:00:00Z'})], step('09:20')],
		'09:20',
	],
] as const)('the start of a run: %s', ([, steps, start]) => {
	expect(startAfter(...steps)).toBe(at(start));
});
