import {execFileSync} from 'node:child_process';
import {mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {readOriginals} from '../../../source/effects/plan/read-originals.ts';
import {type Original, originalKey, type Wanted} from '../../../source/model/original.ts';
import {digestOf, planWorkspace, type PlanWorkspace} from '../../helpers/plan-workspace.ts';

let place: PlanWorkspace;

beforeEach(() => {
	place = planWorkspace();
});

afterEach(() => {
	place.remove();
});

const look = async (name: string, as: Wanted['as'] = 'file'): Promise<Original | undefined> => {
	const wanted = {path: place.at(name), as};
	return (await readOriginals([wanted], place.workspace)).get(originalKey(wanted));
};

describe('an original', () => {
	test('is exact: byte order mark, line endings, digest, time and size', async () => {
		const text = '\uFEFFa\r\nb\r\u0000\u{1F680}';
		writeFileSync(place.at('a'), text);
		utimesSync(place.at('a'), 1, 1.5);
		const found = {type: 'text', text, digest: digestOf(text), modifiedAt: 1500, size: 13};
		expect(await look('a')).toEqual(found);
		writeFileSync(place.at('b'), Buffer.from([0xc3, 0x28]));
		expect(await look('b')).toMatchObject({type: 'bytes', size: 2});
		writeFileSync(place.at('c'), '');
		expect(await look('c')).toMatchObject({type: 'text', text: '', size: 0});
	});

	test('is absent where nothing is, also below folders that are not there', async () => {
		expect(await look('none')).toEqual({type: 'absent'});
		expect(await look('none/none', 'stat')).toEqual({type: 'absent'});
		expect(await look('none', 'folder')).toEqual({type: 'absent'});
		expect(await look('none.db', 'database')).toEqual({type: 'absent'});
	});

	test('may be a folder', async () => {
		mkdirSync(place.at('folder/inner'), {recursive: true});
		writeFileSync(place.at('folder/b'), 'xy');
		symlinkSync('/etc', place.at('folder/link'));
		expect(await look('folder', 'stat')).toMatchObject({type: 'stat', isFolder: true});
		expect(await look('folder/b', 'stat')).toMatchObject({type: 'stat', isFolder: false, size: 2});
		expect(await look('folder', 'folder')).toMatchObject({
			type: 'folder',
			entries: [
				{name: 'b', isFolder: false, size: 2},
				{name: 'inner', isFolder: true},
				{name: 'link', isFolder: false},
			],
		});
		expect(await look('folder/b', 'folder')).toMatchObject({type: 'refused'});
		expect(await look('folder')).toEqual({type: 'refused', reason: 'folder: it is a folder'});
	});

	test('is refused where it leads out of the workspace, and followed within it', async () => {
		writeFileSync(place.at('a'), 'one');
		mkdirSync(place.at('folder'));
		symlinkSync('../a', place.at('folder/link'));
		symlinkSync('/etc', place.at('etc'));
		symlinkSync('loop', place.at('loop'));
		expect(await look('folder/link')).toMatchObject({type: 'text', text: 'one'});
		for (const [name, as] of [
			['etc/passwd', 'file'],
			['etc', 'folder'],
			['etc', 'stat'],
			['etc/passwd', 'stat'],
			['loop', 'file'],
			['folder/../../x', 'file'],
		] as const) {
			const found = await readOriginals(
				[{path: `${place.workspace}/${name}`, as}],
				place.workspace,
			);
			expect([name, [...found.values()]]).toMatchObject([name, [{type: 'refused'}]]);
		}
	});

	test('is refused, and nobody waits, where a pipe or a device is', async () => {
		execFileSync('/usr/bin/mkfifo', [place.at('pipe')]);
		expect(await look('pipe')).toEqual({type: 'refused', reason: 'pipe: it is no regular file'});
		expect(await look('pipe', 'database')).toMatchObject({type: 'refused'});
		expect(await look('pipe', 'stat')).toMatchObject({type: 'stat'});
	});

	test('is not touched by being looked at', async () => {
		writeFileSync(place.at('a'), 'one');
		const before = statSync(place.at('a'), {bigint: true});
		await look('a');
		const after = statSync(place.at('a'), {bigint: true});
		expect([after.mtimeNs, after.ctimeNs, after.ino]).toEqual([
			before.mtimeNs,
			before.ctimeNs,
			before.ino,
		]);
	});

	test('has a key that tells what was asked', () => {
		const path = '/a';
		const keys = [
			{path, as: 'file'},
			{path, as: 'stat'},
			{path, as: 'database', tables: ['a', 'b']},
			{path, as: 'database', tables: ['a']},
		] as const;
		expect(new Set(keys.map((wanted) => originalKey(wanted))).size).toBe(keys.length);
		expect(originalKey({path, as: 'database', tables: ['b', 'a']})).toBe(originalKey(keys[2]));
	});
});
