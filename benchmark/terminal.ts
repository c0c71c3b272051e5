import {setTimeout as wait} from 'node:timers/promises';
import {builtCommand, nodeBinary, type PtyScreen, runInTerminal} from '../test/helpers/pty.ts';
import {floorList, floorWatch} from './floor/build.ts';
import {titlePattern} from './workspaces/prose.ts';
import type {Workspace} from './workspaces/workspace.ts';

const size = {columns: 120, rows: 40};

/** Starts the screen on a workspace. */
export const startMetawatch = ({folder, home}: Workspace): PtyScreen =>
	runInTerminal([nodeBinary, builtCommand, folder], {...size, env: {HOME: home}});

/** Starts the least Ink program with a list. */
export const startFloorList = (): PtyScreen =>
	runInTerminal([nodeBinary, floorList], {...size, env: {}});

/** Starts the least program that shows a change of a file. */
export const startFloorWatch = ({folder, watchedFile}: Workspace): PtyScreen =>
	runInTerminal([nodeBinary, floorWatch, folder, watchedFile], size);

/** Resolves with the time (`performance.now`) at which the first title came out of the program. */
export const firstTitleAt = async (screen: PtyScreen): Promise<number> =>
	outputAt(screen, (output) => titlePattern.test(output));

/**
Resolves with the time at which the output since the call first met a condition. Looks at bytes as
they arrive, so it does not count the time the emulator needs.
*/
export const outputAt = async (
	screen: PtyScreen,
	condition: (output: string) => boolean,
	timeout = 30_000,
): Promise<number> =>
	new Promise((resolve, reject) => {
		let output = '';
		const timer = setTimeout(() => {
			stop();
			reject(new Error(`nothing fitting came within ${timeout} ms; the screen:\n${screen.text()}`));
		}, timeout);
		const stop = screen.onOutput((chunk) => {
			const at = performance.now();
			output += Buffer.from(chunk).toString('latin1');
			if (condition(output)) {
				stop();
				clearTimeout(timer);
				resolve(at);
			}
		});
	});

/**
Resolves with the time at which the output came that made a condition on the screen true. The program
writes only what changed, so its bytes alone do not tell.
*/
export const shownAt = async (
	screen: PtyScreen,
	condition: (lines: string[]) => boolean,
	timeout = 10_000,
): Promise<number> => {
	let lastChunkAt = performance.now();
	const stop = screen.onOutput(() => {
		lastChunkAt = performance.now();
	});
	try {
		await screen.waitFor(condition, {timeout});
		return lastChunkAt;
	} finally {
		stop();
	}
};

/** Resolves when the program has written nothing for a while, or rejects when it never stops. */
export const quiet = async (screen: PtyScreen, silence = 300, timeout = 20_000): Promise<void> => {
	const end = performance.now() + timeout;
	let before = -1;
	while (before !== screen.bytes()) {
		before = screen.bytes();
		await wait(silence);
		if (performance.now() > end) {
			throw new Error(`the program did not become quiet within ${timeout} ms`);
		}
	}
};

/** Waits until the list is drawn and nothing more comes. */
export const ready = async (screen: PtyScreen): Promise<void> => {
	await screen.waitFor((lines) => lines.some((line) => titlePattern.test(line)), {
		timeout: 30_000,
		what: 'the first row',
	});
	await quiet(screen, 500).catch(() => {
		// Running tasks are redrawn every second: that is as quiet as it gets.
	});
};
