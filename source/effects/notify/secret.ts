import {readFileSync} from 'node:fs';
import type {WebhookSettings} from '../../model/alert.ts';

export type Secret =
	| {readonly type: 'none'}
	| {readonly type: 'known'; readonly secret: string}
	| {readonly type: 'missing'; readonly reason: string};

/** The secret that signs. Where one is asked for and not found nothing may be sent unsigned. */
export const readSecret = (
	place: WebhookSettings['secret'],
	environment: Readonly<Record<string, string | undefined>>,
): Secret => {
	if (place === null) {
		return {type: 'none'};
	}

	if (place.type === 'variable') {
		const secret = environment[place.name];
		return secret
			? {type: 'known', secret}
			: {type: 'missing', reason: `the variable ${place.name} with its secret is not set`};
	}

	try {
		// Editors end files with a line break that nobody meant.
		const secret = readFileSync(place.path, 'utf8').replace(/\r?\n$/, '');
		return secret === ''
			? {type: 'missing', reason: `the file with its secret is empty: ${place.path}`}
			: {type: 'known', secret};
	} catch (error) {
		const {code = 'unreadable'} = error as NodeJS.ErrnoException;
		return {type: 'missing', reason: `the file with its secret: ${code} ${place.path}`};
	}
};
