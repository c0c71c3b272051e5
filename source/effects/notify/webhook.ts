import {randomUUID} from 'node:crypto';
import type {WebhookSettings} from '../../model/alert.ts';
import {post} from './post.ts';
import {readSecret} from './secret.ts';
import {signatureOf} from './signature.ts';

export type Webhook = {
	/** Takes a body to be sent; returns at once. */
	readonly send: (body: string) => void;
	/** What does not work at the moment, in words; null: nothing is wrong. */
	readonly trouble: () => string | null;
	/** Ends what is under way. What was not sent by then is not sent. */
	readonly close: () => void;
};

/** Waits before the second try and the further ones; then it is given up. */
const retryMs: readonly number[] = [1000, 5000, 30_000, 120_000];

const limitMs = 10_000;

/** Of a longer queue the oldest go: what is new matters more. */
const mostQueued = 100;

type Message = {readonly id: string; readonly body: string; readonly tried: number};

/**
Sends alerts one after the other, in order, and tries again what was not accepted. Nobody waits for it, and
the process does not stay for it.
*/
export const createWebhook = ({
	settings,
	version,
	environment,
	onChange,
	waits = retryMs,
	timeoutMs = limitMs,
	now = Date.now,
}: {
	readonly settings: WebhookSettings;
	readonly version: string;
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** The trouble is another one. */
	readonly onChange: () => void;
	readonly waits?: readonly number[];
	readonly timeoutMs?: number;
	readonly now?: () => number;
}): Webhook => {
	const secret = readSecret(settings.secret, environment);
	const closing = new AbortController();
	const queue: Message[] = [];
	let trouble: string | null = secret.type === 'missing' ? `not sent: ${secret.reason}` : null;
	let lost = 0;
	let isBusy = false;
	let timer: NodeJS.Timeout | null = null;

	const tell = (next: string | null): void => {
		if (next !== trouble) {
			trouble = next;
			onChange();
		}
	};

	const lostText = (reason: string): string =>
		`${lost} ${lost === 1 ? 'alert was' : 'alerts were'} not sent: ${reason}`;

	const headersOf = ({id, body}: Message): Readonly<Record<string, string>> => {
		const timestamp = Math.floor(now() / 1000);
		return {
			'content-type': 'application/json; charset=utf-8',
			'user-agent': `metawatch/${version}`,
			'x-metawatch-delivery': id,
			'x-metawatch-timestamp': String(timestamp),
			...(secret.type === 'known' && {
				'x-metawatch-signature': signatureOf(secret.secret, timestamp, body),
			}),
		};
	};

	const next = async (): Promise<void> => {
		const message = queue.shift();
		if (!message || isBusy || closing.signal.aborted) {
			return;
		}

		isBusy = true;
		const posted = await post(settings.url, message.body, {
			headers: headersOf(message),
			limitMs: timeoutMs,
			signal: closing.signal,
		});
		isBusy = false;
		if (closing.signal.aborted) {
			return;
		}

		if (posted.type === 'accepted') {
			tell(lost > 0 ? lostText('an earlier one was given up') : null);
			void next();
			return;
		}

		const wait = waits[message.tried];
		if (posted.isFinal || wait === undefined) {
			lost++;
			tell(lostText(posted.reason));
			void next();
			return;
		}

		tell(`${posted.reason}; trying again`);
		queue.unshift({...message, tried: message.tried + 1});
		timer = setTimeout(() => {
			timer = null;
			void next();
		}, wait);
		timer.unref();
	};

	return {
		send(body) {
			if (secret.type === 'missing' || closing.signal.aborted) {
				return;
			}

			queue.push({id: randomUUID(), body, tried: 0});
			if (queue.length > mostQueued) {
				queue.shift();
				lost++;
				tell(lostText('too many are waiting'));
			}

			if (!isBusy && timer === null) {
				void next();
			}
		},
		trouble: () => trouble,
		close() {
			closing.abort();
			if (timer) {
				clearTimeout(timer);
			}

			queue.length = 0;
		},
	};
};
