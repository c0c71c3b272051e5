import {defineConfig} from 'rolldown';
import {bareMeow} from './scripts/build/bare-meow.ts';
import {collectLicenses} from './scripts/build/collect-licenses.ts';
import {inkForInkTable} from './scripts/build/ink-for-ink-table.ts';
import {splitEntry} from './scripts/build/split-entry.ts';
import {withoutDevtools} from './scripts/build/without-devtools.ts';
import {writeExecutable} from './scripts/build/write-executable.ts';

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
		// jsonc-parser's main file is UMD, which no bundler can look into.
		resolve: {mainFields: ['module', 'main']},
		transform: {
			target: 'node22.22',
			define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
		},
		plugins: [bareMeow(), inkForInkTable(), withoutDevtools(), collectLicenses()],
		output: {
			dir: 'distribution',
			minify: true,
			comments: {legal: false},
			chunkFileNames: 'chunks/[name]-[hash].js',
		},
	},
]);
