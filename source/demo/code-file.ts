import type {Write} from './step.ts';

/** A file of the product that an agent claims to have written: so it is there. */
export const codeFile = (path: string): Write => ({
	type: 'replace',
	path,
	text: `${path}: written by the demo of metawatch\n`,
});
