import type {JournalEntry} from '../model/journal.ts';
import type {Recording} from './recording.ts';
import type {Limits} from './retention.ts';

/** How recording goes, for one line on the screen. */
export type Notice = {
	/**
	- `recording`: all is well again, or a corrupt file was set aside;
	- `paused`: it is tried again later, and what happens meanwhile is held as long as there is room;
	- `off`: nothing is recorded any more.
	*/
	readonly state: 'recording' | 'paused' | 'off';
	readonly message: string;
};

export type WorkerOptions = {
	readonly file: string;
	readonly workspace: string;
	readonly run: string;
	readonly limits: Limits;
	/** Milliseconds after which what failed is tried again. */
	readonly retryMs: number;
	/** For tests of a full disk. */
	readonly maximumPages?: number;
};

/** What the screen's thread asks of the recording one. Each is answered by `done`. */
export type Order =
	/** A part of a text, which a recording names by its slot. */
	| {readonly type: 'part'; readonly slot: number; readonly text: string}
	| {
			readonly type: 'record';
			readonly recording: Recording;
			/** One for each of its versions: where its text was put, or null. */
			readonly slots: readonly (number | null)[];
	  }
	| {readonly type: 'first-read'; readonly paths: readonly string[]; readonly at: number}
	| {readonly type: 'note'; readonly entries: readonly JournalEntry[]}
	| {readonly type: 'remember'; readonly name: string; readonly value: unknown}
	| {readonly type: 'close'};

export type Answer =
	| {readonly type: 'done'}
	| {readonly type: 'notice'; readonly notice: Notice}
	| {readonly type: 'closed'};
