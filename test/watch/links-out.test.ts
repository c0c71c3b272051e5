import {
	linkSync,
	mkdirSync,
	mkdtempSync,
	realpathSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {defaultSettings} from '../../source/model/settings.ts';
import {createStore} from '../../source/store/store.ts';
import {readFile} from '../../source/watch/read-file.ts';
import {readSnapshot} from '../../source/watch/snapshot.ts';
import {waitFor} from '../helpers/wait-for.ts';
import {createProject, listOf, type Project, titlesOf, watchProject} from './project.ts';

const leadsOut = 'a link that leads out of the workspace; it is not followed';

let project: Project;
let outside: string;

beforeEach(() => {
	project = createProject();
	outside = realpathSync(mkdtempSync(path.join(tmpdir(), 'metawatch-outside-')));
});

afterEach(() => {
	project.remove();
	rmSync(outside, {recursive: true, force: true});
});

const secret = (): string => {
	const file = path.join(outside, 'tasks.md');
	writeFileSync(file, listOf(['secret of somebody else']));
	return file;
};

const snapshot = async (): Promise<{titles: readonly string[]; problems: readonly string[]}> => {
	const store = createStore();
	await readSnapshot({
		workspaces: [project.folder],
		settings: defaultSettings,
		store,
		withReferences: false,
	});
	return {
		titles: titlesOf(store),
		problems: store.getState().problems.map(({path: at, message}) => `${at}: ${message}`),
	};
};

describe('a link to a file', () => {
	test('outside is not followed, and it is told', async () => {
		project.write('one', 'seen');
		mkdirSync(project.at('.kiro', 'specs', 'two'), {recursive: true});
		symlinkSync(secret(), project.list('two'));
		const {titles, problems} = await snapshot();
		expect(titles).toEqual(['seen']);
		expect(problems.filter((problem) => problem.includes(leadsOut))).toEqual([
			expect.stringContaining(project.list('two')),
		]);
	});

	test('inside the workspace is followed', async () => {
		mkdirSync(project.at('plans'));
		writeFileSync(project.at('plans', 'list.md'), listOf(['seen by a link']));
		mkdirSync(project.at('.kiro', 'specs', 'two'), {recursive: true});
		symlinkSync(project.at('plans', 'list.md'), project.list('two'));
		expect((await snapshot()).titles).toEqual(['seen by a link']);
	});

	test('by way of another link outside is not followed', () => {
		symlinkSync(secret(), project.at('first'));
		symlinkSync(project.at('first'), project.at('second'));
		const roots = [{path: project.folder, realPath: project.folder}];
		expect(readFile(project.at('second'), 'text', roots)?.content).toEqual({
			type: 'unreadable',
			reason: leadsOut,
		});
	});

	test('into a folder whose name only begins like that of the workspace is not followed', () => {
		const roots = [{path: outside.slice(0, -1), realPath: outside.slice(0, -1)}];
		symlinkSync(secret(), project.at('link'));
		expect(readFile(project.at('link'), 'tail', roots)?.content).toMatchObject({reason: leadsOut});
	});

	test('that takes the place of a file while it is watched is not followed', async () => {
		project.write('one', 'seen');
		const watching = await watchProject([project.folder]);
		symlinkSync(secret(), `${project.list('one')}.new`);
		renameSync(`${project.list('one')}.new`, project.list('one'));
		const problems = () => watching.store.getState().problems.map(({message}) => message);
		await waitFor(() => problems().some((message) => message.includes(leadsOut)), problems);
		expect(watching.titles()).not.toContain('secret of somebody else');
		await watching.close();
	});
});

test('a second name of a file is no link', () => {
	linkSync(secret(), path.join(outside, 'second'));
	expect(readFile(path.join(outside, 'second'), 'text')?.content).toMatchObject({type: 'text'});
});

test('a database that is a link to one outside is not read', async () => {
	const file = path.join(outside, 'other.db');
	const database = new DatabaseSync(file);
	database.exec('create table epic_state (a)');
	database.close();
	const name = 'task_execution.db';
	const folder = project.at('.claude');
	mkdirSync(folder, {recursive: true});
	symlinkSync(file, path.join(folder, name));
	writeFileSync(path.join(folder, 'task_list.md'), '');
	const {claimPath} = await import('../../source/formats/index.ts');
	const {readDocument} = await import('../../source/watch/read-document.ts');
	const at = path.join(folder, name);
	const claimed = claimPath(at);
	const read = await readDocument(
		{
			path: at,
			workspace: project.folder,
			isLink: true,
			roots: [{path: project.folder, realPath: project.folder}],
			format: claimed!.format,
			claim: {...claimed!.claim},
		},
		Date.now,
	);
	expect(read?.input.content).toEqual({type: 'unreadable', reason: leadsOut});
});
