import {type ChildProcess, spawn} from 'node:child_process';

/**
A process that rewrites a file in place, again and again, in two steps with a pause between them.

@param how `truncating` empties the file first, as most writers do; `overwriting` does not.
*/
export const tearing = (
	file: string,
	content: string,
	{how, rounds, pauseMs}: {how: 'truncating' | 'overwriting'; rounds: number; pauseMs: number},
): ChildProcess =>
	spawn(
		process.execPath,
		['--input-type=module', '--eval', script, file, content, how, `${rounds}`, `${pauseMs}`],
		{stdio: ['ignore', 'ignore', 'inherit']},
	);

const script = `
import {closeSync, ftruncateSync, openSync, writeSync} from 'node:fs';
const [file, content, how, rounds, pauseMs] = process.argv.slice(1);
const half = Math.ceil(content.length / 2);
const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(pauseMs));
for (let round = 0; round < Number(rounds); round++) {
	const descriptor = openSync(file, how === 'truncating' ? 'w' : 'r+');
	if (how === 'truncating') {
		pause();
	} else {
		// Garbage in the place of the second half: what a reader meets in between.
		writeSync(descriptor, 'x'.repeat(content.length - half), half);
	}
	writeSync(descriptor, content.slice(0, half), 0);
	pause();
	writeSync(descriptor, content.slice(half), half);
	ftruncateSync(descriptor, Buffer.byteLength(content));
	closeSync(descriptor);
	pause();
}
`;

export const ended = (child: ChildProcess): Promise<unknown> =>
	new Promise((resolve) => {
		child.once('exit', resolve);
	});
