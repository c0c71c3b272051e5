import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {createArchive} from '../../source/history/archive.ts';
import {openReader} from '../../source/history/history.ts';
import {keptRecord} from '../../source/history/kept-record.ts';
import {openDatabase} from '../../source/history/open-database.ts';
import {factsOf, type TaskFacts} from '../../source/history/recording.ts';
import {hour, minute, noon, taskOf} from '../analysis/tasks.ts';
import {temporaryFolder} from './watching.ts';

let kept: ReturnType<typeof temporaryFolder>;
let file: string;
beforeEach(() => {
	kept = temporaryFolder();
	file = path.join(kept.folder, 'history.db');
});
afterEach(() => {
	kept.remove();
});

const facts = (id: string, status: 'pending' | 'running' | 'completed' | 'failed'): TaskFacts =>
	factsOf(taskOf({id, status, workspace: '/code'}));

/** Work that is seen to begin and to end, one task an hour. */
const recorded = async (
	works: readonly {readonly lasted: number; readonly end?: 'completed' | 'failed'}[],
	isFirst = false,
) => {
	const opened = await openDatabase({file, workspace: '/code', now: noon});
	if (opened.type !== 'open') {
		throw new Error(opened.reason);
	}

	const {database} = opened;
	const run = {kind: 'watch', name: 'one'} as const;
	const archive = createArchive({database, workspace: '/code', run, now: noon});
	const change = (at: number, before: TaskFacts, after: TaskFacts): void => {
		archive.record({at, isFirst, versions: [], transitions: [], tasks: [{before, after}]});
	};

	for (const [index, {lasted, end = 'completed'}] of works.entries()) {
		const id = `t${index}`;
		const at = noon + index * hour;
		change(at, facts(id, 'pending'), facts(id, 'running'));
		change(at + lasted, facts(id, 'running'), facts(id, end));
	}

	database.close();
};

const ten = Array.from({length: 10}, (_, index) => ({lasted: (10 + index) * minute}));

describe('forecasts are kept', () => {
	test('from the moment on at which enough is known, and settled with what came', async () => {
		await recorded([...ten, {lasted: 12 * minute}, {lasted: 3 * minute, end: 'failed'}]);
		const {settled} = await keptRecord([file]);
		// Five results are enough for a probability, eight lengths for ranges.
		expect(settled.map(({left}) => left !== null)).toEqual([
			false,
			false,
			false,
			true,
			true,
			true,
			true,
		]);
		expect(settled[5]).toMatchObject({
			at: noon + 10 * hour,
			settledAt: noon + 10 * hour + 12 * minute,
			took: 12 * minute,
			isSuccess: true,
			basis: '10 runs of tasks-meta',
		});
		expect(settled[6]).toMatchObject({took: null, isSuccess: false});
	});

	test('from the latest attempts, which can be read by themselves', async () => {
		await recorded(ten);
		const reader = await openReader(file);
		const {queries, database} = reader!;
		expect(queries.latestAttempts(3)).toEqual(queries.attempts().slice(-3));
		expect(queries.latestAttempts(100)).toHaveLength(10);
		database.close();
	});

	test('knows nothing of what came after', async () => {
		await recorded(ten);
		const first = (await keptRecord([file])).settled;
		kept.remove();
		kept = temporaryFolder();
		file = path.join(kept.folder, 'history.db');
		await recorded([...ten, {lasted: 11 * hour}]);
		expect((await keptRecord([file])).settled.slice(0, first.length)).toEqual(first);
	});

	test('not of what nobody saw begin', async () => {
		await recorded(ten, true);
		expect((await keptRecord([file])).settled).toEqual([]);
	});

	test('a history that was made without them has none, and one that is damaged loses only those', async () => {
		await recorded([...ten, {lasted: minute}]);
		const database = new DatabaseSync(file);
		database.exec(`update forecasts set forecast = '{' where id = 1`);
		database.close();
		expect((await keptRecord([file])).settled).toHaveLength(5);
		const again = new DatabaseSync(file);
		again.exec('drop table forecasts');
		again.close();
		const reader = await openReader(file);
		expect(reader!.queries.forecasts()).toEqual([]);
		reader!.database.close();
		expect(await keptRecord([path.join(kept.folder, 'none.db')])).toEqual({
			journal: [],
			settled: [],
		});
	});
});
