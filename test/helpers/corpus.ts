import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

/**
Real projects to read, when they lie beside this one; null on other machines. Tests that need them
are skipped there, and say so in their title.
*/
export const corpusFolder: string | null = existsSync(folder) ? folder : null;
