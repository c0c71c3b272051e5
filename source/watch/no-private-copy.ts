import {tmpdir} from 'node:os';
import {codeOf} from './stamp.ts';

/** A private copy cannot be made; the message says why and what helps. */
export class NoPrivateCopy extends Error {
	override readonly name = 'NoPrivateCopy';
}

/** What to tell when the folder for temporary files cannot be used. */
export const noPrivateCopy = (error: unknown): NoPrivateCopy =>
	new NoPrivateCopy(
		`it has to be copied to be read, and nothing can be written in ${tmpdir()} (${codeOf(error) || 'no reason given'}); TMPDIR names another folder`,
	);
