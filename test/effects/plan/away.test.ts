import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {applyPlan} from '../../../source/effects/plan/apply-plan.ts';
import {journalEntries} from '../../../source/effects/plan/journal-entries.ts';
import {settleJournal} from '../../../source/effects/plan/settle-journal.ts';
import {undoLast} from '../../../source/effects/plan/undo-last.ts';
import {isAnythingUnsettled} from '../../../source/effects/plan/unsettled.ts';
import type {Edit} from '../../../source/model/edit.ts';
import {
	digestOf,
	dumpFolder,
	planOf,
	planWorkspace,
	type PlanWorkspace,
} from '../../helpers/plan-workspace.ts';
import {runPlanChild} from '../../helpers/run-plan-child.ts';

let place: PlanWorkspace;

beforeEach(() => {
	place = planWorkspace();
	mkdirSync(place.at('specs/one'), {recursive: true});
	mkdirSync(place.at('specs/two'));
	write('specs/one/a', 'one');
	write('specs/two/b', 'two');
	write('c', 'three');
});

afterEach(() => {
	place.remove();
});

const options = () => ({journal: place.journal, who: 'tester', reason: null, isReadOnly: false});
const write = (name: string, text: string): void => writeFileSync(place.at(name), text);
const read = (name: string): string => readFileSync(place.at(name), 'utf8');
const file = (name: string, before: string | null, after: string | null): Edit => ({
	type: 'file',
	path: place.at(name),
	before,
	after,
});
const settle = async () => await settleJournal(place.journal, {isReadOnly: false});
const lines = async () => (await settle()).map(({line}) => line);
const entries = async () => (await journalEntries(place.journal)).entries;
const away = (name: string): string => path.join(place.base, `away-${path.basename(name)}`);
const takeAway = (name: string): void => renameSync(place.at(name), away(name));
const bringBack = (name: string): void => renameSync(away(name), place.at(name));
const leftAside = (): readonly string[] =>
	Object.keys(dumpFolder(place.base)).filter((name) => name.includes('.metawatch-'));

const edits = (): readonly Edit[] => [
	file('specs/one/a', 'one', '1'),
	file('specs/two/b', 'two', '2'),
	file('c', 'three', '3'),
];

/** Cuts a plan off at the first step of a name. */
const cutOff = async (killAt: string, changes: readonly Edit[] = edits()): Promise<void> => {
	const plan = path.join(place.base, 'plan.json');
	writeFileSync(plan, JSON.stringify(planOf(place.workspace, changes, 'cut')));
	const end = await runPlanChild({action: 'apply', journal: place.journal, plan, killAt});
	expect(end.isKilled).toBe(true);
};

describe('a plan that was cut off, while a folder of it is away,', () => {
	test.each(['specs/one', 'specs/two', 'specs'])(
		'waits, and is settled as soon as %s is back',
		async (folder) => {
			const before = dumpFolder(place.workspace);
			await cutOff('do 2');
			takeAway(folder);
			const half = dumpFolder(place.base);
			const told = [
				`"try again" for 1.2: it was cut off, and is not settled yet: ${
					folder === 'specs' ? 'specs/one' : folder
				} is not there; it is tried again at every start`,
			];
			expect(await lines()).toEqual(told);
			expect(await lines()).toEqual(told);
			expect(await entries()).toMatchObject([{state: 'begun', settledAt: null}]);
			// Nothing of the workspace has been touched meanwhile.
			expect(
				Object.entries(dumpFolder(place.base)).filter(([name]) => !name.startsWith('state')),
			).toEqual(Object.entries(half).filter(([name]) => !name.startsWith('state')));
			bringBack(folder);
			expect(await settle()).toMatchObject([{entry: {state: 'taken-back'}}]);
			expect(dumpFolder(place.workspace)).toEqual(before);
			expect(await isAnythingUnsettled(place.journal)).toBe(false);
			expect(readdirSync(path.join(place.journal, 'journal'))).toEqual(['cut.json']);
		},
	);

	test('is finished when it had come to its end', async () => {
		await cutOff('look again');
		takeAway('specs/two');
		expect(await settle()).toMatchObject([{entry: null}]);
		bringBack('specs/two');
		expect(await settle()).toMatchObject([{entry: {state: 'applied'}}]);
		expect([read('specs/one/a'), read('specs/two/b'), read('c')]).toEqual(['1', '2', '3']);
		expect(leftAside()).toEqual([]);
	});

	test('keeps its files to itself, and no other plan waiting', async () => {
		await cutOff('do 2');
		takeAway('specs/two');
		write('d', 'four');
		const other = planOf(place.workspace, [file('d', 'four', '4')], 'other');
		expect(await applyPlan(other, options())).toMatchObject({state: 'applied'});
		const same = planOf(place.workspace, [file('specs/one/a', '1', 'x')], 'same');
		expect(await applyPlan(same, options())).toEqual({
			state: 'refused',
			reason: expect.stringMatching(
				/^specs\/one\/a: an earlier plan has to be settled first: .*specs\/two is not there/,
			),
		});
		bringBack('specs/two');
		expect(await undoLast(options())).toMatchObject({
			state: 'undone',
			entry: {plan: {id: 'other'}},
		});
		expect([read('specs/one/a'), read('specs/two/b'), read('d')]).toEqual(['one', 'two', 'four']);
		expect((await entries()).map(({state}) => state)).toEqual(['undone', 'taken-back']);
		expect(leftAside()).toEqual([]);
	});

	test('waits too when it had failed by itself, with what can be taken back taken back', async () => {
		const result = await applyPlan(planOf(place.workspace, edits(), 'cut'), {
			...options(),
			onStep(name) {
				if (name === 'do 2') {
					takeAway('specs/two');
					throw Object.assign(new Error(name), {code: 'ENOSPC'});
				}
			},
		});
		expect(result).toEqual({
			state: 'refused',
			reason:
				"c: no space is left on the disk; and it can't be taken back yet: specs/two is not there. It will be tried again at the next start",
		});
		expect([read('specs/one/a'), read('c')]).toEqual(['one', 'three']);
		bringBack('specs/two');
		expect(await settle()).toMatchObject([
			{
				entry: {state: 'failed'},
				line: '"try again" for 1.2: it failed: c: no space is left on the disk; it was taken back',
			},
		]);
		expect(read('specs/two/b')).toBe('two');
		expect(leftAside()).toEqual([]);
	});

	test('before it had changed anything needs only tidying, later', async () => {
		await cutOff('note');
		takeAway('specs/two');
		expect(await settle()).toMatchObject([{entry: {state: 'taken-back'}}]);
		expect(await settle()).toEqual([]);
		expect(leftAside()).toHaveLength(1);
		bringBack('specs/two');
		expect(await settle()).toEqual([]);
		expect(leftAside()).toEqual([]);
		expect(await isAnythingUnsettled(place.journal)).toBe(false);
	});
});

describe('a folder that has become a link out of the workspace', () => {
	/** The same files lie outside, with everything that the cut has left beside them. */
	const swap = (): string => {
		takeAway('specs/two');
		symlinkSync(away('specs/two'), place.at('specs/two'));
		return away('specs/two');
	};

	test.each(['note', 'do 1', 'do 2', 'look again', 'commit', 'tidy'])(
		'is not followed after a cut at "%s": nothing is removed or put there',
		async (step) => {
			const row: Edit = {
				type: 'row',
				path: place.at('t.db'),
				table: 't',
				key: {},
				before: null,
				after: {a: 'x'},
			};
			const {DatabaseSync} = await import('node:sqlite');
			const database = new DatabaseSync(place.at('t.db'));
			database.exec('create table t (a text)');
			database.close();
			await cutOff(step === 'commit' ? 'commit 3' : step, [...edits(), row]);
			const outside = swap();
			const before = dumpFolder(outside);
			await settle();
			await settle();
			expect(dumpFolder(outside)).toEqual(before);
			rmSync(place.at('specs/two'));
			bringBack('specs/two');
			await settle();
			expect(leftAside()).toEqual([]);
			const isDone = read('specs/two/b') === '2';
			expect([read('specs/one/a'), read('c')]).toEqual(isDone ? ['1', '3'] : ['one', 'three']);
			expect((await entries())[0]!.state).toBe(isDone ? 'applied' : 'taken-back');
		},
	);

	test('is not followed on the way back of a plan that fails either', async () => {
		let outside: string | null = null;
		let before: unknown;
		const result = await applyPlan(planOf(place.workspace, edits(), 'cut'), {
			...options(),
			onStep(name) {
				if (name === 'do 2') {
					outside = swap();
					before = dumpFolder(outside);
					throw Object.assign(new Error(name), {code: 'ENOSPC'});
				}
			},
		});
		expect(result).toMatchObject({
			reason: expect.stringMatching(
				/can't be taken back yet: the way to specs\/two leads elsewhere/,
			),
		});
		expect(dumpFolder(outside!)).toEqual(before);
	});

	test('nor when drafts are written', async () => {
		let outside: string | null = null;
		const seen = new Set<string>();
		const result = await applyPlan(planOf(place.workspace, edits(), 'cut'), {
			...options(),
			onStep(name) {
				if (name === 'draft 1') {
					outside = swap();
				} else if (outside !== null) {
					readdirSync(outside).forEach((one) => seen.add(one));
				}
			},
		});
		expect(result).toMatchObject({
			state: 'refused',
			reason: expect.stringMatching(/^specs\/two\/b/),
		});
		expect([...seen, ...readdirSync(outside!)]).toEqual(['b']);
		expect([read('specs/one/a'), read('c')]).toEqual(['one', 'three']);
	});
});

describe('a plan that is stuck', () => {
	/** As on another branch: one of its files has other words for a while. */
	const getStuck = async (): Promise<void> => {
		await cutOff('look again');
		write('specs/two/b', 'of another branch');
		expect(await lines()).toEqual([
			'"try again" for 1.2: it was cut off; specs/two/b: somebody else has changed it since; the rest was taken back',
		]);
		expect([read('specs/one/a'), read('c')]).toEqual(['one', 'three']);
		// It is looked at, and told once.
		expect(await lines()).toEqual([]);
		expect(await entries()).toMatchObject([{state: 'stuck'}]);
	};

	test.each([
		['before', 'two'],
		['after', '2'],
	])('is settled when everything stands as %s again', async (_, text) => {
		await getStuck();
		write('specs/two/b', text);
		expect(await settle()).toMatchObject([{entry: {state: 'taken-back'}}]);
		expect([read('specs/one/a'), read('specs/two/b'), read('c')]).toEqual(['one', 'two', 'three']);
		expect(leftAside()).toEqual([]);
		expect(await isAnythingUnsettled(place.journal)).toBe(false);
	});

	test('is settled by undo and by the next plan, too', async () => {
		await getStuck();
		write('specs/two/b', '2');
		expect(await undoLast(options())).toEqual({
			state: 'refused',
			reason: 'there is nothing to take back',
		});
		expect(read('specs/two/b')).toBe('two');
		expect(await entries()).toMatchObject([{state: 'taken-back'}]);
	});

	test('is settled when that is cut off in its turn', async () => {
		await getStuck();
		write('specs/two/b', '2');
		const plan = path.join(place.base, 'plan.json');
		const task = {action: 'settle', journal: place.journal, plan, killAt: 'within 1'} as const;
		expect(await runPlanChild(task)).toMatchObject({isKilled: true});
		expect(await settle()).toMatchObject([{entry: {state: 'taken-back'}}]);
		expect(read('specs/two/b')).toBe('two');
		expect(leftAside()).toEqual([]);
	});

	test('is settled when a file is there again that had gone, and says that it had', async () => {
		await cutOff('look again');
		rmSync(place.at('specs/two/b'));
		expect(await lines()).toEqual([
			expect.stringMatching(/cut off; specs\/two\/b: it is not there any more; the rest was/),
		]);
		write('specs/two/b', '2');
		expect(await settle()).toMatchObject([{entry: {state: 'taken-back'}}]);
		expect(read('specs/two/b')).toBe('two');
	});

	test('is given up when another plan changes one of its files: those words stay', async () => {
		await getStuck();
		write('specs/two/b', 'two');
		write('specs/one/a', 'other');
		const again = planOf(place.workspace, [file('specs/two/b', 'two', '2')], 'later');
		expect(await applyPlan(again, options())).toMatchObject({state: 'applied'});
		write('specs/one/a', 'one');
		expect(await lines()).toEqual([]);
		expect(read('specs/two/b')).toBe('2');
		expect((await entries()).map(({state}) => state)).toEqual(['applied', 'stuck']);
	});
});

test('a file that was being moved is never removed, though others took its old place', async () => {
	const move: Edit = {
		type: 'move',
		path: place.at('c'),
		to: place.at('specs/d'),
		digest: digestOf('three'),
	};
	await cutOff('within 0', [move]);
	expect(existsSync(place.at('c'))).toBe(false);
	write('c', 'theirs');
	expect(await lines()).toEqual([
		expect.stringMatching(
			/its place was taken by others: what stood at c lies in \.metawatch-cut-0/,
		),
	]);
	expect(read('c')).toBe('theirs');
	expect(leftAside()).toEqual(['workspace/.metawatch-cut-0.old.tmp']);
	expect(read('.metawatch-cut-0.old.tmp')).toBe('three');
	rmSync(place.at('c'));
	expect(await settle()).toMatchObject([{entry: {state: 'taken-back'}}]);
	expect(read('c')).toBe('three');
	expect(leftAside()).toEqual([]);
});
