import {rmSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {performWrite} from './perform-write.ts';
import type {Step} from './step.ts';
import {story} from './story.ts';

/** A folder in which the story is being told. */
export type Stage = {
	readonly folder: string;
	/** Where metawatch keeps what it knows about it: a demo leaves nothing behind. */
	readonly stateFolder: string;
	/** Ends the story and removes what is temporary. */
	readonly close: () => Promise<void>;
	/** Rejects when the story cannot go on. */
	readonly failed: Promise<never>;
};

export type StageOptions = {
	readonly seed: number;
	readonly speed: number;
	/** A new or empty folder that is kept; else a temporary one is made and removed. */
	readonly directory?: string;
};

/** The imaginary project; its name is that of the folder, so that the screen has a title. */
const projectName = 'parcel-tracker';

/** Writes how things stand at the beginning, and goes on writing until it is closed. */
export const openStage = async ({seed, speed, directory}: StageOptions): Promise<Stage> => {
	const temporary = await mkdtemp(path.join(tmpdir(), 'metawatch-demo-'));
	const folder = directory ?? path.join(temporary, projectName);
	const removeNow = (): void => rmSync(temporary, {recursive: true, force: true});

	// However the process ends, the temporary folder goes with it.
	process.once('exit', removeNow);
	await mkdir(folder, {recursive: true});
	let timer: NodeJS.Timeout | undefined;
	let isClosed = false;
	let working: Promise<void> = Promise.resolve();
	const {promise: failed, reject} = Promise.withResolvers<never>();
	// Whoever waits for the screen may never look at it.
	failed.catch(() => {});

	const startedAt = Date.now();
	const steps = story({seed, startedAt, speed});
	let next = steps.next();
	const due = (): Step | null =>
		!isClosed && !next.done && startedAt + next.value.atMs <= Date.now() ? next.value : null;
	const performDue = async (): Promise<void> => {
		for (let step = due(); step !== null; step = due()) {
			for (const write of step.writes) {
				await performWrite(write, folder);
			}

			next = steps.next();
		}

		if (!isClosed && !next.done) {
			const wait = Math.max(0, startedAt + next.value.atMs - Date.now());
			timer = setTimeout(() => {
				working = performDue().catch(reject);
			}, wait);
		}
	};

	await performDue();
	return {
		folder,
		stateFolder: path.join(temporary, 'state'),
		failed,
		async close() {
			isClosed = true;
			clearTimeout(timer);
			await working;
			await rm(temporary, {recursive: true, force: true, maxRetries: 3});
			process.off('exit', removeNow);
		},
	};
};

/** Whether nothing would be overwritten: there is no such folder, or nothing is in it. */
export const isFree = async (folder: string): Promise<boolean> => {
	try {
		return (await readdir(folder)).length === 0;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ENOENT';
	}
};
