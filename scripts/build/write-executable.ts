import {chmodSync} from 'node:fs';
import path from 'node:path';
import type {Plugin} from 'rolldown';

/** Package managers set the executable bit at installation; a fresh build should run as well. */
export const writeExecutable = (): Plugin => ({
	name: 'write-executable',
	writeBundle({dir = '.'}) {
		chmodSync(path.join(dir, 'cli.js'), 0o755);
	},
});
