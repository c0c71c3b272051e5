import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {readFile} from '../../source/watch/read-file.ts';
import {createProject, type Project} from './project.ts';

const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';

describe('one file is read', () => {
	let project: Project;
	const write = (content: string | Uint8Array): string => {
		writeFileSync(project.at('file'), content);
		return project.at('file');
	};

	beforeEach(() => {
		project = createProject();
	});

	afterEach(() => project.remove());

	test('as text, with its byte order mark', () => {
		expect(readFile(write('\uFEFF{"a": "ü"}'), 'text')?.content).toEqual({
			type: 'text',
			text: '\uFEFF{"a": "ü"}',
			isUtf8: true,
		});
	});

	test.each([
		['Latin 1', Buffer.from('gr\u00FCn', 'latin1'), 'gr\u00FCn'],
		['UTF-16', Buffer.from('\uFEFFgrün', 'utf16le'), '\uFEFFgrün'],
		['UTF-8 that ends inside a character', Buffer.from('grün ü').subarray(0, -1), 'grün \uFFFD'],
	])('although it is %s', (_, bytes, text) => {
		expect(readFile(write(bytes), 'text')?.content).toEqual({type: 'text', text, isUtf8: false});
	});

	test('empty as empty', () => {
		expect(readFile(write(''), 'text')?.content).toEqual({type: 'text', text: '', isUtf8: true});
	});

	test('above 16 MiB not at all, but its end', () => {
		const path = write('');
		truncateSync(path, 16 * 1024 * 1024 + 1);
		expect(readFile(path, 'text')?.content).toMatchObject({
			type: 'unreadable',
			reason: 'it has 16 MiB; files above 16 MiB are not read',
		});
		expect(readFile(path, 'tail')?.content).toMatchObject({type: 'text'});
	});

	test('from the start of a line when only its end is wanted', () => {
		const lines = Array.from({length: 20_000}, (_, index) => `line ${index}`);
		const content = readFile(write(lines.join('\n')), 'tail')?.content;
		const read = content?.type === 'text' ? content.text.split('\n') : [];
		expect(read.length).toBeGreaterThan(5000);
		expect(lines.slice(-read.length)).toEqual(read);
	});

	test('to nothing when its last line is longer than what is read', () => {
		expect(readFile(write(`a\n${'x'.repeat(100_000)}`), 'tail')?.content).toMatchObject({text: ''});
	});

	test('only for being there', () => {
		const reading = readFile(write('secret'), 'presence');
		expect(reading).toMatchObject({content: {type: 'presence'}, stamp: {size: 6}});
	});

	test('as nothing when it is not there', () => {
		expect(readFile(project.at('nothing'), 'text')).toBeNull();
		symlinkSync(project.at('nowhere'), project.at('broken'));
		expect(readFile(project.at('broken'), 'text')).toBeNull();
	});

	test('never when a folder, a link to itself or a device stands there', () => {
		mkdirSync(project.at('folder'));
		symlinkSync(project.at('itself'), project.at('itself'));
		const reasons = ['folder', 'itself'].map((name) => readFile(project.at(name), 'text')?.content);
		expect(reasons).toEqual([
			{type: 'unreadable', reason: 'a folder stands where a file should be'},
			{type: 'unreadable', reason: 'a link that leads back to itself'},
		]);
	});

	test.skipIf(isWindows)('without waiting for the other end of a pipe or socket', async () => {
		execFileSync('/usr/bin/mkfifo', [project.at('state.json')]);
		const server = createServer();
		await new Promise<void>((resolve) => {
			server.listen(project.at('socket'), resolve);
		});
		symlinkSync('/dev/zero', project.at('zero'));
		for (const name of ['state.json', 'socket', 'zero']) {
			expect(readFile(project.at(name), 'text')?.content).toEqual({
				type: 'unreadable',
				reason: 'it is a pipe, a socket or a device, not a file',
			});
		}

		await new Promise((resolve) => {
			server.close(resolve);
		});
	});

	test.skipIf(isRoot || isWindows)('with what helps when it is forbidden (not as root)', () => {
		const path = write('secret');
		chmodSync(path, 0);
		expect(readFile(path, 'text')?.content).toMatchObject({
			type: 'unreadable',
			reason: expect.stringContaining('chmod u+r'),
		});
	});

	test('again with another fingerprint when only bytes differ', () => {
		const first = readFile(write('one'), 'text');
		const second = readFile(write('two'), 'text');
		expect(first?.stamp.size).toBe(second?.stamp.size);
		expect(first?.fingerprint).not.toBe(second?.fingerprint);
	});
});
