/**
Takes the pictures of the readme and of docs/ from the real program in a real terminal:
`npm run picture` takes all, `npm run picture -- NAME` one.
*/
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {closeAll, runMetawatch} from '../../test/helpers/pty.ts';
import {darkPalette, svgOf} from './svg.ts';

type Picture = {
	readonly name: string;
	readonly columns: number;
	readonly rows: number;
	readonly arguments: readonly string[];
	readonly keys: readonly string[];
	/** How long to let it run before the picture (ms): something should have happened. */
	readonly after: number;
};

const pictures: readonly Picture[] = [
	{name: 'tasks', columns: 120, rows: 32, arguments: ['demo'], keys: [], after: 22_000},
	{name: 'details', columns: 176, rows: 36, arguments: ['demo'], keys: ['j', 'j'], after: 8000},
	{name: 'dependencies', columns: 120, rows: 34, arguments: ['demo'], keys: ['3'], after: 8000},
	{
		name: 'recovery',
		columns: 120,
		rows: 36,
		arguments: ['demo'],
		// The first option of one task, rehearsed.
		keys: ['/', 'T006', '\r', 'r', '1'],
		after: 22_000,
	},
	{name: 'timeline', columns: 120, rows: 26, arguments: ['demo'], keys: ['5', 'j'], after: 60_000},
	{name: 'metrics', columns: 120, rows: 36, arguments: ['demo'], keys: ['4'], after: 100_000},
];

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));

const take = async (picture: Picture): Promise<void> => {
	const screen = runMetawatch(picture.arguments, {columns: picture.columns, rows: picture.rows});
	await screen.waitFor((lines) => lines.some((line) => line.includes('metawatch')));
	await new Promise((resolve) => {
		setTimeout(resolve, picture.after);
	});
	for (const key of picture.keys) {
		screen.type(key);
		await new Promise((resolve) => {
			setTimeout(resolve, 300);
		});
	}

	mkdirSync(folder, {recursive: true});
	const file = path.join(folder, `${picture.name}.svg`);
	writeFileSync(file, svgOf(screen, ['metawatch', ...picture.arguments].join(' '), darkPalette));
	await screen.close();
	console.log(path.relative(process.cwd(), file));
};

const wanted = process.argv.slice(2);
for (const picture of pictures) {
	if (wanted.length === 0 || wanted.includes(picture.name)) {
		await take(picture);
	}
}

await closeAll();
