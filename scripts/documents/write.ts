/** Writes what is made from the program: parts of the readme, docs/problems.md, docs/exports.md. `npm run documents` */
import {readFileSync, writeFileSync} from 'node:fs';
import {exportsDocument} from './exports.ts';
import {problemsDocument} from './problems.ts';
import {withSections} from './sections.ts';

const readme = new URL('../../readme.md', import.meta.url);
writeFileSync(readme, withSections(readFileSync(readme, 'utf8')));
writeFileSync(new URL('../../docs/problems.md', import.meta.url), problemsDocument());
writeFileSync(new URL('../../docs/exports.md', import.meta.url), exportsDocument());
