import {createHmac} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {createWebhook, type Webhook} from '../../../source/effects/notify/webhook.ts';
import type {WebhookSettings} from '../../../source/model/alert.ts';
import {waitFor} from '../../helpers/wait-for.ts';

type Got = {
	readonly body: string;
	readonly headers: IncomingMessage['headers'];
	readonly url: string;
};

const closing: (() => void)[] = [];

afterEach(() => {
	for (const close of closing.splice(0)) {
		close();
	}
});

/** A real server on this machine; the answer is given by how often it was asked. */
const serve = async (answer: (response: ServerResponse, ordinal: number) => void) => {
	const got: Got[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			got.push({
				body: Buffer.concat(chunks).toString('utf8'),
				headers: request.headers,
				url: request.url ?? '',
			});
			answer(response, got.length);
		});
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	closing.push(() => {
		server.closeAllConnections();
		server.close();
	});
	return {got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`};
};

const status = (code: number) => (response: ServerResponse) => {
	response.writeHead(code).end('answer');
};

const hookTo = (
	url: string,
	{
		secret = null,
		waits = [1, 1],
		timeoutMs = 5000,
	}: {
		secret?: WebhookSettings['secret'];
		waits?: readonly number[];
		timeoutMs?: number;
	} = {},
): Webhook & {readonly changes: (string | null)[]} => {
	const changes: (string | null)[] = [];
	const hook = createWebhook({
		settings: {url, secret, rules: null},
		version: '1.2.3',
		environment: {HOOK_SECRET: 'open sesame'},
		onChange: () => changes.push(hook.trouble()),
		waits,
		timeoutMs,
		now: () => 1_700_000_000_999,
	});
	closing.push(hook.close);
	return {...hook, changes};
};

describe('a webhook', () => {
	test('sends what happened, signed so that the receiver can check it', async () => {
		const {got, url} = await serve(status(204));
		const hook = hookTo(url, {secret: {type: 'variable', name: 'HOOK_SECRET'}});
		hook.send('{"text":"沙箱"}');
		await waitFor(() => got.length === 1);
		const {body, headers} = got[0]!;
		expect(body).toBe('{"text":"沙箱"}');
		expect(headers).toMatchObject({
			'content-type': 'application/json; charset=utf-8',
			'user-agent': 'metawatch/1.2.3',
			'x-metawatch-timestamp': '1700000000',
		});
		const expected = createHmac('sha256', 'open sesame').update(`1700000000.${body}`).digest('hex');
		expect(headers['x-metawatch-signature']).toBe(`sha256=${expected}`);
		expect(hook.trouble()).toBe(null);
	});

	test('keeps the order, one at a time', async () => {
		const {got, url} = await serve(status(200));
		const hook = hookTo(url);
		for (let index = 0; index < 20; index++) {
			hook.send(String(index));
		}

		await waitFor(() => got.length === 20);
		expect(got.map(({body}) => body)).toEqual(
			Array.from({length: 20}, (_, index) => String(index)),
		);
		expect(got[0]!.headers['x-metawatch-signature']).toBe(undefined);
	});

	test('tries again what was not taken, under the same id, and says so meanwhile', async () => {
		const {got, url} = await serve((response, ordinal) =>
			status(ordinal < 3 ? 500 : 200)(response),
		);
		const hook = hookTo(url);
		hook.send('a');
		await waitFor(() => got.length === 3 && hook.trouble() === null);
		expect(new Set(got.map(({headers}) => headers['x-metawatch-delivery'])).size).toBe(1);
		expect(hook.changes).toEqual(['it said 500; trying again', null]);
	});

	test('gives up after the last try, tells it, and goes on with the next', async () => {
		const {got, url} = await serve((response, ordinal) =>
			status(ordinal <= 3 ? 503 : 200)(response),
		);
		const hook = hookTo(url);
		hook.send('a');
		hook.send('b');
		await waitFor(() => got.length === 4);
		expect(got.map(({body}) => body)).toEqual(['a', 'a', 'a', 'b']);
		await waitFor(() => hook.trouble() === '1 alert was not sent: an earlier one was given up');
		expect(hook.changes).toContain('1 alert was not sent: it said 503');
	});

	test.each([
		[301, 'it redirects (301)'],
		[307, 'it redirects (307)'],
		[404, 'it said 404'],
		[401, 'it said 401'],
	])('does not insist where it is sent away with %i', async (code, reason) => {
		const elsewhere = await serve(status(200));
		const {got, url} = await serve((response) => {
			response.writeHead(code, {location: elsewhere.url}).end();
		});
		const hook = hookTo(url);
		hook.send('a');
		await waitFor(() => hook.trouble() === `1 alert was not sent: ${reason}`);
		expect(got).toHaveLength(1);
		expect(elsewhere.got).toEqual([]);
	});

	test('does not wait for a server that never answers', async () => {
		const {got, url} = await serve(() => undefined);
		const hook = hookTo(url, {waits: [], timeoutMs: 50});
		hook.send('a');
		await waitFor(() => hook.trouble() !== null);
		expect(got).toHaveLength(1);
		expect(hook.trouble()).toBe('1 alert was not sent: no answer within 0.05 s');
	});

	test('outlives a server that hangs up, and one that is not there', async () => {
		const {url} = await serve((response) => response.destroy());
		const hook = hookTo(url, {waits: []});
		hook.send('a');
		await waitFor(() => hook.trouble() === '1 alert was not sent: ECONNRESET');
		const gone = hookTo('http://127.0.0.1:1/', {waits: []});
		gone.send('a');
		await waitFor(() => gone.trouble() !== null);
		expect(gone.trouble()).toBe('1 alert was not sent: ECONNREFUSED');
	});

	test('is not held up by an answer without an end', async () => {
		const {got, url} = await serve((response) => {
			response.writeHead(200);
			response.write('x'.repeat(100_000));
		});
		const hook = hookTo(url);
		hook.send('a');
		hook.send('b');
		await waitFor(() => got.length === 2);
		expect(hook.trouble()).toBe(null);
	});

	test('keeps a hundred, the newest', async () => {
		const held: ServerResponse[] = [];
		const {got, url} = await serve((response) => held.push(response));
		const hook = hookTo(url);
		hook.send('first');
		await waitFor(() => got.length === 1);
		for (let index = 0; index < 150; index++) {
			hook.send(String(index));
		}

		expect(hook.trouble()).toBe('50 alerts were not sent: too many are waiting');
	});

	test('sends nothing unsigned where a secret was asked for', async () => {
		const {got, url} = await serve(status(200));
		const folder = mkdtempSync(path.join(tmpdir(), 'metawatch-secret-'));
		closing.push(() => rmSync(folder, {recursive: true, force: true}));
		const file = path.join(folder, 'secret');
		const missing = [
			hookTo(url, {secret: {type: 'variable', name: 'NOBODY_SET_THIS'}}),
			hookTo(url, {secret: {type: 'file', path: file}}),
		];
		for (const hook of missing) {
			hook.send('a');
			expect(hook.trouble()).toMatch(/^not sent: the (variable|file)/);
		}

		writeFileSync(file, 'from a file\n');
		const hook = hookTo(url, {secret: {type: 'file', path: file}});
		hook.send('b');
		await waitFor(() => got.length === 1);
		const expected = createHmac('sha256', 'from a file').update('1700000000.b').digest('hex');
		expect(got[0]!.headers['x-metawatch-signature']).toBe(`sha256=${expected}`);
	});

	test('is over at once when it is closed', async () => {
		const {got, url} = await serve(() => undefined);
		const hook = hookTo(url);
		hook.send('a');
		hook.send('b');
		await waitFor(() => got.length === 1);
		hook.close();
		hook.send('c');
		expect(hook.changes).toEqual([]);
	});
});
