import {defineConfig} from 'rolldown';
import {bareMeow} from './scripts/build/bare-meow.ts';
import {collectLicenses} from './scripts/build/collect-licenses.ts';
import {compileEarly} from './scripts/build/compile-early.ts';
import {inkForInkTable} from './scripts/build/ink-for-ink-table.ts';
import {inkRemembersLines} from './scripts/build/ink-remembers-lines.ts';
import {plainText} from './scripts/build/plain-text.ts';
import {quickBuiltins} from './scripts/build/quick-builtins.ts';
import {splitEntry} from './scripts/build/split-entry.ts';
import {withoutDevtools} from './scripts/build/without-devtools.ts';
import {writeExecutable} from './scripts/build/write-executable.ts';
import {yogaWithoutFetch} from './scripts/build/yoga-without-fetch.ts';

/**
Every chunk costs Node about half a millisecond to find, so what is needed together lies together: what
a module imports, and all that those import, in one chunk; what two of them need lies with the first.
The rest is cut where it is imported.
*/
const chunkGroups = [
	// What every command needs.
	{name: 'base', test: /[\\/]cli[\\/]main\.ts$/},
	// What a status bar asks every second.
	{name: 'line', test: /[\\/]status-line[\\/]run-line\.ts$/},
	// What reads files.
	{name: 'read', test: /[\\/]cli[\\/]run-(status|validate)\.ts$/},
	{name: 'screen', test: /[\\/]ui[\\/]screen\.tsx$/},
].map((group, index) => ({...group, priority: 4 - index, includeDependenciesRecursively: true}));

/** What the program is made of, and how it is cut into chunks: docs/decisions/build.md. */
export default defineConfig([
	{
		// The part that any Node must be able to parse, so that an old one can be told so.
		input: {cli: 'source/cli.ts'},
		platform: 'node',
		transform: {target: 'es2018'},
		plugins: [splitEntry('./cli/main.ts', './main.js'), writeExecutable()],
		output: {
			dir: 'distribution',
			cleanDir: true,
			banner: '#!/usr/bin/env node',
		},
	},
	{
		input: {main: 'source/cli/main.ts'},
		platform: 'node',
		preserveEntrySignatures: 'allow-extension',
		// A property of a built-in module that nobody uses need not be read.
		treeshake: {propertyReadSideEffects: false},
		// jsonc-parser's main file is UMD, which no bundler can look into.
		resolve: {mainFields: ['module', 'main']},
		transform: {
			target: 'node22.22',
			define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
		},
		plugins: [
			quickBuiltins(),
			bareMeow(),
			inkForInkTable(),
			inkRemembersLines(),
			withoutDevtools(),
			yogaWithoutFetch(),
			plainText(),
			collectLicenses(),
			compileEarly(),
		],
		output: {
			dir: 'distribution',
			minify: true,
			comments: {legal: false},
			chunkFileNames: 'chunks/[name]-[hash].js',
			codeSplitting: {groups: chunkGroups},
		},
	},
	{
		// The thread that writes history: whole in one file, so that it loads nothing of the screen.
		input: {'history-worker': 'source/history/worker.ts'},
		platform: 'node',
		transform: {target: 'node22.22'},
		plugins: [quickBuiltins()],
		output: {dir: 'distribution', minify: true, comments: {legal: false}},
	},
]);
