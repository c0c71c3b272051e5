import {execFileSync, spawn} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {applyPlan} from '../../../source/effects/plan/apply-plan.ts';
import {settleJournal} from '../../../source/effects/plan/settle-journal.ts';
import {undoLast} from '../../../source/effects/plan/undo-last.ts';
import type {Edit} from '../../../source/model/edit.ts';
import {
	dumpFolder,
	fillWorkspace,
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

const options = () => ({journal: place.journal, who: 'tester', reason: null, isReadOnly: false});

const applyInChild = async (
	id: string,
	edits: readonly Edit[],
	wrapper: readonly string[] = [],
) => {
	const plan = path.join(place.base, `${id}.json`);
	writeFileSync(plan, JSON.stringify(planOf(place.workspace, edits, id)));
	return await runPlanChild({action: 'apply', journal: place.journal, plan, killAt: null}, wrapper);
};

describe('two metawatch at once', () => {
	test('with the same files: one of them is first, and the other one is refused', async () => {
		const edits = fillWorkspace(place);
		const before = dumpFolder(place.workspace);
		const results = (
			await Promise.all(['p1', 'p2', 'p3'].map(async (id) => await applyInChild(id, edits)))
		).map(({result}) => (result as {readonly state: string}).state);
		expect(results.toSorted()).toEqual(['applied', 'refused', 'refused']);
		expect(await undoLast(options())).toMatchObject({state: 'undone'});
		expect(dumpFolder(place.workspace)).toEqual(before);
		expect(await undoLast(options())).toEqual({
			state: 'refused',
			reason: 'there is nothing to take back',
		});
	});

	test('with different files: one after the other', async () => {
		const names = ['a', 'b', 'c'];
		const results = await Promise.all(
			names.map(
				async (name) =>
					await applyInChild(name, [
						{type: 'file', path: place.at(name), before: null, after: name},
					]),
			),
		);
		expect(results.map(({result}) => result)).toMatchObject(names.map(() => ({state: 'applied'})));
		expect(Object.keys(dumpFolder(place.workspace))).toEqual(names);
	});
});

describe('an agent that writes the same file all the time', () => {
	test('loses nothing: it is written between, or not at all', async () => {
		const file = place.at('state');
		writeFileSync(file, '');
		const agent = spawn(
			process.execPath,
			[fileURLToPath(new URL('../../helpers/agent-child.ts', import.meta.url)), file],
			{stdio: ['pipe', 'pipe', 'inherit']},
		);
		let said = '';
		agent.stdout.on('data', (data: Buffer) => {
			said += data.toString();
		});
		const hasEnded = new Promise((resolve) => agent.once('exit', resolve));
		let applied = 0;
		let refused = 0;
		for (let round = 0; applied < 5 || refused < 5; round++) {
			const before = readFileSync(file, 'utf8');
			const result = await applyPlan(
				planOf(
					place.workspace,
					[{type: 'file', path: file, before, after: `${before}metawatch ${round}\n`}],
					`p${round}`,
				),
				options(),
			);
			const reason = result.state === 'applied' ? null : result.reason;
			applied += reason === null ? 1 : 0;
			refused += reason === null ? 0 : 1;
			expect(reason ?? 'state: another program').toMatch(
				/^state: (it has changed|another program|it is not there)/,
			);
			// Of a plan that was refused there is not a trace; of one that was applied there may be none any
			// more: an agent that had read the file before does not know of it.
			expect(reason !== null && readFileSync(file, 'utf8').includes(`metawatch ${round}\n`)).toBe(
				false,
			);
		}

		agent.stdin.end();
		await hasEnded;
		const lines = new Set(readFileSync(file, 'utf8').split('\n'));
		const count = Number(said);
		expect(count).toBeGreaterThan(5);
		for (let line = 1; line <= count; line++) {
			expect(lines).toContain(`agent ${line}`);
		}

		expect(Object.keys(dumpFolder(place.workspace))).toEqual(['state']);
	}, 60_000);
});

/** A file system of its own, which is full at once; needs the administrator. */
const mountSmall = (folder: string): boolean => {
	try {
		mkdirSync(folder);
		execFileSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], {
			stdio: 'ignore',
		});
		return true;
	} catch {
		return false;
	}
};

describe('no room', () => {
	test('on the disk: all is taken back, and it is said', async ({skip}) => {
		const folder = place.at('small');
		skip(!mountSmall(folder), 'no small disk can be mounted by this account');
		try {
			writeFileSync(place.at('a'), 'one');
			writeFileSync(place.at('small/b'), 'two');
			const before = dumpFolder(place.workspace);
			const result = await applyPlan(
				planOf(place.workspace, [
					{type: 'file', path: place.at('a'), before: 'one', after: '1'},
					{type: 'file', path: place.at('small/b'), before: 'two', after: 'x'.repeat(200_000)},
				]),
				options(),
			);
			expect(result).toEqual({state: 'refused', reason: 'small/b: no space is left on the disk'});
			expect(dumpFolder(place.workspace)).toEqual(before);
			expect(await settleJournal(place.journal, {isReadOnly: false})).toEqual([]);
		} finally {
			execFileSync('/usr/bin/umount', [folder]);
		}
	});

	test('for the journal: nothing is begun', async () => {
		writeFileSync(place.at('a'), 'one');
		const before = dumpFolder(place.workspace);
		const {result} = await applyInChild(
			'p1',
			[{type: 'file', path: place.at('a'), before: 'one', after: 'x'.repeat(200_000)}],
			['bash', '-c', 'ulimit -f 16; exec "$@"', 'bash'],
		);
		expect(result).toEqual({state: 'refused', reason: 'no file may become that large here'});
		expect(dumpFolder(place.workspace)).toEqual(before);
		expect(await settleJournal(place.journal, {isReadOnly: false})).toEqual([]);
	});
});
