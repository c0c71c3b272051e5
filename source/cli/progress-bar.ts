import type {WriteStream} from 'node:tty';

/** How far something has come, on one line that is overwritten and cleared. Nothing where nobody looks. */
export const createProgressBar = (
	stream: Pick<WriteStream, 'isTTY' | 'write'>,
	what: string,
): {readonly show: (done: number, total: number) => void; readonly clear: () => void} => {
	let shown = 0;
	return {
		show(done, total) {
			const now = performance.now();
			if (!stream.isTTY || (done < total && now - shown < everyMs)) {
				return;
			}

			shown = now;
			const filled = Math.round((done / Math.max(1, total)) * width);
			const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
			stream.write(`\r${bar} ${done} of ${total} ${what}\u001B[K`);
		},
		clear() {
			if (stream.isTTY) {
				stream.write('\r\u001B[K');
			}
		},
	};
};

const width = 30;
const everyMs = 50;
