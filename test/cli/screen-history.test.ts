import {existsSync} from 'node:fs';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {createWitness, type Witness} from '../../source/analysis/witness.ts';
import {historyFor} from '../../source/cli/screen-history.ts';
import {withHistory} from '../../source/history/with-history.ts';
import {defaultSettings} from '../../source/model/settings.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {temporaryFolder} from '../history/watching.ts';
import {boxes, listPath, project, read} from '../store/project.ts';

let place: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
	place = temporaryFolder();
});

afterEach(() => place.remove());

const opened = () => {
	const history = historyFor([project], defaultSettings, () => place.folder)!;
	return {history, store: withHistory(createStore(), history)};
};

const begin = async (
	history: NonNullable<ReturnType<typeof historyFor>>,
	store: Store,
	witness: Witness,
): Promise<void> =>
	await history.begin({
		getState: store.getState,
		whenFirstRead: Promise.resolve(),
		witness,
		say: (line) => expect.unreachable(line),
	});

test('what was applied before the first screen is kept as well, and nothing is written before', async () => {
	const {history, store} = opened();
	store.apply([read(listPath('a'), boxes('  '))], Date.now(), true);
	store.apply([read(listPath('a'), boxes('x '))], Date.now() + 1);
	expect(existsSync(`${place.folder}/history.db`)).toBe(false);
	await begin(history, store, createWitness(1));
	const [memory] = await history.memories();
	expect(memory!.queries.timeline({}, 10).transitions).toEqual(
		store.getState().transitions.toReversed(),
	);
	await history.close();
});

test('nothing is kept when nobody wants it, nor after an end before the first screen', async () => {
	const settings = {
		...defaultSettings,
		history: {...defaultSettings.history, isEnabled: false},
	};
	expect(historyFor([project], settings, () => place.folder)).toBeNull();
	const {history, store} = opened();
	store.apply([read(listPath('a'), boxes('  '))], Date.now(), true);
	await history.close();
	expect(await history.memories()).toEqual([]);
	expect(existsSync(`${place.folder}/history.db`)).toBe(false);
});

test('silences that were learned are known the next time, and go on from there', async () => {
	const gaps = {lengths: [1, 2, 3], seen: 3, falseAlarms: 1, longestFalseMs: 9};
	const kinds = ['kiro\nagent\nbuild', 'kiro\nagent'];
	const alarm = {at: 5, task: 'a', id: 'a', verdict: 'stuck', silenceMs: 9} as const;
	const first = createWitness(1);
	const before = opened();
	await begin(before.history, before.store, first);
	first.recall({
		gaps: new Map(kinds.map((kind) => [kind, gaps])),
		lastFalseAlarm: alarm,
		falseAlarms: 1,
	});
	await before.history.close();

	const second = createWitness(1, undefined, new Map([[kinds[0]!, {...gaps, lengths: [4]}]]));
	const after = opened();
	await begin(after.history, after.store, second);
	expect(second.gapCount()).toBe(3);
	expect(second.falseAlarmCount()).toBe(1);
	expect(second.lastFalseAlarm()).toEqual(alarm);
	expect(second.book().get(kinds[1]!)).toEqual(gaps);
	expect(second.book().get(kinds[0]!)).toEqual({
		lengths: [1, 2, 3, 4],
		seen: 6,
		falseAlarms: 2,
		longestFalseMs: 9,
	});
	await after.history.close();
});
