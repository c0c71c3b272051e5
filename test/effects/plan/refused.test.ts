import {execFileSync} from 'node:child_process';
import {
	chmodSync,
	linkSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type Applied, applyPlan} from '../../../source/effects/plan/apply-plan.ts';
import {journalEntries} from '../../../source/effects/plan/journal-entries.ts';
import {settleJournal} from '../../../source/effects/plan/settle-journal.ts';
import {undoLast} from '../../../source/effects/plan/undo-last.ts';
import type {Edit} from '../../../source/model/edit.ts';
import {
	digestOf,
	dumpFolder,
	fillWorkspace,
	planOf,
	planWorkspace,
	type PlanWorkspace,
} from '../../helpers/plan-workspace.ts';

let place: PlanWorkspace;

beforeEach(() => {
	place = planWorkspace();
});

afterEach(() => {
	chmodSync(place.workspace, 0o700);
	place.remove();
});

const isRoot = process.geteuid?.() === 0;
const options = () => ({journal: place.journal, who: 'tester', reason: null, isReadOnly: false});
const apply = async (...edits: readonly Edit[]): Promise<Applied> =>
	await applyPlan(planOf(place.workspace, edits), options());
const write = (name: string, text: string): string => {
	writeFileSync(place.at(name), text);
	return place.at(name);
};
const file = (name: string, before: string | null, after: string | null): Edit => ({
	type: 'file',
	path: place.at(name),
	before,
	after,
});

/** Refused for this reason, and the workspace is exactly as it was. */
const expectRefused = async (edits: readonly Edit[], reason: RegExp | string): Promise<void> => {
	const before = dumpFolder(place.base);
	const result = await apply(...edits);
	expect(result.state === 'refused' && result.reason).toMatch(reason);
	const after = dumpFolder(place.base);
	for (const dump of [before, after]) {
		for (const name of Object.keys(dump)) {
			if (name.startsWith('state')) {
				delete (dump as Record<string, unknown>)[name];
			}
		}
	}

	expect(after).toEqual(before);
	expect((await journalEntries(place.journal)).entries).toEqual([]);
};

describe('a plan is refused as a whole, and nothing is touched,', () => {
	test('when one of its files has changed', async () => {
		write('a', 'one');
		write('b', 'other');
		await expectRefused([file('a', 'one', '1'), file('b', 'two', '2')], /^b: it has changed/);
		await expectRefused([file('a', 'one', '1'), file('c', 'two', '2')], /^c: it is not there/);
		await expectRefused([file('a', 'one', '1'), file('b', null, '2')], /^b: it is there already/);
	});

	test('when a byte order mark or a line ending is other than it was', async () => {
		write('a', '\uFEFFone\r\n');
		await expectRefused([file('a', 'one\r\n', '1')], /^a: it has changed/);
		await expectRefused([file('a', '\uFEFFone\n', '1')], /^a: it has changed/);
	});

	test('when it is read-only, whoever asks', async () => {
		chmodSync(write('a', 'one'), 0o444);
		await expectRefused([file('a', 'one', '1')], 'a: it is read-only');
		await expectRefused([file('a', 'one', null)], 'a: it is read-only');
	});

	test('when metawatch is to write nothing', async () => {
		const readOnly = {...options(), isReadOnly: true};
		const refused = {state: 'refused', reason: 'nothing is written with --read-only'};
		const plan = planOf(place.workspace, [file('b', null, '1')]);
		expect(await applyPlan(plan, readOnly)).toEqual(refused);
		expect(await undoLast(readOnly)).toEqual(refused);
		expect(Object.keys(dumpFolder(place.base))).toEqual(['workspace']);
	});

	test.skipIf(isRoot)('when its folder is read-only (not as root, who may)', async () => {
		write('a', 'one');
		chmodSync(place.workspace, 0o555);
		const result = await apply(file('a', 'one', '1'));
		expect(result).toMatchObject({state: 'refused', reason: expect.stringMatching(/permission/)});
		expect(readFileSync(place.at('a'), 'utf8')).toBe('one');
	});

	test('when the way leads out of the workspace', async () => {
		const outside = `${place.base}/outside`;
		mkdirSync(outside);
		writeFileSync(`${outside}/a`, 'one');
		symlinkSync(outside, place.at('folder'));
		symlinkSync(`${outside}/a`, place.at('link'));
		symlinkSync(`${outside}/new`, place.at('dangling'));
		await expectRefused([file('folder/a', 'one', '1')], 'folder/a leads out of the workspace');
		await expectRefused([file('folder/new/b', null, '1')], /leads out of the workspace/);
		await expectRefused([file('link', 'one', '1')], 'link leads out of the workspace');
		await expectRefused([file('dangling', null, '1')], /link to nothing/);
		for (const path of [
			`${outside}/a`,
			`${place.workspace}/../outside/a`,
			'outside/a',
			`${place.workspace}/a\0b`,
			place.workspace,
		]) {
			await expectRefused([{type: 'file', path, before: 'one', after: '1'}], /./);
		}

		write('b', 'two');
		const digest = digestOf('two');
		await expectRefused(
			[{type: 'move', path: place.at('b'), to: place.at('folder/b'), digest}],
			/out of the workspace/,
		);
		await expectRefused(
			[{type: 'move', path: place.at('b'), to: `${outside}/b`, digest}],
			/outside of the workspace/,
		);
	});

	test('when something else than a file is there', async () => {
		execFileSync('mkfifo', [place.at('pipe')]);
		mkdirSync(place.at('folder'));
		write('big', 'x'.repeat(16 * 1024 * 1024 + 1));
		await expectRefused([file('pipe', '', '1')], 'pipe: it is no regular file');
		await expectRefused([file('folder', '', '1')], 'folder: it is a folder');
		await expectRefused([file('big', '', '1')], 'big: it is larger than 16 MiB');
		await expectRefused(
			[file('folder/big', null, 'x'.repeat(16 * 1024 * 1024 + 1))],
			/larger than/,
		);
		await expectRefused([file('new', null, '\uD800')], /can not be written exactly/);
	});

	test('when it would do two things to one file', async () => {
		write('a', 'one');
		await expectRefused([file('a', 'one', '1'), file('a', 'one', '2')], /twice/);
		linkSync(place.at('a'), place.at('b'));
		rmSync(place.at('b'));
		symlinkSync(place.at('a'), place.at('b'));
		await expectRefused(
			[file('a', 'one', '1'), file('b', 'one', '2')],
			'b: the plan changes it twice',
		);
	});

	test('when a folder to remove is not empty, or a new name is taken', async () => {
		mkdirSync(place.at('folder'));
		write('folder/a', 'one');
		write('folder/b', 'two');
		await expectRefused(
			[file('folder/a', 'one', null), {type: 'remove-folder', path: place.at('folder')}],
			"folder can't be removed: b is in it",
		);
		await expectRefused(
			[
				{
					type: 'move',
					path: place.at('folder/a'),
					to: place.at('folder/b'),
					digest: digestOf('one'),
				},
			],
			'folder/a: its new name b is taken',
		);
		await expectRefused([{type: 'remove-folder', path: place.workspace}], /no folder to remove/);
	});

	test('when there is nothing to do, or its id is no name', async () => {
		write('a', 'one');
		await expectRefused([file('a', 'one', 'one')], 'everything is already as the plan has it');
		const plan = planOf(place.workspace, [file('a', 'one', '1')], '../a');
		expect(await applyPlan(plan, options())).toMatchObject({state: 'refused'});
	});
});

describe('names that mean something elsewhere', () => {
	test.each([
		'-rf',
		'a\nb',
		'a\'b"c',
		'..a',
		' ',
		'%2e%2e',
		'ü\u202Eß',
		'$(x)',
		'a?b#c',
		'__proto__',
	])('%j is a name like any other', async (name) => {
		write(name, 'one');
		expect(await apply(file(name, 'one', 'two'))).toMatchObject({state: 'applied'});
		expect(readFileSync(place.at(name), 'utf8')).toBe('two');
		const database = new DatabaseSync(write(`${name}.db`, ''));
		database.exec("create table t (a text primary key); insert into t values ('x')");
		database.close();
		const plan = planOf(
			place.workspace,
			[
				{
					type: 'row',
					path: place.at(`${name}.db`),
					table: 't',
					key: {a: 'x'},
					before: {a: 'x'},
					after: {a: "'; drop table t"},
				},
			],
			'20260101-2',
		);
		expect(await applyPlan(plan, options())).toMatchObject({state: 'applied'});
		expect(await undoLast(options())).toMatchObject({state: 'undone'});
		expect(await undoLast(options())).toMatchObject({state: 'undone'});
		expect(readFileSync(place.at(name), 'utf8')).toBe('one');
	});
});

describe('what fails in the middle', () => {
	test('at any step, is taken back at once, or done', async () => {
		const edits = fillWorkspace(place);
		const before = dumpFolder(place.workspace);
		utimesSync(place.at('state.json'), 1, 1);
		let isOver = false;
		for (let failing = 0; !isOver; failing++) {
			let step = 0;
			const result = await applyPlan(planOf(place.workspace, edits, `p${failing}`), {
				...options(),
				onStep(name) {
					if (step++ === failing) {
						throw Object.assign(new Error(name), {code: 'ENOSPC'});
					}
				},
			});
			isOver = step <= failing;
			if (result.state === 'applied') {
				expect(await settleJournal(place.journal, {isReadOnly: false})).toEqual([]);
				expect(await undoLast(options())).toMatchObject({state: 'undone'});
				utimesSync(place.at('state.json'), 1, 1);
			} else {
				expect(result.reason).toMatch(/no space is left on the disk$/);
			}

			expect([failing, dumpFolder(place.workspace)]).toEqual([failing, before]);
			expect(await settleJournal(place.journal, {isReadOnly: false})).toEqual([]);
			// The very file, not a copy of it.
			expect(statSync(place.at('state.json')).mtimeMs).toBe(1000);
		}

		expect((await journalEntries(place.journal)).entries.map(({state}) => state)).toContain(
			'taken-back',
		);
	});

	test('because a folder vanished, or became a link', async () => {
		for (const [index, harm] of [
			() => rmSync(place.at('folder'), {recursive: true}),
			() => {
				renameSync(place.at('folder'), `${place.base}/elsewhere`);
				symlinkSync(`${place.base}/elsewhere`, place.at('folder'));
			},
		].entries()) {
			mkdirSync(place.at('folder'));
			write('a', 'one');
			write('folder/b', 'two');
			const plan = planOf(
				place.workspace,
				[file('a', 'one', '1'), file('folder/b', 'two', '2')],
				`p${index}`,
			);
			const result = await applyPlan(plan, {
				...options(),
				onStep(name) {
					if (name === 'do 1') {
						harm();
					}
				},
			});
			expect(result).toMatchObject({state: 'refused', reason: expect.stringMatching(/^folder\/b/)});
			expect(readFileSync(place.at('a'), 'utf8')).toBe('one');
		}

		expect(readFileSync(`${place.base}/elsewhere/b`, 'utf8')).toBe('two');
	});

	test('because somebody else wrote: their words stay, everything else is taken back', async () => {
		for (const moment of ['do 1', 'within 1', 'look again']) {
			write('a', 'one');
			write('b', 'two');
			let hasWritten = false;
			const result = await applyPlan(
				planOf(
					place.workspace,
					[file('a', 'one', '1'), file('b', 'two', '2')],
					moment.replace(' ', '-'),
				),
				{
					...options(),
					onStep(name) {
						if (name === moment && !hasWritten) {
							hasWritten = true;
							// Into the file that is there, as a program does that has it open.
							writeFileSync(
								moment === 'look again'
									? place.at('.metawatch-look-again-1.old.tmp')
									: place.at('b'),
								'theirs',
							);
						}
					},
				},
			);
			expect(result).toMatchObject({
				state: 'refused',
				reason: expect.stringMatching(/^b: another/),
			});
			expect(dumpFolder(place.workspace)).toMatchObject({a: ['644', 'one'], b: ['644', 'theirs']});
			expect(Object.keys(dumpFolder(place.workspace))).toEqual(['a', 'b']);
			const [entry] = (await journalEntries(place.journal)).entries.filter(
				({plan}) => plan.id === moment.replace(' ', '-'),
			);
			expect(entry!.state).toBe('taken-back');
		}
	});
});
