import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {Plugin} from 'rolldown';

const substitute = fileURLToPath(new URL('../../source/ui/ink-table/ink.cjs', import.meta.url));

/**
ink-table is CommonJS and asks for Ink with `require`, which is impossible for a module with
top-level await. It gets a small CommonJS object instead, which the screen fills with Ink's `Box` and
`Text` when it loads; ink-table reads them only while it renders.
*/
export const inkForInkTable = (): Plugin => ({
	name: 'ink-for-ink-table',
	resolveId: {
		filter: {id: /^ink$/},
		handler: (_id, importer) =>
			importer?.includes('/node_modules/ink-table/') && existsSync(substitute)
				? substitute
				: undefined,
	},
});
