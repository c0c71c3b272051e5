import {execFileSync} from 'node:child_process';
import {
	existsSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {applyPlan} from '../../../source/effects/plan/apply-plan.ts';
import {journalEntries, journalHeads} from '../../../source/effects/plan/journal-entries.ts';
import {settleJournal} from '../../../source/effects/plan/settle-journal.ts';
import {lastApplied, undoLast} from '../../../source/effects/plan/undo-last.ts';
import type {Edit} from '../../../source/model/edit.ts';
import {
	dumpFolder,
	planOf,
	planWorkspace,
	type PlanWorkspace,
} from '../../helpers/plan-workspace.ts';
import {runPlanChild} from '../../helpers/run-plan-child.ts';

let place: PlanWorkspace;

beforeEach(() => {
	place = planWorkspace();
});

afterEach(() => {
	place.remove();
});

const options = () => ({
	journal: place.journal,
	who: 'tester',
	reason: 'why not',
	isReadOnly: false,
});
const write = (name: string, text: string): void => writeFileSync(place.at(name), text);
const read = (name: string): string => readFileSync(place.at(name), 'utf8');
const file = (name: string, before: string | null, after: string | null): Edit => ({
	type: 'file',
	path: place.at(name),
	before,
	after,
});
const apply = async (id: string, ...edits: readonly Edit[]) =>
	await applyPlan(planOf(place.workspace, edits, id), options());
const states = async () =>
	(await journalEntries(place.journal)).entries.map(({plan, state}) => [plan.id, state]);

/** Cuts a plan off at the first step of a name. */
const cutOff = async (step: string, edits: readonly Edit[]): Promise<void> => {
	const plan = path.join(place.base, 'plan.json');
	writeFileSync(plan, JSON.stringify(planOf(place.workspace, edits, 'cut')));
	const trial = planWorkspace();
	try {
		// The number of the step, from a run of the same plan elsewhere.
		const elsewhere = path.join(trial.base, 'plan.json');
		for (const edit of edits) {
			if (edit.type === 'file' && edit.before !== null) {
				writeFileSync(trial.at(path.basename(edit.path)), edit.before);
			}
		}

		writeFileSync(
			elsewhere,
			JSON.stringify(
				planOf(
					trial.workspace,
					edits.map((edit) => ({...edit, path: trial.at(path.basename(edit.path))})),
					'cut',
				),
			),
		);
		const {steps} = await runPlanChild({
			action: 'apply',
			journal: trial.journal,
			plan: elsewhere,
			killAt: null,
		});
		expect(steps).toContain(step);
		expect(
			await runPlanChild({
				action: 'apply',
				journal: place.journal,
				plan,
				killAt: steps.indexOf(step),
			}),
		).toMatchObject({isKilled: true});
	} finally {
		trial.remove();
	}
};

describe('undo', () => {
	test('takes plans back one by one, the newest first', async () => {
		write('a', 'one');
		await apply('p1', file('a', 'one', 'two'));
		await apply('p2', file('a', 'two', 'three'), file('b', null, 'new'));
		expect((await lastApplied(place.journal))?.plan.id).toBe('p2');
		expect(await undoLast(options(), 'p1')).toMatchObject({state: 'refused'});
		expect(await undoLast(options(), 'p2')).toMatchObject({
			state: 'undone',
			entry: {state: 'undone', detail: 'taken back by tester: why not'},
		});
		expect([read('a'), existsSync(place.at('b'))]).toEqual(['two', false]);
		expect(await undoLast(options())).toMatchObject({state: 'undone'});
		expect(read('a')).toBe('one');
		expect(await states()).toEqual([
			['p2', 'undone'],
			['p1', 'undone'],
		]);
		expect(await lastApplied(place.journal)).toBeNull();
	});

	test('is refused where the files have moved on, and says where', async () => {
		write('a', 'one');
		await apply('p1', file('a', 'one', 'two'), file('b', null, 'new'));
		write('b', 'theirs');
		expect(await undoLast(options())).toEqual({
			state: 'refused',
			reason: 'b: it has changed since',
		});
		expect([read('a'), read('b')]).toEqual(['two', 'theirs']);
		rmSync(place.at('b'));
		expect(await undoLast(options())).toEqual({
			state: 'refused',
			reason: 'b: it has changed since',
		});
		write('b', 'new');
		expect(await undoLast(options())).toMatchObject({state: 'undone'});
	});

	test('leaves a folder that was made along, when others have put something there', async () => {
		await apply('p1', file('folder/inner/a', null, 'one'));
		write('folder/theirs', 'x');
		expect(await undoLast(options())).toMatchObject({state: 'undone'});
		expect(Object.keys(dumpFolder(place.workspace))).toEqual(['folder', 'folder/theirs']);
	});

	test('gives files that were removed or changed their time again, or the next that can be given', async () => {
		const times = [
			1_700_000_000_123_456_789n,
			1_700_000_000_999_999_999n,
			1_600_000_000_000_000_000n,
			1n,
		];
		for (const [index, time] of times.entries()) {
			write('a', 'one');
			write('b', 'two');
			const stamp = `${time / 1_000_000_000n}.${String(time % 1_000_000_000n).padStart(9, '0')}`;
			execFileSync('touch', ['-d', `@${stamp}`, place.at('a'), place.at('b')]);
			// Some file systems keep less of it.
			const {mtimeNs} = statSync(place.at('a'), {bigint: true});
			await apply(`p${index}`, file('a', 'one', null), file('b', 'two', '2'));
			expect(existsSync(place.at('a'))).toBe(false);
			expect(await undoLast(options())).toMatchObject({state: 'undone'});
			for (const name of ['a', 'b']) {
				const late = statSync(place.at(name), {bigint: true}).mtimeNs - mtimeNs;
				// Node takes times in steps of 238 ns.
				expect(late >= 0n && late < 240n).toBe(true);
			}
		}
	});

	test('never leads out of the workspace, whatever its journal says', async () => {
		write('a', 'one');
		await apply('p1', file('a', 'one', 'two'));
		const outside = path.join(place.base, 'outside');
		writeFileSync(outside, 'two');
		const record = path.join(place.journal, 'journal', 'p1.json');
		writeFileSync(record, readFileSync(record, 'utf8').replaceAll(place.at('a'), outside));
		expect(await undoLast(options())).toMatchObject({state: 'refused'});
		expect(readFileSync(outside, 'utf8')).toBe('two');
	});
});

describe('what was cut off', () => {
	test('and then changed by somebody else is left to them, and the rest is taken back', async () => {
		write('a', 'one');
		write('b', 'two');
		await cutOff('look again', [file('a', 'one', '1'), file('b', 'two', '2')]);
		expect([read('a'), read('b')]).toEqual(['1', '2']);
		write('b', 'theirs');
		const [settled] = await settleJournal(place.journal, {isReadOnly: false});
		expect(settled).toMatchObject({
			entry: {state: 'stuck'},
			line: '"try again" for 1.2: it was cut off; b: somebody else has changed it since; the rest was taken back',
		});
		expect(dumpFolder(place.workspace)).toMatchObject({a: ['644', 'one'], b: ['644', 'theirs']});
		expect(Object.keys(dumpFolder(place.workspace))).toEqual(['a', 'b']);
	});

	test('before a file was reached: what others do to that file does not matter', async () => {
		write('a', 'one');
		write('b', 'two');
		await cutOff('do 1', [file('a', 'one', '1'), file('b', 'two', '2')]);
		write('b', 'theirs');
		expect(await settleJournal(place.journal, {isReadOnly: false})).toMatchObject([
			{entry: {state: 'taken-back'}},
		]);
		expect(dumpFolder(place.workspace)).toMatchObject({a: ['644', 'one'], b: ['644', 'theirs']});
	});

	test('when all was done is finished', async () => {
		write('a', 'one');
		await cutOff('look again', [file('a', 'one', '1')]);
		expect(await settleJournal(place.journal, {isReadOnly: false})).toMatchObject([
			{entry: {state: 'applied'}, line: '"try again" for 1.2: it was cut off when it was done'},
		]);
		expect(dumpFolder(place.workspace)).toEqual({a: ['644', '1']});
	});

	test('waits while its workspace is not there', async () => {
		write('a', 'one');
		write('b', 'two');
		await cutOff('do 1', [file('a', 'one', '1'), file('b', 'two', '2')]);
		renameSync(place.workspace, `${place.workspace}-away`);
		expect(await settleJournal(place.journal, {isReadOnly: false})).toMatchObject([
			{
				entry: null,
				line: expect.stringMatching(/not settled yet: .* is not there; it is tried again/),
			},
		]);
		renameSync(`${place.workspace}-away`, place.workspace);
		expect(await settleJournal(place.journal, {isReadOnly: false})).toMatchObject([
			{entry: {state: 'taken-back'}},
		]);
		expect([read('a'), read('b')]).toEqual(['one', 'two']);
	});

	test('is settled before the next plan, and only told when nothing is to be written', async () => {
		write('a', 'one');
		write('b', 'two');
		await cutOff('do 1', [file('a', 'one', '1'), file('b', 'two', '2')]);
		const before = dumpFolder(place.base);
		expect(await settleJournal(place.journal, {isReadOnly: true})).toMatchObject([{entry: null}]);
		expect(dumpFolder(place.base)).toEqual(before);
		expect(await apply('p2', file('a', 'one', 'two'))).toMatchObject({state: 'applied'});
		expect(await states()).toEqual([
			['p2', 'applied'],
			['cut', 'taken-back'],
		]);
	});
});

describe('the journal', () => {
	test('tells of entries that can not be read, and goes on with the others', async () => {
		write('a', 'one');
		await apply('p2', file('a', 'one', 'two'));
		const folder = path.join(place.journal, 'journal');
		for (const [id, text] of [
			['p1', ''],
			['p3', '{"version": 1}'],
			['p4', '{"version": 2, "plan": {}}'],
			['p5', 'null'],
		] as const) {
			writeFileSync(path.join(folder, `${id}.json`), text);
		}

		const {entries, broken} = await journalEntries(place.journal);
		expect(entries).toMatchObject([{plan: {id: 'p2'}, who: 'tester', reason: 'why not'}]);
		expect(broken.map((entry) => path.basename(entry.path))).toEqual([
			'p5.json',
			'p4.json',
			'p3.json',
			'p1.json',
		]);
		expect(await undoLast(options())).toMatchObject({state: 'undone'});
		expect(await journalEntries(path.join(place.base, 'nowhere'))).toEqual({
			entries: [],
			broken: [],
		});
	});

	test('tells what a list needs without reading the texts', async () => {
		write('a', 'one');
		await apply('p1', file('a', 'one', 'two'), file('b', null, 'x'.repeat(100_000)));
		await apply('p2', file('a', 'two', 'three'));
		const whole = await journalEntries(place.journal);
		const heads = await journalHeads(place.journal);
		expect(heads).toEqual({
			broken: [],
			entries: whole.entries.map((entry) => {
				const {edits, ...plan} = entry.plan;
				expect(edits.length).toBeGreaterThan(0);
				return {...entry, plan};
			}),
		});
		// What comes after the first line is not looked at.
		const record = path.join(place.journal, 'journal', 'p1.json');
		const text = readFileSync(record, 'utf8');
		expect(JSON.parse(text)).toMatchObject({plan: {id: 'p1'}, edits: [{}, {}]});
		writeFileSync(record, text.slice(0, text.indexOf('\n') + 1));
		expect(await journalHeads(place.journal)).toEqual(heads);
		expect((await journalEntries(place.journal)).broken).toHaveLength(1);
		writeFileSync(record, text.slice(0, 50));
		expect((await journalHeads(place.journal)).broken).toHaveLength(1);
	});

	test('keeps ninety days and five hundred entries, and all that are stuck', async () => {
		write('a', 'one');
		await apply('p0', file('a', 'one', 'two'));
		const folder = path.join(place.journal, 'journal');
		const record = JSON.parse(readFileSync(path.join(folder, 'p0.json'), 'utf8')) as {
			readonly plan: object;
			readonly at: number;
		};
		const put = (id: string, change: object): void =>
			writeFileSync(
				path.join(folder, `${id}.json`),
				JSON.stringify({...record, ...change, plan: {...record.plan, id}}),
			);
		const day = 24 * 60 * 60_000;
		put('a1', {at: record.at - 91 * day});
		put('a2', {at: record.at - 91 * day, state: 'stuck'});
		put('a3', {at: record.at - 89 * day});
		expect(await apply('p1', file('a', 'two', 'one'))).toMatchObject({state: 'applied'});
		expect((await states()).map(([id]) => id)).toEqual(['p1', 'p0', 'a3', 'a2']);
		for (let entry = 0; entry < 500; entry++) {
			put(`q${1000 + entry}`, {});
		}

		expect(await apply('r1', file('a', 'one', 'two'))).toMatchObject({state: 'applied'});
		expect(readdirSync(folder)).toHaveLength(501);
		expect(readdirSync(folder).slice(0, 2)).toEqual(['a2.json', 'q1001.json']);
	});
});
