import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {clipboardSequence, copyText} from '../../source/effects/clipboard.ts';

const decoded = (sequence: string): string =>
	Buffer.from(/52;c;([^\u0007\u001B]*)/.exec(sequence)![1]!, 'base64').toString('utf8');

describe('the sequence for the clipboard', () => {
	test.for(['metawatch', '', 'two words', '日本 🚀 é', 'a;b\u0007c'])('carries %j', (text) => {
		const sequence = clipboardSequence(text, {})!;
		expect(sequence).toMatch(/^\u001B\]52;c;[A-Za-z0-9+/=]*\u0007$/);
		expect(decoded(sequence)).toBe(text);
	});

	test('passes through tmux', () => {
		const sequence = clipboardSequence('x', {TMUX: '/tmp/tmux-0/default,1,0'})!;
		expect(sequence).toBe('\u001BPtmux;\u001B\u001B]52;c;eA==\u0007\u001B\\');
	});

	test('is not made when terminals would drop it', () => {
		expect(clipboardSequence('x'.repeat(56_000), {})).not.toBeNull();
		expect(clipboardSequence('x'.repeat(57_000), {})).toBeNull();
		expect(clipboardSequence('日'.repeat(20_000), {})).toBeNull();
	});
});

describe.skipIf(process.platform === 'win32')('a program for the clipboard', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'metawatch-clipboard-'));
	});

	afterEach(() => {
		vi.unstubAllEnvs();
		rmSync(folder, {recursive: true});
	});

	const pretend = (program: string, exitCode: number): string => {
		const file = path.join(folder, program);
		writeFileSync(
			file,
			`#!/bin/sh\n/bin/cat > '${folder}/${program}.got'\nprintf '%s\\n' "$@" > '${folder}/${program}.told'\nexit ${exitCode}\n`,
		);
		chmodSync(file, 0o755);
		vi.stubEnv('PATH', folder);
		return file;
	};

	const got = (program: string, what: 'got' | 'told' = 'got'): string =>
		readFileSync(path.join(folder, `${program}.${what}`), 'utf8');

	test('gets the text as it is', async () => {
		pretend('wl-copy', 0);
		const text = `$(id) 'a' "b" \\n 日本`;
		const written: string[] = [];
		const result = await copyText(
			text,
			(part) => written.push(part),
			{WAYLAND_DISPLAY: 'w'},
			'linux',
		);
		expect(result).toBe('copied');
		expect(got('wl-copy')).toBe(text);
		expect(written.map((sequence) => decoded(sequence))).toEqual([text]);
	});

	test('is followed by the next one when it fails', async () => {
		pretend('xclip', 1);
		pretend('xsel', 0);
		expect(await copyText('x', () => {}, {DISPLAY: ':0'}, 'linux')).toBe('copied');
		expect(got('xclip', 'told')).toBe('-selection\nclipboard\n');
		expect(got('xsel', 'told')).toBe('--clipboard\n--input\n');
	});

	test('is not claimed to have copied when there is none', async () => {
		vi.stubEnv('PATH', folder);
		expect(await copyText('x', () => {}, {DISPLAY: ':0'}, 'linux')).toBe('asked the terminal');
		expect(await copyText('x', () => {}, {}, 'linux')).toBe('asked the terminal');
		expect(await copyText('x', () => {}, {}, 'darwin')).toBe('asked the terminal');
		const written: string[] = [];
		const long = 'x'.repeat(100_000);
		expect(await copyText(long, (part) => written.push(part), {DISPLAY: ':0'}, 'linux')).toBe(
			'failed',
		);
		expect(written).toEqual([]);
	});

	test('takes a text that is too long for a terminal', async () => {
		pretend('xsel', 0);
		const long = 'x'.repeat(300_000);
		expect(await copyText(long, () => {}, {DISPLAY: ':0'}, 'linux')).toBe('copied');
		expect(got('xsel')).toBe(long);
	});
});
