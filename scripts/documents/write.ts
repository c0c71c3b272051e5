/** Writes the parts of the readme that are made from the program: `npm run documents`. */
import {readFileSync, writeFileSync} from 'node:fs';
import {withSections} from './sections.ts';

const readme = new URL('../../readme.md', import.meta.url);
writeFileSync(readme, withSections(readFileSync(readme, 'utf8')));
