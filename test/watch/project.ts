import {mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {defaultSettings, type Settings} from '../../source/model/settings.ts';
import {createStore, type Store} from '../../source/store/store.ts';
import type {CreateBackend} from '../../source/watch/backend.ts';
import {startWatch, type Watch} from '../../source/watch/watch.ts';

/** A project in a temporary folder, with task lists as the kiro format has them. */
export type Project = {
	readonly folder: string;
	readonly at: (...names: readonly string[]) => string;
	/** Where the task list of a spec is. */
	readonly list: (spec: string) => string;
	/** Writes a task list in place. */
	readonly write: (spec: string, ...titles: readonly string[]) => void;
	/** Writes a task list beside its place and renames it there. */
	readonly replace: (spec: string, ...titles: readonly string[]) => void;
	readonly remove: () => void;
};

export const createProject = (): Project => {
	const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'metawatch-watch-')));
	const at = (...names: readonly string[]): string => path.join(folder, ...names);
	const list = (spec: string): string => at('.kiro', 'specs', spec, 'tasks.md');
	const writeTo = (file: string, titles: readonly string[]): void => {
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, listOf(titles));
	};

	return {
		folder,
		at,
		list,
		write: (spec, ...titles) => writeTo(list(spec), titles),
		replace(spec, ...titles) {
			const temporary = `${list(spec)}.${titles.length}.tmp`;
			writeTo(temporary, titles);
			renameSync(temporary, list(spec));
		},
		remove: () => rmSync(folder, {recursive: true, force: true}),
	};
};

export const listOf = (titles: readonly string[]): string =>
	`# Implementation Plan\n\n${titles.map((title, index) => `- [ ] ${index + 1}. ${title}\n`).join('')}`;

/** A watch with its store, and what a test wants to ask of them. */
export type Watching = {
	readonly store: Store;
	readonly watch: Watch;
	/** Titles of all tasks, sorted. */
	readonly titles: () => readonly string[];
	readonly paths: () => readonly string[];
	/** Fails when the watch has met an error of its own. */
	readonly close: () => Promise<void>;
};

export const watchProject = async (
	workspaces: readonly string[],
	options: {
		readonly createBackend?: CreateBackend;
		readonly settings?: Partial<Settings>;
		readonly store?: Store;
	} = {},
): Promise<Watching> => {
	const store = options.store ?? createStore();
	const errors: unknown[] = [];
	const watch = startWatch({
		workspaces,
		store,
		// Long, so that what a test sees was reported and not found by a pass.
		settings: {...defaultSettings, reconcileSeconds: 3600, ...options.settings},
		createBackend: options.createBackend,
		onError: (error) => errors.push(error),
	});
	await watch.whenWatching;
	return {
		store,
		watch,
		titles: () => titlesOf(store),
		paths: () => [...store.getState().documents.keys()].sort(),
		async close() {
			await watch.close();
			if (errors.length > 0) {
				throw new AggregateError(errors, errors.map(String).join('; '));
			}
		},
	};
};

export const titlesOf = (store: Store): readonly string[] =>
	[...store.getState().tasks.values()].map(({title}) => title).sort();
