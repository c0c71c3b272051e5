import {existsSync, globSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = globSync(['*.md', 'docs/**/*.md', 'benchmark/*.md', 'source/formats/*/readme.md'], {
	cwd: root,
});

/** Files that a page links to or shows, as written. */
const linksOf = (page: string): readonly string[] =>
	Array.from(
		readFileSync(path.join(root, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g),
		([, link]) => link!,
	);

test.each(pages)('%s links to files that are there', (page) => {
	const folder = path.join(root, path.dirname(page));
	expect(linksOf(page).filter((link) => !existsSync(path.join(folder, link)))).toEqual([]);
});

test('every picture is shown somewhere', () => {
	const shown = new Set(
		pages.flatMap((page) => linksOf(page).map((link) => path.join(path.dirname(page), link))),
	);
	const pictures = globSync('docs/pictures/*.svg', {cwd: root});
	expect(pictures.length).toBeGreaterThan(0);
	expect(pictures.filter((picture) => !shown.has(path.normalize(picture)))).toEqual([]);
});
