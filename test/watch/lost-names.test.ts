import {mkdirSync, renameSync, writeFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {createProject, listOf, type Project, watchProject} from './project.ts';

let project: Project;

beforeEach(() => {
	project = createProject();
});

afterEach(() => project.remove());

describe.skipIf(process.platform !== 'linux')('a name that is not UTF-8 (on Linux only)', () => {
	const latin = (name: string): Buffer =>
		Buffer.concat([Buffer.from(`${project.at('.kiro', 'specs')}/`), Buffer.from(name, 'latin1')]);

	test('is told of until it is renamed, and takes no other along', async () => {
		project.write('one', 'seen');
		for (const name of ['gr\u00FCn', 'bl\u00E4ulich']) {
			mkdirSync(latin(name));
			writeFileSync(
				Buffer.concat([latin(name), Buffer.from('/tasks.md')]),
				listOf([`of ${name.length}`]),
			);
		}

		const watching = await watchProject([project.folder]);
		const notes = () => watching.watch.notes().map(({message}) => message);
		expect(watching.titles()).toEqual(['seen']);
		expect(notes()).toEqual([
			expect.stringMatching(/has a name that is not UTF-8, as have 1 more beside it/),
		]);
		renameSync(latin('gr\u00FCn'), project.at('.kiro', 'specs', 'green'));
		await watching.watch.rescan();
		expect(notes()).toEqual([expect.stringMatching(/has a name that is not UTF-8; nothing/)]);
		renameSync(latin('bl\u00E4ulich'), project.at('.kiro', 'specs', 'bluish'));
		await watching.watch.rescan();
		expect(notes()).toEqual([]);
		expect(watching.titles()).toEqual(['of 4', 'of 8', 'seen']);
		await watching.close();
	});

	test('that really holds the sign for what cannot be read is a name like any other', async () => {
		project.write('gr\uFFFDn', 'seen');
		const watching = await watchProject([project.folder]);
		expect(watching.titles()).toEqual(['seen']);
		expect(watching.watch.notes()).toEqual([]);
		await watching.close();
	});
});
