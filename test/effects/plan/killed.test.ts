import {cpSync, existsSync, readdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {afterEach, describe, expect, test} from 'vitest';
import {applyPlan} from '../../../source/effects/plan/apply-plan.ts';
import {journalEntries} from '../../../source/effects/plan/journal-entries.ts';
import {settleJournal} from '../../../source/effects/plan/settle-journal.ts';
import {undoLast} from '../../../source/effects/plan/undo-last.ts';
import {
	dumpFolder,
	fillWorkspace,
	planOf,
	planWorkspace,
	type PlanWorkspace,
} from '../../helpers/plan-workspace.ts';
import {runPlanChild} from '../../helpers/run-plan-child.ts';

const made: PlanWorkspace[] = [];

afterEach(() => {
	for (const {remove} of made.splice(0)) {
		remove();
	}
});

const options = (journal: string) => ({journal, who: 'tester', reason: null, isReadOnly: false});

/** A workspace with a plan that does everything a plan can do; applied already, if it is to be undone. */
const prepared = async (isApplied: boolean) => {
	const place = planWorkspace();
	made.push(place);
	const plan = planOf(place.workspace, fillWorkspace(place));
	const before = dumpFolder(place.workspace);
	const file = path.join(place.base, 'plan.json');
	writeFileSync(file, JSON.stringify(plan));
	if (isApplied) {
		expect(await applyPlan(plan, options(place.journal))).toMatchObject({state: 'applied'});
	}

	return {...place, plan, file, before};
};

const allAfter = async () => {
	const {workspace, before} = await prepared(true);
	const after = dumpFolder(workspace);
	expect(Object.keys(after)).toEqual([
		'archive',
		'archive/report.bin',
		'logs',
		'logs/new',
		'logs/new/entry.json',
		'specs',
		'specs/one',
		'specs/one/run.json',
		'specs/one/tasks.md',
		'state.json',
		'tasks.db',
		'untouched.txt',
	]);
	expect(after).not.toEqual(before);
	return after;
};

/** Runs a body for 0, 1, 2, ... a few at a time, until it says that there is no more. */
const forEachStep = async (body: (step: number) => Promise<boolean>): Promise<number> => {
	let next = 0;
	let isOver = false;
	await Promise.all(
		Array.from({length: 3}, async () => {
			while (!isOver) {
				if (!(await body(next++))) {
					isOver = true;
				}
			}
		}),
	);
	return next;
};

const expectTidy = ({journal}: PlanWorkspace): void => {
	expect(readdirSync(path.join(journal, 'journal'))).toEqual(['20260101-1.json']);
};

describe('killed at any step', () => {
	test('of a plan: all is as before or as after, and what was done can be undone', async () => {
		const after = await allAfter();
		const seen = new Set<string>();
		const steps = await forEachStep(async (killAt) => {
			const place = await prepared(false);
			const {workspace, journal, before, file} = place;
			const end = await runPlanChild({action: 'apply', journal, plan: file, killAt});
			const settled = await settleJournal(journal, {isReadOnly: false});
			const dump = dumpFolder(workspace);
			const {entries, broken} = await journalEntries(journal);
			expect(broken).toEqual([]);
			const state = entries[0]?.state ?? 'none';
			seen.add(`${state} ${settled.length}`);
			expect([killAt, dump]).toEqual([killAt, state === 'applied' ? after : before]);
			expect(['none', 'taken-back', 'applied']).toContain(state);
			expect(await settleJournal(journal, {isReadOnly: false})).toEqual([]);
			if (state !== 'none') {
				expectTidy(place);
			}

			const undone = await undoLast(options(journal));
			expect(undone.state).toBe(state === 'applied' ? 'undone' : 'refused');
			expect([killAt, dumpFolder(workspace)]).toEqual([killAt, before]);
			return end.isKilled;
		});
		expect(steps).toBeGreaterThan(20);
		// Before anything, with only drafts, in the middle, at the end: each of them has been met.
		expect([...seen].sort()).toEqual(['applied 0', 'applied 1', 'none 0', 'taken-back 1']);
	}, 120_000);

	test('of its undoing: it is undone or still applied, and then can be undone', async () => {
		const after = await allAfter();
		const steps = await forEachStep(async (killAt) => {
			const place = await prepared(true);
			const {workspace, journal, before, file} = place;
			const end = await runPlanChild({action: 'undo', journal, plan: file, killAt});
			await settleJournal(journal, {isReadOnly: false});
			const [entry] = (await journalEntries(journal)).entries;
			expect(['applied', 'undone']).toContain(entry!.state);
			expect([killAt, dumpFolder(workspace)]).toEqual([
				killAt,
				entry!.state === 'applied' ? after : before,
			]);
			expectTidy(place);
			const again = await undoLast(options(journal));
			expect(again.state).toBe(entry!.state === 'applied' ? 'undone' : 'refused');
			expect([killAt, dumpFolder(workspace)]).toEqual([killAt, before]);
			return end.isKilled;
		});
		expect(steps).toBeGreaterThan(20);
	}, 120_000);

	test('of being taken back: it is taken back at the next start', async () => {
		// A plan that was cut off just before its rows are committed, with all files changed.
		const first = await prepared(false);
		const {steps: names} = await runPlanChild({
			action: 'apply',
			journal: first.journal,
			plan: first.file,
			killAt: null,
		});
		const commit = names.findIndex((name) => name.startsWith('commit'));
		expect(commit).toBeGreaterThan(10);
		const steps = await forEachStep(async (killAt) => {
			const place = await prepared(false);
			const {workspace, journal, before, file} = place;
			expect(
				await runPlanChild({action: 'apply', journal, plan: file, killAt: commit}),
			).toMatchObject({isKilled: true});
			const end = await runPlanChild({action: 'settle', journal, plan: file, killAt});
			await settleJournal(journal, {isReadOnly: false});
			expect([killAt, dumpFolder(workspace)]).toEqual([killAt, before]);
			expect((await journalEntries(journal)).entries).toMatchObject([{state: 'taken-back'}]);
			expectTidy(place);
			return end.isKilled;
		});
		expect(steps).toBeGreaterThan(12);
	}, 120_000);

	test('a journal that is copied tells the same: nothing else is needed', async () => {
		const place = await prepared(true);
		const copy = path.join(place.base, 'copy');
		cpSync(place.journal, copy, {recursive: true});
		expect(await undoLast(options(copy))).toMatchObject({state: 'undone'});
		expect(existsSync(place.at('marker'))).toBe(true);
		expect(dumpFolder(place.workspace)).toEqual(place.before);
	});
});
