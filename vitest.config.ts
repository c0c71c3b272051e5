import {defineConfig} from 'vitest/config';
import {corpusReporter} from './test/helpers/corpus-reporter.ts';

export default defineConfig({
	// Elements are made as in production, which is what is tested: React has no `jsxDEV` there.
	oxc: {jsx: {runtime: 'automatic', development: false}},
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// Views are compared with their colours; times must not depend on where the machine stands.
		env: {FORCE_COLOR: '1', TZ: 'UTC', NODE_ENV: 'production'},
		setupFiles: ['test/helpers/ink-table.ts'],
		// Loaded by Node, so that it is the same object for us and for ink-table.
		server: {deps: {external: [/\/ink-table\/ink\.cjs$/]}},
		testTimeout: 30_000,
		reporters: ['default', corpusReporter],
	},
});
