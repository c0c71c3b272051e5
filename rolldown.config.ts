import {defineConfig} from 'rolldown';
import {bareMeow} from './scripts/build/bare-meow.ts';
import {collectLicenses} from './scripts/build/collect-licenses.ts';
import {compileEarly} from './scripts/build/compile-early.ts';
import {inkForInkTable} from './scripts/build/ink-for-ink-table.ts';
import {quickBuiltins} from './scripts/build/quick-builtins.ts';
import {splitEntry} from './scripts/build/split-entry.ts';
import {withoutDevtools} from './scripts/build/without-devtools.ts';
import {writeExecutable} from './scripts/build/write-executable.ts';

/**
Every chunk costs Node about half a millisecond to find, so what is needed together lies together: the
small rooms that everything uses, and all that reads files. The rest is cut where it is imported.
*/
const chunkGroups = [
	{
		name: 'base',
		test: /source[\\/](model[\\/]|text[\\/](duration|glyphs|harmless|nearest)|cli[\\/](arguments|check-flags|color|commands|config\.|flag|output|settings|usage-error|user-folders|workspaces))|package\.json$|node_modules[\\/]meow|meow-without|^\0builtin:(process|fs|fs\/promises|path|url|util|module|os)$/,
		includeDependenciesRecursively: false,
	},
	{
		name: 'read',
		test: /source[\\/](formats|store|export|analysis[\\/](rows|liveness|summary)|cli[\\/](snapshot|run-status|run-validate)|watch[\\/](?!chokidar|watch|.*database|follow))|node_modules[\\/](zod|jsonc-parser)[\\/]/,
		includeDependenciesRecursively: false,
	},
];

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
			withoutDevtools(),
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
]);
