import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {rolldown} from 'rolldown';
import {withoutDevtools} from '../../scripts/build/without-devtools.ts';
import {projectFolder} from '../../test/helpers/pty.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'metawatch-floor-'));

/** An Ink program that draws 1,000 windowed rows. */
export const floorList = path.join(folder, 'list.mjs');

/** A program that only watches, reads and prints: `node watch.mjs FOLDER FILE`. */
export const floorWatch = path.join(folder, 'watch.mjs');

/** Bundles the floor programs the way metawatch itself is bundled. */
export const buildFloor = async (): Promise<void> => {
	const bundle = await rolldown({
		cwd: projectFolder,
		input: {list: 'benchmark/floor/list.tsx', watch: 'benchmark/floor/watch.ts'},
		platform: 'node',
		transform: {
			target: 'node22.22',
			define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
		},
		plugins: [withoutDevtools()],
	});
	await bundle.write({
		dir: folder,
		minify: true,
		comments: {legal: false},
		entryFileNames: '[name].mjs',
		chunkFileNames: '[name].mjs',
	});
	await bundle.close();
};

export const removeFloor = (): void => {
	rmSync(folder, {recursive: true, force: true});
};
