import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {setTimeout} from 'node:timers/promises';
import {createArchive} from '../../source/history/archive.ts';
import {type History, historyFile, openHistory, openReader} from '../../source/history/history.ts';
import {withHistory} from '../../source/history/with-history.ts';
import {openDatabase} from '../../source/history/open-database.ts';
import {createStore} from '../../source/store/store.ts';
import {inCount, inMilliseconds, inQuantiles, median, quantile} from '../figures.ts';
import type {Question, Row} from '../question.ts';
import {createRandom} from '../workspaces/prose.ts';
import {bigState} from '../workspaces/return-meta.ts';

const workspace = '/bench';
const now = Date.UTC(2026, 5, 1);
const minute = 60_000;

/** What the past costs: to ask it when it is long, to keep it while the screen draws. */
export const history: Question = {
	name: 'history',
	question: 'A long history: start, queries, recording',
	async run({isQuick}) {
		const folder = mkdtempSync(path.join(tmpdir(), 'metawatch-bench-history-'));
		try {
			return [
				...(await longHistory(folder, isQuick ? 50_000 : 1_000_000)),
				...(await recording(folder, isQuick ? 200 : 1000)),
			];
		} finally {
			rmSync(folder, {recursive: true, force: true});
		}
	},
};

const tasks = 2000;

/** Fills the tables as a year of work would. */
const fill = async (file: string, count: number): Promise<void> => {
	const opened = await openDatabase({file, workspace, now});
	if (opened.type !== 'open') {
		throw new Error(opened.reason);
	}

	const {database} = opened;
	createArchive({database, workspace, run: {kind: 'watch', name: 'bench'}, now});
	database.exec(`
		begin;
		with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${tasks})
		insert into task_names (task, shown_id, title)
			select 'return-meta:/bench/specs#' || n, n, 'Task number ' || n from numbers;
		with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${count})
		insert into transitions (name_id, at, what, from_value, to_value, status, run_id)
			select 1 + (n * 7919) % ${tasks}, ${now} + n * 1000,
				case n % 3 when 0 then 'stage' else 'status' end,
				case n % 2 when 0 then 'pending' else 'running' end,
				case n % 2 when 0 then 'running' else 'completed' end, 'running', 1 from numbers;
		commit;`);
	database.close();
};

const timed = <Result>(work: () => Result): {ms: number; result: Result} => {
	const from = performance.now();
	const result = work();
	return {ms: performance.now() - from, result};
};

const longHistory = async (folder: string, count: number): Promise<Row[]> => {
	const file = path.join(folder, historyFile);
	await fill(file, count);
	const before = process.memoryUsage().rss;
	const from = performance.now();
	const reader = (await openReader(file))!;
	reader.queries.timeline({}, 50);
	const opening = performance.now() - from;
	const floors: number[] = [];
	const pages: Record<string, number[]> = {};
	const random = createRandom(3);
	const plain = new DatabaseSync(file, {readOnly: true});
	const key = plain.prepare('select at from transitions where id = ?');
	for (let run = 0; run < 200; run++) {
		const until = now + random.below(count) * 1000;
		const task = `return-meta:/bench/specs#${1 + random.below(tasks)}`;
		const filters = {
			'newest page': {},
			'page at a moment': {until},
			'page of one task': {task},
			'page of one kind, at a moment': {what: ['stage'] as const, until},
		};
		floors.push(
			timed(() => {
				for (let index = 0; index < 50; index++) {
					key.get(1 + random.below(count));
				}
			}).ms,
		);
		for (const [name, filter] of Object.entries(filters)) {
			(pages[name] ??= []).push(timed(() => reader.queries.timeline(filter, 50)).ms);
		}

		(pages['moments around one'] ??= []).push(timed(() => reader.queries.momentsAround(until)).ms);
	}

	plain.close();
	const grown = (process.memoryUsage().rss - before) / 2 ** 20;
	reader.database.close();
	const size = statSync(file).size;
	const what = `${inCount(count)} transitions, ${Math.round(size / 2 ** 20)} MB`;
	return [
		{
			what: `${what}: open and first page`,
			measured: inMilliseconds(opening),
			floor: null,
			budget: '≤ 100 ms',
			isKept: opening <= 100,
			runs: 1,
		},
		...Object.entries(pages).map(([name, times]) => ({
			what: `  ${name}`,
			measured: inQuantiles(times),
			floor: `${inMilliseconds(median(floors))} 50 rows by key`,
			budget: '≤ 20 ms',
			isKept: Math.max(...times) <= 20,
			runs: times.length,
		})),
		{
			what: '  memory after 1,000 queries',
			measured: `+${grown.toFixed(0)} MB`,
			floor: null,
			budget: '≤ 32 MB',
			isKept: grown <= 32,
			runs: 1,
		},
	];
};

/** How long the thread that draws is held up while everything is recorded, and while nothing is. */
const recording = async (folder: string, files: number): Promise<Row[]> => {
	const changes = Math.min(files, 500);
	const floor = await live(files, changes, null);
	const kept = openHistory({
		folder: path.join(folder, 'recording'),
		workspace,
		onNotice: ({message}) => console.error(message),
		limits: {maximumAgeDays: 36_500, maximumMegabytes: 1000},
	});
	const measured = await live(files, changes, kept);
	const queries = (await kept.queries())!;
	const {ms, result} = timed(() => queries.stateAt(now + changes * minute));
	const isSame = result.tasks.size === measured.tasks;
	await kept.close();
	const size = statSync(kept.file).size / 2 ** 20;
	const row = (what: string, turns: readonly number[], without: readonly number[]): Row => {
		const [worst, floorWorst] = [quantile(turns, 1), quantile(without, 1)];
		return {
			what,
			measured: inMilliseconds(worst),
			floor: `${inMilliseconds(floorWorst)} recording nothing`,
			budget: '≤ 5 ms, or the floor',
			isKept: worst <= Math.max(5, floorWorst),
			runs: 1,
		};
	};

	return [
		{
			what: `recording the first read of ${inCount(files)} files: starting the thread`,
			measured: inMilliseconds(measured.beginning),
			floor: null,
			budget: '≤ 5 ms',
			isKept: measured.beginning <= 5,
			runs: 1,
		},
		row('  longest turn of the thread that draws until written', measured.first, floor.first),
		row(
			`  the same after each of ${changes} changes of a file of 180 KB`,
			measured.later,
			floor.later,
		),
		{
			what: '  size on the disk after them',
			measured: `${size.toFixed(1)} MB`,
			floor: `${((changes * 180_000) / 2 ** 20).toFixed(0)} MB as they are`,
			budget: null,
			isKept: null,
			runs: 1,
		},
		{
			what: `  back to the last moment${isSame ? '' : ': ANOTHER STATE'}`,
			measured: inMilliseconds(ms),
			floor: null,
			budget: null,
			isKept: isSame,
			runs: 1,
		},
	];
};

/** Plays a session. @returns how long every turn of the loop took that drew nothing and parsed nothing. */
const live = async (files: number, changes: number, kept: History | null) => {
	const store = kept ? withHistory(createStore(), kept) : createStore();
	const large = bigState(createRandom(5), 180_000, now);
	const first = Array.from({length: files}, (_, index) =>
		read(`/bench/.kiro/specs/s${index}/tasks.md`, list(index, 0), now),
	);
	store.apply([...first, read('/bench/specs/state.json', large, now)], now, true);
	kept?.endFirstRead(store.getState(), now);
	const turns = watchTurns();
	await turns.settled();
	turns.taken();
	const from = performance.now();
	kept?.begin();
	const beginning = performance.now() - from;
	await (kept ? kept.whenWritten() : setTimeout(300));
	const firstTurns = turns.taken();
	const laterTurns: number[] = [];
	for (let index = 0; index < changes; index++) {
		const at = now + (index + 1) * minute;
		const version = large.replaceAll('2026-06', `2026-0${1 + (index % 9)}`);
		store.apply(
			[
				read(`/bench/.kiro/specs/s${index % files}/tasks.md`, list(index, 1), at),
				read('/bench/specs/state.json', version, at),
			],
			at,
		);
		turns.taken();
		await (kept ? kept.whenWritten() : turns.settled());
		laterTurns.push(...turns.taken());
	}

	turns.stop();
	return {beginning, first: firstTurns, later: laterTurns, tasks: store.getState().tasks.size};
};

const list = (seed: number, done: number): string =>
	Array.from(
		{length: 10},
		(_, index) => `- [${index < done ? 'x' : ' '}] ${index + 1}. Part ${index + 1} of ${seed}`,
	).join('\n');

const read = (file: string, text: string, at: number) => ({
	type: 'read' as const,
	format: file.endsWith('.md') ? ('kiro' as const) : ('return-meta' as const),
	input: {
		path: file,
		workspace,
		kind: file.endsWith('.md') ? 'list' : 'state',
		content: {type: 'text' as const, text, isUtf8: true},
		stat: {modifiedAt: at, size: text.length, isFolder: false},
		readAt: at,
	},
});

/** Measures how long each turn of the loop takes. */
const watchTurns = () => {
	let turns: number[] = [];
	let last = performance.now();
	let isOpen = true;
	const turn = (): void => {
		const at = performance.now();
		turns.push(at - last);
		last = at;
		if (isOpen) {
			setImmediate(turn);
		}
	};

	setImmediate(turn);
	return {
		/** Those since this was last asked. */
		taken(): number[] {
			const result = turns;
			turns = [];
			last = performance.now();
			return result;
		},
		async settled(): Promise<void> {
			await setTimeout(20);
		},
		stop(): void {
			isOpen = false;
		},
	};
};
