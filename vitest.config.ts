import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';

const inkForTable = fileURLToPath(new URL('source/ui/ink-table/ink.cjs', import.meta.url));

export default defineConfig({
	plugins: [
		{
			// As in the build: ink-table can't require Ink by itself (source/ui/ink-table).
			name: 'ink-for-ink-table',
			enforce: 'pre',
			resolveId: (id, importer) =>
				id === 'ink' && importer?.includes('/ink-table/dist/') ? inkForTable : undefined,
		},
	],
	// Elements are made as in production, which is what is tested: React has no `jsxDEV` there.
	oxc: {jsx: {runtime: 'automatic', development: false}},
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// Views are compared with their colours; times must not depend on where the machine stands.
		env: {FORCE_COLOR: '1', TZ: 'UTC', NODE_ENV: 'production'},
		server: {deps: {inline: ['ink-table']}},
		testTimeout: 30_000,
	},
});
