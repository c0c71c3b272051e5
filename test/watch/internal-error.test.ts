import {afterEach, beforeEach, expect, test} from 'vitest';
import {defaultSettings} from '../../source/model/settings.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import {readSnapshot} from '../../source/watch/snapshot.ts';
import {startWatch} from '../../source/watch/watch.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {createProject, type Project, titlesOf} from './project.ts';

let project: Project;

beforeEach(() => {
	project = createProject();
});

afterEach(() => project.remove());

/** A store that throws at everything about one file, as a defect in reading it would. */
const poisoned = (spec: string): {store: Store; heal: () => void} => {
	const store = createStore();
	let isPoisoned = true;
	return {
		heal() {
			isPoisoned = false;
		},
		store: {
			...store,
			apply(changes, now, isFirst) {
				const isAbout = changes.some(
					(change) => change.type === 'read' && change.input.path === project.list(spec),
				);
				if (isPoisoned && isAbout) {
					throw new Error('a defect');
				}

				store.apply(changes, now, isFirst);
			},
		},
	};
};

const watchIt = (store: Store) => {
	const errors: unknown[] = [];
	const watch = startWatch({
		workspaces: [project.folder],
		settings: {...defaultSettings, reconcileSeconds: 3600},
		store,
		onError: (error) => errors.push(error),
	});
	return {watch, errors};
};

test('one file that metawatch cannot cope with takes no other along, and health says so', async () => {
	project.write('one', 'first');
	project.write('two', 'second');
	const {store, heal} = poisoned('one');
	const {watch, errors} = watchIt(store);
	await watch.whenWatching;
	expect(titlesOf(store)).toEqual(['second']);
	expect(watch.health()).toMatchObject({
		mode: 'stale',
		reason: expect.stringContaining('a defect'),
	});
	expect(errors).not.toEqual([]);

	// The file is not taken for read: as soon as it can be applied, a pass does so.
	heal();
	await watch.rescan();
	await waitFor(() => titlesOf(store).length === 2);
	await watch.rescan();
	expect(watch.health()).toMatchObject({mode: 'live', reason: null});
	await watch.close();
});

test('a change that cannot be applied while it is watched makes the screen stale', async () => {
	project.write('one', 'first');
	const {store, heal} = poisoned('one');
	heal();
	const throwing = {...store};
	const {watch} = watchIt(throwing);
	await watch.whenWatching;
	expect(watch.health().mode).toBe('live');
	throwing.apply = () => {
		throw new Error('a late defect');
	};
	project.replace('one', 'changed');
	await waitFor(
		() => watch.health().mode === 'stale',
		() => watch.health(),
	);
	expect(watch.health().reason).toContain('a late defect');
	throwing.apply = store.apply;
	await watch.rescan();
	expect(titlesOf(store)).toEqual(['changed']);
	await watch.close();
});

test('one look at the files throws such an error after all else was read', async () => {
	project.write('one', 'first');
	project.write('two', 'second');
	const {store} = poisoned('one');
	const look = readSnapshot({
		workspaces: [project.folder],
		settings: defaultSettings,
		store,
		withReferences: false,
	});
	await expect(look).rejects.toThrow('a defect');
	expect(titlesOf(store)).toEqual(['second']);
});
