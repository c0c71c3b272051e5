import {expect, test} from 'vitest';
import {createRunner} from '../../../source/recovery/campaign/runner.ts';

test('a runner takes events one after the other, carries out actions, and wakes at the latest time asked for', () => {
	const wakes: {at: number; callback: () => void; isGivenUp: boolean}[] = [];
	const performed: string[] = [];
	const kept: string[] = [];
	const runner = createRunner<string, string, string>({
		initial: '',
		step: (state, event, now) => ({
			state: state + event,
			actions: event === 'a' ? ['answer'] : [],
			wakeAt: event === 'end' ? null : now + event.length,
		}),
		perform(action, state) {
			performed.push(`${action} in ${state}`);
			// An answer that comes at once waits for the event before it.
			runner.send('b');
			runner.send('c');
			expect(runner.state()).toBe(state);
		},
		tick: 'tick',
		now: () => 1000,
		wake(at, callback) {
			const one = {at, callback, isGivenUp: false};
			wakes.push(one);
			return () => {
				one.isGivenUp = true;
			};
		},
		onState: (state) => kept.push(state),
	});
	runner.send('a');
	expect(performed).toEqual(['answer in a']);
	expect(kept).toEqual(['a', 'ab', 'abc']);
	expect(wakes.map(({isGivenUp}) => isGivenUp)).toEqual([true, true, false]);
	wakes.at(-1)!.callback();
	expect(runner.state()).toBe('abctick');
	runner.send('end');
	expect(wakes.every(({isGivenUp}) => isGivenUp)).toBe(true);
	runner.close();
	runner.send('a');
	expect(runner.state()).toBe('abctickend');
});
