/** Writes what is made from the program: parts of the readme and pages of docs/. `npm run documents` */
import {readFileSync, writeFileSync} from 'node:fs';
import {commandLineDocument} from './command-line.ts';
import {exportsDocument} from './exports.ts';
import {problemsDocument} from './problems.ts';
import {withSections} from './sections.ts';

const readme = new URL('../../readme.md', import.meta.url);
writeFileSync(readme, withSections(readFileSync(readme, 'utf8')));

const pages = {
	'command-line': commandLineDocument,
	exports: exportsDocument,
	problems: problemsDocument,
};
for (const [name, make] of Object.entries(pages)) {
	writeFileSync(new URL(`../../docs/${name}.md`, import.meta.url), make());
}
