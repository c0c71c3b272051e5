import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseSync} from 'rolldown/utils';
import {describe, expect, test} from 'vitest';

/**
The rooms of the source and the way imports go between them: a room may import itself and the rooms
named here. `docs/architecture.md` explains why.
*/
const pure = ['model', 'text'];
const told = [...pure, 'formats', 'store'];
const asked = [...told, 'analysis'];
const planned = [...asked, 'recovery'];
const all = [...planned, 'history', 'export', 'commands', 'watch', 'effects', 'demo'];

const rooms: Readonly<Record<string, readonly string[]>> = {
	model: ['text'],
	text: [],
	formats: pure,
	store: [...pure, 'formats'],
	analysis: told,
	recovery: asked,
	history: asked,
	export: planned,
	commands: planned,
	watch: told,
	effects: pure,
	ui: all.filter((room) => room !== 'demo'),
	demo: pure,
	cli: [...all, 'ui'],
	// The executable: `source/cli.ts`.
	'': ['cli'],
};

/** What touches the outside of the program, and the only rooms that may. */
const outside: readonly {readonly what: RegExp; readonly rooms: readonly string[]}[] = [
	{what: /^node:/, rooms: ['', 'cli', 'demo', 'effects', 'history', 'watch']},
	{what: /^(ink|ink-.*|react|react-.*)(\/.*)?$/, rooms: ['ui']},
	{what: /^chokidar$/, rooms: ['watch']},
	{what: /^meow$/, rooms: ['', 'cli']},
];

/** A thing without a room is not yet understood. */
const namesOfNothing = /^(utils?|helpers?|common|misc|shared|lib)$/;

const mostLines = 300;

const project = fileURLToPath(new URL('../', import.meta.url));
const source = path.join(project, 'source');

type Import = {readonly line: number; readonly specifier: string};
type SourceFile = {
	/** Relative to `source/`, with `/`. */
	readonly name: string;
	readonly room: string;
	readonly text: string;
	readonly imports: readonly Import[];
};

const roomOf = (name: string): string => (name.includes('/') ? name.split('/')[0]! : '');

const importsOf = (name: string, text: string): Import[] => {
	const {module} = parseSync(name, text);
	const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
	return [
		...module.staticImports.map(({start, moduleRequest}) => ({
			line: lineOf(start),
			specifier: moduleRequest.value,
		})),
		...module.staticExports.flatMap(({start, entries}) =>
			entries
				.filter(({moduleRequest}) => moduleRequest)
				.map(({moduleRequest}) => ({line: lineOf(start), specifier: moduleRequest!.value})),
		),
		...module.dynamicImports.map(({start, moduleRequest}) => ({
			line: lineOf(start),
			specifier: text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
		})),
	];
};

const filesBelow = (folder: string): string[] =>
	readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map((entry) =>
			path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
		)
		.sort();

const files: SourceFile[] = filesBelow(source)
	.filter((name) => /\.tsx?$/.test(name))
	.map((name) => {
		const text = readFileSync(path.join(source, name), 'utf8');
		return {name, room: roomOf(name), text, imports: importsOf(name, text)};
	});

/** Every import of every file, said in words, for which a rule does not hold. */
const violations = (isAllowed: (file: SourceFile, specifier: string) => boolean): string[] =>
	files.flatMap((file) =>
		file.imports
			.filter(({specifier}) => !isAllowed(file, specifier))
			.map(({line, specifier}) => `source/${file.name}:${line} imports ${specifier}`),
	);

describe('the source', () => {
	test('is read: its imports are found, whatever form they have', () => {
		const text = `
			import a, {
				type b,
			} from '../one.ts';
			export {c} from './two.ts';
			export * from './three.ts';
			import './four.ts';
			import type {d} from 'five';
			const e = await import('node:six');
			// import './not.ts'
		`;
		expect(
			importsOf('x.ts', text)
				.map(({specifier}) => specifier)
				.sort(),
		).toEqual(['../one.ts', './four.ts', './three.ts', './two.ts', 'five', 'node:six']);
		expect(files.length).toBeGreaterThan(20);
	});

	test('has only the rooms of `docs/architecture.md`', () => {
		expect([...new Set(files.map(({room}) => room))].filter((room) => !(room in rooms))).toEqual(
			[],
		);
	});

	test('may import what `docs/architecture.md` says', () => {
		const text = readFileSync(path.join(project, 'docs/architecture.md'), 'utf8');
		const named = (cell: string) =>
			[...cell.matchAll(/`([^`]+)`/g)].flatMap(([, words]) => words!.split(' '));
		const others = (room: string) =>
			Object.keys(rooms).filter((name) => !['', room].includes(name));
		const documented = [...text.matchAll(/^\| `(\w+)\/` \|.*\| ([^|]*)\|$/gm)].map(
			([, room, cell]): [string, string[]] => [
				room!,
				cell!.startsWith('all')
					? others(room!).filter((name) => !named(cell!).includes(name))
					: named(cell!),
			],
		);
		const inOrder = (list: Iterable<readonly [string, readonly string[]]>) =>
			Object.fromEntries([...list].map(([room, imports]) => [room, imports.toSorted()]));
		expect(inOrder(documented)).toEqual(
			inOrder(Object.entries(rooms).filter(([room]) => room !== '')),
		);
	});

	test('imports one way only', () => {
		expect(
			violations(({name, room}, specifier) => {
				if (!specifier.startsWith('.')) {
					return true;
				}

				const target = path.posix.join(path.posix.dirname(name), specifier);
				const targetRoom = roomOf(target);
				return targetRoom === room || target.startsWith('..') || rooms[room]!.includes(targetRoom);
			}),
		).toEqual([]);
	});

	test.each(outside)('imports $what only where it belongs', ({what, rooms: allowed}) => {
		expect(
			violations(({room}, specifier) => !what.test(specifier) || allowed.includes(room)),
		).toEqual([]);
	});

	test('has no room and no file for things without a name', () => {
		expect(
			files
				.map(({name}) => name)
				.filter((name) =>
					name.split('/').some((part) => namesOfNothing.test(part.replace(/\.tsx?$/, ''))),
				),
		).toEqual([]);
	});

	test('has kebab-case names', () => {
		expect(
			files
				.map(({name}) => name)
				.filter((name) => !/^[a-z\d]+(-[a-z\d]+)*(\/[a-z\d]+(-[a-z\d]+)*)*\.tsx?$/.test(name)),
		).toEqual([]);
	});

	test(`has no file of more than ${mostLines} lines`, () => {
		expect(
			files
				.map(({name, text}) => ({name, lines: text.split('\n').length - 1}))
				.filter(({lines}) => lines > mostLines),
		).toEqual([]);
	});

	test('explains every format in a readme beside it', () => {
		const formats = readdirSync(path.join(source, 'formats'), {withFileTypes: true}).filter(
			(entry) => entry.isDirectory(),
		);
		expect(formats.length).toBeGreaterThan(0);
		expect(
			formats
				.map(({name}) => name)
				.filter((name) => !existsSync(path.join(source, 'formats', name, 'readme.md'))),
		).toEqual([]);
	});

	test('registers every format folder', () => {
		const list = files.find(({name}) => name === 'formats/index.ts')!;
		const folders = readdirSync(path.join(source, 'formats'), {withFileTypes: true}).filter(
			(entry) => entry.isDirectory(),
		);
		expect(
			folders
				.map(({name}) => name)
				.filter((name) => !list.imports.some(({specifier}) => specifier === `./${name}/index.ts`)),
		).toEqual([]);
	});
});

describe('the tests', () => {
	test('have a room for every room of the source', () => {
		const tested = new Set(
			readdirSync(path.join(project, 'test'), {withFileTypes: true})
				.filter((entry) => entry.isDirectory())
				.map(({name}) => name),
		);
		expect(
			[...new Set(files.map(({room}) => room))].filter((room) => room !== '' && !tested.has(room)),
		).toEqual([]);
	});
});
