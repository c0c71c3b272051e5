import {request as requestHttp} from 'node:http';
import {request as requestHttps} from 'node:https';

export type Posted =
	| {readonly type: 'accepted'}
	/** `isFinal`: the same again would be refused again. */
	| {readonly type: 'refused'; readonly reason: string; readonly isFinal: boolean};

/** Answers that may be others later, beside those of 500 and above. */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

/**
Sends a text once. Redirects are not followed: they would take a signed message elsewhere. Of the answer
only its number counts; its body is not read. Never rejects.

@param limitMs for all of it, from the look-up of the name to the answer.
*/
export const post = async (
	url: string,
	body: string,
	{
		headers,
		limitMs,
		signal,
	}: {
		readonly headers: Readonly<Record<string, string>>;
		readonly limitMs: number;
		readonly signal: AbortSignal;
	},
): Promise<Posted> =>
	await new Promise((resolve) => {
		const request = (url.startsWith('https:') ? requestHttps : requestHttp)(url, {
			method: 'POST',
			headers: {...headers, 'content-length': String(Buffer.byteLength(body))},
			signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
			// A connection that is kept would keep the program.
			agent: false,
		});
		request.on('error', (error: NodeJS.ErrnoException) =>
			resolve({type: 'refused', reason: reasonOf(error, limitMs), isFinal: false}),
		);
		request.on('response', (response) => {
			const status = response.statusCode ?? 0;
			response.on('error', () => undefined);
			response.destroy();
			resolve(
				status >= 200 && status < 300
					? {type: 'accepted'}
					: {
							type: 'refused',
							reason:
								status >= 300 && status < 400 ? `it redirects (${status})` : `it said ${status}`,
							isFinal: status < 500 && !passing.has(status),
						},
			);
		});
		request.end(body);
	});

const reasonOf = ({name, code, message}: NodeJS.ErrnoException, limitMs: number): string =>
	name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR'
		? `no answer within ${limitMs / 1000} s`
		: (code ?? message);
