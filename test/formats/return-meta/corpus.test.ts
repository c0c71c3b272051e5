import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {rowOf} from '../../helpers/nobody-there.ts';
import {returnMeta} from '../../../source/formats/return-meta/index.ts';
import {reduce} from '../../../source/store/reduce.ts';
import {emptyState, type State} from '../../../source/store/state.ts';
import {corpusFolder} from '../../helpers/corpus.ts';
import {readFolder} from '../../helpers/read-folder.ts';

const root = corpusFolder === null ? null : `${corpusFolder}/return-meta`;

type Manifest = {
	readonly committed_at: string | null;
	readonly files: readonly {readonly path: string; readonly mtime?: string}[];
};

const cases = root === null ? [] : readdirSync(root).filter((name) => name.startsWith('case-'));

/** A case as it stood at its commit; files of unknown age are from that moment. */
const readCase = (number: string): {state: State; now: number} => {
	const folder = `${root}/${cases.find((name) => name.startsWith(`case-${number}-`))}`;
	const manifest = JSON.parse(readFileSync(`${folder}/MANIFEST.json`, 'utf8')) as Manifest;
	const now = Date.parse(manifest.committed_at ?? '2026-09-20T00:00:00Z');
	const times = new Map(manifest.files.map(({path, mtime}) => [path, Date.parse(mtime ?? '')]));
	const modifiedAt = (path: string): number => {
		const at = times.get(path) ?? Number.NaN;
		return Number.isNaN(at) ? now : at;
	};

	const changes = readFolder(folder, {readAt: now, formats: [returnMeta], modifiedAt});
	return {state: reduce(emptyState, changes, now, true), now};
};

const rowIn = ({state, now}: ReturnType<typeof readCase>, id: string) => {
	const task = [...state.tasks.values()].find((candidate) => candidate.id === id);
	return task ? rowOf(task, undefined, now) : undefined;
};

const codesIn = ({state, now}: ReturnType<typeof readCase>): readonly string[] =>
	state.problems.filter(({activeFrom = 0}) => activeFrom <= now).map(({code}) => code);

describe.skipIf(root === null)('real projects (skipped without the corpus)', () => {
	test.each(cases)('%s is read without a fault', (name) => {
		const {state, now} = readCase(name.split('-')[1]!);
		expect(state.problems.filter(({code}) => code === 'reader-failed')).toEqual([]);
		for (const task of state.tasks.values()) {
			const row = rowOf(task, undefined, now);
			expect(task.title).not.toMatch(/[`*\n]|^$/);
			expect(row.task.progress ?? 0).toBeLessThanOrEqual(1);
			expect(task.files.length).toBeGreaterThan(0);
		}
	});

	test.each(cases)('%s, cloned today: nobody is at work', (name) => {
		const later = Date.parse('2026-11-01T12:00:00Z');
		const changes = readFolder(`${root}/${name}`, {
			readAt: later,
			formats: [returnMeta],
			modifiedAt: (path) => later - path.length * 10,
		});
		const state = reduce(emptyState, changes, later, true);
		const atWork = [...state.tasks.values()]
			.map((task) => rowOf(task, undefined, later))
			.filter(({status}) => status === 'running');
		expect(atWork.map(({task}) => task.id)).toEqual([]);
	});

	test.each([
		['01', 21],
		['07', 28],
		['10', 23],
		['19', 93],
		['21', 45],
		['22', 11],
		['34', 61],
		['36', 1],
		['37', 0],
		['38', 0],
		['94', 4],
		['95', 0],
		['96', 2],
	])('case %s has %i rows', (number, count) => {
		expect(readCase(number).state.tasks.size).toBe(count);
	});

	test.each<[string, string, string, string | null]>([
		['01', '888', 'blocked', 'review-needed'],
		['01', '864', 'partial', null],
		['10', '24', 'running', null],
		['10', '12', 'partial', 'answer-needed'],
		['14', '163', 'running', null],
		['15', '13', 'pending', 'postflight-stuck'],
		['34', '170', 'pending', 'merge-needed'],
		['40', '183', 'interrupted', 'interrupted'],
		['42', '400', 'skipped', null],
		['53', '19', 'running', null],
		['56', '35', 'partial', null],
		['58', '974', 'partial', 'review-needed'],
		['75', 'meta', 'blocked', 'answer-needed'],
		['78', '880', 'running', null],
		['80', '1003', 'pending', 'finished-not-recorded'],
		['88', '749', 'blocked', null],
		['90', '31', 'partial', 'review-needed'],
		['93', '17', 'interrupted', 'interrupted'],
		['94', '202', 'partial', 'review-needed'],
		['96', '117', 'partial', null],
		['97', '163', 'running', null],
		['101', '158', 'pending', null],
	])('case %s: task %s is %s', (number, id, status, attention) => {
		const row = rowIn(readCase(number), id);
		expect(row?.status).toBe(status);
		expect(row?.attention[0]?.code ?? null).toBe(attention);
	});

	test.each<[string, string, number, number]>([
		['11', '29', 6, 7],
		['56', '35', 7, 12],
		['93', '48', 7, 11],
		['94', '303', 7, 9],
		['99', '56', 2, 8],
	])('case %s: task %s is at %i of %i', (number, id, index, total) => {
		expect(rowIn(readCase(number), id)?.task.stage).toMatchObject({index, total});
	});

	test.each<[string, string]>([
		['01', 'marker-stale'],
		['07', 'next-number-low'],
		['19', 'next-number-low'],
		['21', 'slug-shape'],
		['22', 'state-unreadable'],
		['23', 'state-unreadable'],
		['24', 'state-unreadable'],
		['26', 'state-unreadable'],
		['28', 'state-unreadable'],
		['30', 'key-duplicate'],
		['31', 'task-number-duplicate'],
		['36', 'state-unreadable'],
		['43', 'errors-unfixed'],
		['52', 'artifact-outside'],
		['53', 'artifact-foreign'],
		['55', 'time-implausible'],
		['59', 'task-number-duplicate'],
		['97', 'marker-placeholder'],
		['98', 'meta-unreadable'],
		['99', 'phases-incomplete-on-success'],
		['99', 'tmp-leftover'],
	])('case %s has the finding %s', (number, code) => {
		const read = readCase(number);
		// What a write needs a moment for is over by then.
		expect(codesIn({...read, now: read.now + 120_000})).toContain(code);
	});

	test.each(['12', '37', '38'])('case %s alarms nobody without a reason', (number) => {
		const read = readCase(number);
		const loud = read.state.problems.filter(
			({severity, path, activeFrom = 0}) =>
				activeFrom <= read.now && (severity === 'error' || path.includes('/archive/')),
		);
		expect(loud).toEqual([]);
	});
});
