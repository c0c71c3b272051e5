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

/** What it was refused for; throws when anything of the workspace is not as it was. */
const refusal = async (...edits: readonly Edit[]): Promise<string> => {
	const around = () =>
		Object.entries(dumpFolder(place.base)).filter(([name]) => !name.startsWith('state'));
	const before = around();
	const result = await apply(...edits);
	expect(around()).toEqual(before);
	expect((await journalEntries(place.journal)).entries).toEqual([]);
	return result.state === 'refused' ? result.reason : 'it was applied';
};

describe('a plan is refused as a whole, and nothing is touched,', () => {
	test('when one of its files has changed', async () => {
		write('a', 'one');
		write('b', 'other');
		expect(await refusal(file('a', 'one', '1'), file('b', 'two', '2'))).toMatch(
			/^b: it has changed/,
		);
		expect(await refusal(file('a', 'one', '1'), file('c', 'two', '2'))).toMatch(
			/^c: it is not there/,
		);
		expect(await refusal(file('a', 'one', '1'), file('b', null, '2'))).toMatch(
			/^b: it is there already/,
		);
	});

	test('when a byte order mark or a line ending is other than it was', async () => {
		write('a', '\uFEFFone\r\n');
		expect(await refusal(file('a', 'one\r\n', '1'))).toMatch(/^a: it has changed/);
		expect(await refusal(file('a', '\uFEFFone\n', '1'))).toMatch(/^a: it has changed/);
	});

	test('when it is read-only, whoever asks', async () => {
		chmodSync(write('a', 'one'), 0o444);
		expect(await refusal(file('a', 'one', '1'))).toMatch('a: it is read-only');
		expect(await refusal(file('a', 'one', null))).toMatch('a: it is read-only');
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
		expect(await refusal(file('folder/a', 'one', '1'))).toMatch(
			'folder/a leads out of the workspace',
		);
		expect(await refusal(file('folder/new/b', null, '1'))).toMatch(/leads out of the workspace/);
		expect(await refusal(file('link', 'one', '1'))).toMatch('link leads out of the workspace');
		expect(await refusal(file('dangling', null, '1'))).toMatch(/link to nothing/);
		for (const path of [
			`${outside}/a`,
			`${place.workspace}/../outside/a`,
			'outside/a',
			`${place.workspace}/a\0b`,
			place.workspace,
		]) {
			expect(await refusal({type: 'file', path, before: 'one', after: '1'})).toMatch(/./);
		}

		write('b', 'two');
		const digest = digestOf('two');
		expect(
			await refusal({type: 'move', path: place.at('b'), to: place.at('folder/b'), digest}),
		).toMatch(/out of the workspace/);
		expect(await refusal({type: 'move', path: place.at('b'), to: `${outside}/b`, digest})).toMatch(
			/outside of the workspace/,
		);
	});

	test('when something else than a file is there', async () => {
		execFileSync('/usr/bin/mkfifo', [place.at('pipe')]);
		mkdirSync(place.at('folder'));
		write('big', 'x'.repeat(16 * 1024 * 1024 + 1));
		expect(await refusal(file('pipe', '', '1'))).toMatch('pipe: it is no regular file');
		expect(await refusal(file('folder', '', '1'))).toMatch('folder: it is a folder');
		expect(await refusal(file('big', '', '1'))).toMatch('big: it is larger than 16 MiB');
		expect(await refusal(file('folder/big', null, 'x'.repeat(16 * 1024 * 1024 + 1)))).toMatch(
			/larger than/,
		);
		expect(await refusal(file('new', null, '\uD800'))).toMatch(/can not be written exactly/);
	});

	test('when it would do two things to one file', async () => {
		write('a', 'one');
		expect(await refusal(file('a', 'one', '1'), file('a', 'one', '2'))).toMatch(/twice/);
		linkSync(place.at('a'), place.at('b'));
		rmSync(place.at('b'));
		symlinkSync(place.at('a'), place.at('b'));
		expect(await refusal(file('a', 'one', '1'), file('b', 'one', '2'))).toMatch(
			'b: the plan changes it twice',
		);
	});

	test('when a folder to remove is not empty, or a new name is taken', async () => {
		mkdirSync(place.at('folder'));
		write('folder/a', 'one');
		write('folder/b', 'two');
		expect(
			await refusal(file('folder/a', 'one', null), {
				type: 'remove-folder',
				path: place.at('folder'),
			}),
		).toMatch("folder can't be removed: b is in it");
		expect(
			await refusal({
				type: 'move',
				path: place.at('folder/a'),
				to: place.at('folder/b'),
				digest: digestOf('one'),
			}),
		).toMatch('folder/a: its new name b is taken');
		expect(await refusal({type: 'remove-folder', path: place.workspace})).toMatch(
			/no folder to remove/,
		);
	});

	test('when there is nothing to do, or its id is no name', async () => {
		write('a', 'one');
		expect(await refusal(file('a', 'one', 'one'))).toMatch(
			'everything is already as the plan has it',
		);
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
			const isApplied = result.state === 'applied';
			expect(isApplied ? '' : result.reason).toMatch(/^$|no space is left on the disk$/);
			expect(await settleJournal(place.journal, {isReadOnly: false})).toEqual([]);
			// What is applied is taken back, so that everything must be as before in any case.
			const undone = await undoLast(options());
			expect(undone.state).toBe(isApplied ? 'undone' : 'refused');
			expect([failing, dumpFolder(place.workspace)]).toEqual([failing, before]);
			// The very file or at least its time.
			expect(statSync(place.at('state.json')).mtimeMs).toBe(1000);
		}

		// In its own words: nothing was cut off.
		const failed = (await journalEntries(place.journal)).entries.filter(
			({state}) => state !== 'undone',
		);
		expect(new Set(failed.map(({state}) => state))).toEqual(new Set(['failed']));
		expect(failed.map(({detail}) => detail)).toContain('no space is left on the disk');
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
			const entry = (await journalEntries(place.journal)).entries.find(
				({plan}) => plan.id === moment.replace(' ', '-'),
			);
			expect(entry!.state).toBe('failed');
		}
	});
});
