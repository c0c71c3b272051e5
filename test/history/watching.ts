import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Change} from '../../source/store/reduce.ts';
import type {State} from '../../source/store/state.ts';
import {createStore} from '../../source/store/store.ts';
import {type History, type HistoryOptions, openHistory} from '../../source/history/history.ts';
import {withHistory} from '../../source/history/with-history.ts';
import {project} from '../store/project.ts';

/** A folder for the state of a user, and how to be rid of it. */
export const temporaryFolder = (): {readonly folder: string; readonly remove: () => void} => {
	const folder = mkdtempSync(path.join(tmpdir(), 'metawatch-history-'));
	return {folder, remove: () => rmSync(folder, {recursive: true, force: true})};
};

/** Stories are told in a year of their own, which is too long ago for what people keep. */
const everything = {maximumAgeDays: 36_500, maximumMegabytes: 1000};

/** A watching that is recorded: what it saw, and when. */
export type Watching = {
	readonly history: History;
	readonly notices: string[];
	readonly apply: (changes: readonly Change[], now: number, isFirst?: boolean) => void;
	readonly getState: () => State;
};

export const watching = (folder: string, options: Partial<HistoryOptions> = {}): Watching => {
	const notices: string[] = [];
	const history = openHistory({
		folder,
		workspace: project,
		onNotice: ({state, message}) => notices.push(`${state}: ${message}`),
		limits: everything,
		...options,
	});
	const store = withHistory(createStore(), history);
	return {history, notices, apply: store.apply, getState: store.getState};
};
