import {chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {writeWhole} from '../../source/effects/write-whole.ts';

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'metawatch-write-'));
});

afterEach(async () => {
	await chmod(folder, 0o700);
	await rm(folder, {recursive: true});
});

describe('a report', () => {
	test('is written, and nothing else is left', async () => {
		const target = path.join(folder, 'a.json');
		expect(await writeWhole(target, 'first', {mayReplace: false})).toEqual({type: 'written'});
		expect(await readFile(target, 'utf8')).toBe('first');
		expect(await readdir(folder)).toEqual(['a.json']);
	});

	test('is written in pieces, as they are made', async () => {
		const target = path.join(folder, 'a.txt');
		const pieces = function* () {
			yield 'one ';
			yield 'two';
		};
		expect(await writeWhole(target, pieces(), {mayReplace: false})).toEqual({type: 'written'});
		expect(await readFile(target, 'utf8')).toBe('one two');
	});

	test('of which a piece cannot be made leaves what was there', async () => {
		const target = path.join(folder, 'a.txt');
		await writeFile(target, 'mine');
		const broken = function* () {
			yield 'one ';
			throw new Error('no second piece');
		};
		expect(await writeWhole(target, broken(), {mayReplace: true})).toEqual({
			type: 'failed',
			reason: 'no second piece',
		});
		expect(await readFile(target, 'utf8')).toBe('mine');
		expect(await readdir(folder)).toEqual(['a.txt']);
	});

	test('that is stopped in the middle leaves nothing', async () => {
		const stopping = new AbortController();
		const pieces = function* () {
			yield 'one ';
			stopping.abort();
			yield 'two';
		};
		const target = path.join(folder, 'a.txt');
		expect(
			await writeWhole(target, pieces(), {mayReplace: false, signal: stopping.signal}),
		).toEqual({type: 'stopped'});
		expect(await readdir(folder)).toEqual([]);
	});

	test('replaces nothing unless it may', async () => {
		const target = path.join(folder, 'a.json');
		await writeFile(target, 'mine');
		expect(await writeWhole(target, 'new', {mayReplace: false})).toEqual({type: 'exists'});
		expect(await readFile(target, 'utf8')).toBe('mine');
		expect(await writeWhole(target, 'new', {mayReplace: true})).toEqual({type: 'written'});
		expect(await readFile(target, 'utf8')).toBe('new');
		expect(await readdir(folder)).toEqual(['a.json']);
	});

	test.each([
		['a folder that is not there', async () => path.join(folder, 'none', 'a.json')],
		[
			'a folder of that name',
			async () => {
				await mkdir(path.join(folder, 'a.json'));
				return path.join(folder, 'a.json');
			},
		],
	])('that cannot be written says why, and leaves nothing: %s', async (_title, prepare) => {
		const target = await prepare();
		const before = await readdir(folder);
		expect(await writeWhole(target, 'x', {mayReplace: true})).toMatchObject({type: 'failed'});
		expect(await readdir(folder)).toEqual(before);
	});
});
