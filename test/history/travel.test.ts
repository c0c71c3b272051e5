import {afterEach, beforeEach, expect, test} from 'vitest';
import {openStage, type Stage} from '../../source/demo/stage.ts';
import {openHistory} from '../../source/history/history.ts';
import {withHistory} from '../../source/history/with-history.ts';
import {defaultSettings} from '../../source/model/settings.ts';
import type {State} from '../../source/store/state.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {startWatch} from '../../source/watch/watch.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {temporaryFolder} from './watching.ts';

let place: ReturnType<typeof temporaryFolder>;
let stage: Stage;

beforeEach(async () => {
	place = temporaryFolder();
	stage = await openStage({seed: 3, speed: 20});
});

afterEach(async () => {
	await stage.close();
	place.remove();
});

/** Notes every state by the moment at which it came to be. */
const noting = (store: Store, states: Map<number, State>): Store => ({
	...store,
	apply(changes, now, isFirst) {
		store.apply(changes, now, isFirst);
		states.set(now, store.getState());
	},
});

test('the past of real files of every format is told as it was then', async () => {
	const notices: string[] = [];
	const history = openHistory({
		folder: place.folder,
		workspace: stage.folder,
		onNotice: ({message}) => notices.push(message),
	});
	const states = new Map<number, State>();
	const store = noting(withHistory(createStore(), history), states);
	const watch = startWatch({workspaces: [stage.folder], settings: defaultSettings, store});
	await watch.whenFirstRead;
	history.endFirstRead(store.getState(), Date.now());
	const begun = Date.now();
	history.begin();
	await waitFor(() => store.getState().transitions.length >= 80);
	await watch.close();
	await history.whenWritten();

	const queries = (await history.queries())!;
	const moments = [...states].filter(([at]) => at > begun);
	expect(moments.length).toBeGreaterThan(20);
	for (const [at, then] of moments.filter((_, index) => index % 4 === 0)) {
		const back = queries.stateAt(at);
		expect([...back.tasks.values()]).toEqual([...then.tasks.values()]);
		expect(back.problems).toEqual(then.problems);
		expect(back.observed).toEqual(then.observed);
		expect(back.transitions).toEqual(then.transitions);
	}

	const formats = new Set([...store.getState().tasks.values()].map(({format}) => format));
	expect(formats.size).toBe(4);
	expect(notices).toEqual([]);
	await history.close();
}, 60_000);
