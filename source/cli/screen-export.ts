import path from 'node:path';
import {setImmediate} from 'node:timers/promises';
import type {Settings} from '../model/settings.ts';
import type {ScreenOptions} from '../ui/screen.tsx';

/** Writes the reports that are asked for on the screen; what it needs is loaded when the first one is. */
export const exportsFor = (
	workspaces: readonly string[],
	settings: Settings,
): Pick<ScreenOptions, 'writeReport'> => ({
	async writeReport({reports, format, file, filter, mayReplace, signal, onProgress}, look) {
		const [{gather}, {writeReport}, {batchesOf}, {writeWhole}] = await Promise.all([
			import('./export/gather.ts'),
			import('../export/report.ts'),
			import('../export/batches.ts'),
			import('../effects/write-whole.ts'),
		]);
		const {input, close} = await gather(
			{...look, workspaces, settings},
			{filter, window: {since: null, until: null}},
		);
		const target = path.resolve(file);
		const pieces = async function* (): AsyncGenerator<string, void, undefined> {
			let lines = 0;
			for (const {text, count} of batchesOf(writeReport(reports, format, input))) {
				yield text;
				lines += count;
				onProgress(lines);
				// Keys are answered in between.
				await setImmediate();
			}
		};
		try {
			const result = await writeWhole(target, pieces(), {mayReplace, signal});
			return result.type === 'written' ? {type: 'written', path: target} : result;
		} finally {
			close();
		}
	},
});
