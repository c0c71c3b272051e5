import * as fc from 'fast-check';
import type {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {DatabaseContent} from '../../source/formats/format.ts';
import {recordingOf} from '../../source/history/applied.ts';
import {type Archive, createArchive} from '../../source/history/archive.ts';
import {changeOf, recordOf, textOf} from '../../source/history/changes-of.ts';
import {historyFile, openReader} from '../../source/history/history.ts';
import {openDatabase} from '../../source/history/open-database.ts';
import type {JournalEntry} from '../../source/model/journal.ts';
import {type Change, reduce} from '../../source/store/reduce.ts';
import {emptyState, type State} from '../../source/store/state.ts';
import {inputOf, listPath, noon, project, read, removed} from '../store/project.ts';
import {temporaryFolder, watching} from './watching.ts';

let place: ReturnType<typeof temporaryFolder>;
let file: string;

beforeEach(() => {
	place = temporaryFolder();
	file = `${place.folder}/${historyFile}`;
});

afterEach(() => place.remove());

const opened = async (): Promise<{database: DatabaseSync; archive: Archive}> => {
	const result = await openDatabase({file, workspace: project, now: noon});
	if (result.type !== 'open') {
		throw new Error(result.reason);
	}

	const {database} = result;
	const run = {kind: 'watch', name: 'test'} as const;
	return {database, archive: createArchive({database, workspace: project, run, now: noon})};
};

const names = fc.constantFrom('a', 'b', 'c');
const marks = fc.string({unit: fc.constantFrom(' ', '-', 'x'), maxLength: 4});
const boxes = (text: string): string =>
	text
		.split('')
		.map((mark, index) => `- [${mark}] ${index + 1}. Task ${index + 1}\n`)
		.join('');

const changes = fc.oneof(
	{weight: 4, arbitrary: fc.record({name: names, text: marks.map(boxes)})},
	{
		weight: 1,
		arbitrary: fc.record({name: names, text: fc.string({unit: 'binary', maxLength: 30})}),
	},
	{weight: 1, arbitrary: fc.record({name: names, text: fc.constant(null)})},
);

test('whatever happens, what is recorded and read back is what happened', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(changes, {minLength: 1, maxLength: 20}), async (story) => {
			const own = temporaryFolder();
			file = `${own.folder}/${historyFile}`;
			const {database, archive} = await opened();
			const lived: {at: number; state: State}[] = [];
			const seen = new Map<string, (string | null)[]>();
			let state = emptyState;
			for (const [index, {name, text}] of story.entries()) {
				const now = noon + index * 1000;
				const path = listPath(name);
				const change: Change = text === null ? removed(path) : read(path, text, now);
				const isFirst = index === 0;
				const before = state;
				state = reduce(before, [change], now, isFirst);
				archive.record(
					recordingOf({changes: [change], before, after: state, now, isFirst}, project),
				);
				if (isFirst) {
					archive.endFirstRead([...state.documents.keys()], now);
				}

				lived.push({at: now, state});
				const versions = seen.get(path) ?? [];
				if (text !== null || (versions.length > 0 && versions.at(-1) !== null)) {
					seen.set(path, [...versions, text]);
				}
			}

			database.close();
			const reader = (await openReader(file))!;
			for (const {at, state: then} of lived) {
				const back = reader.queries.stateAt(at);
				expect([...back.tasks.values()]).toEqual([...then.tasks.values()]);
				expect(back.problems).toEqual(then.problems);
				expect(back.transitions).toEqual(then.transitions);
			}

			for (const [path, texts] of seen) {
				const kept = reader.queries.versionsOf(path).toReversed();
				expect(kept.map(({id}) => reader.queries.textOf(id))).toEqual(texts);
			}

			reader.database.close();
			own.remove();
		}),
		{numRuns: 40},
	);
}, 60_000);

describe('a change', () => {
	const database: DatabaseContent = {
		tables: {
			one: {
				columns: ['a', 'b'],
				rows: Array.from({length: 401}, (_, index) => ({a: index, b: `'"${index}`})),
			},
			two: {columns: ['c'], rows: []},
			three: {columns: ['c'], rows: [{c: null}]},
		},
		state: 'recovered',
		hasHotJournal: true,
		detail: 'x',
	};
	const input = inputOf(listPath('a'), '', noon);
	const all: readonly Change[] = [
		read(listPath('a'), 'text \u{1F680}\n', noon),
		{...read(listPath('a'), 'x', noon), input: {...input, content: {type: 'presence'}}} as Change,
		{type: 'read', format: 'kiro', input: {...input, content: {type: 'unreadable', reason: 'why'}}},
		{
			type: 'read',
			format: 'kiro',
			input: {...input, content: {type: 'text', text: '\uFFFD', isUtf8: false}},
		},
		{type: 'read', format: 'backlog', input: {...input, content: {type: 'database', database}}},
		{
			type: 'read',
			format: 'backlog',
			input: {...input, content: {type: 'database', database: {...database, tables: {}}}},
		},
		removed(listPath('a')),
		{
			type: 'references',
			path: listPath('a'),
			stats: new Map([
				['/x', {modifiedAt: 1.5, size: 3, isFolder: false}],
				['/y', null],
			]),
		},
	];

	test.each(all.map((change, index) => [index, change] as const))(
		'%i comes back as it was',
		(_, change) => {
			const text = [...textOf(change)].join('');
			expect(changeOf(recordOf(change, text === '' ? null : text))).toEqual(change);
		},
	);

	test('from a damaged database is no change, and no error', () => {
		const record = recordOf(all[4]!, 'not json');
		expect(changeOf(record)).toBeNull();
	});
});

describe('what is too much', () => {
	test('goes by age: every file keeps the last version before, contents nobody needs go too', async () => {
		const {database, archive} = await opened();
		const day = 24 * 3_600_000;
		let state = emptyState;
		for (let index = 0; index < 30; index++) {
			const now = noon + index * day;
			const change = read(listPath('a'), boxes('x- '.slice(index % 3)).repeat(1 + index), now);
			const before = state;
			state = reduce(before, [change], now, index === 0);
			archive.record(
				recordingOf({changes: [change], before, after: state, now, isFirst: index === 0}, project),
			);
		}

		const limits = {maximumAgeDays: 10, maximumMegabytes: 1000};
		while (archive.prune(limits, noon + 29 * day)) {
			// Until nothing is left to do.
		}

		const ages = database
			.prepare('select (at - ?) / ? as day from versions order by at')
			.all(noon, day);
		expect(ages.map(({day: one}) => one)).toEqual([18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]);
		const oldest = database.prepare('select min(at) as at from transitions').get()!['at'];
		expect(Number(oldest)).toBeGreaterThanOrEqual(noon + 19 * day);
		const orphans = database.prepare(`select count(*) as count from contents
			where id not in (select content_id from versions)
				and id not in (select base_id from contents where base_id is not null)`);
		expect(orphans.get()!['count']).toBe(0);
		database.close();
		const reader = (await openReader(file))!;
		for (const {id} of reader.queries.versionsOf(listPath('a'))) {
			expect(reader.queries.textOf(id)).toMatch(/^- \[/);
		}

		reader.database.close();
	});

	test('goes by size, the oldest first', async () => {
		const {database, archive} = await opened();
		const noise = fc.sample(fc.string({unit: 'grapheme-ascii', minLength: 4000, maxLength: 4000}), {
			numRuns: 700,
			seed: 1,
		});
		for (const [index, text] of noise.entries()) {
			const at = noon + index * 1000;
			archive.record({
				at,
				isFirst: false,
				versions: [recordOf(read(listPath('a'), text, at), text)],
				transitions: [],
				tasks: [],
			});
		}

		const limits = {maximumAgeDays: 36_500, maximumMegabytes: 1};
		const count = (): number =>
			Number(database.prepare('select count(*) as count from versions').get()!['count']);
		expect(count()).toBe(700);
		let rounds = 0;
		while (archive.prune(limits, noon + 700_000)) {
			rounds++;
			expect(rounds).toBeLessThan(20);
		}

		expect(count()).toBeLessThan(400);
		const latest = database.prepare('select max(at) as at from versions').get()!['at'];
		expect(latest).toBe(noon + 699_000);
		database.close();
	});
});

test('plans and what was learned are kept', async () => {
	const {history} = watching(place.folder);
	history.begin();
	const entry = (id: string, state: JournalEntry['state']): JournalEntry => ({
		plan: {
			id,
			at: noon,
			workspace: project,
			steps: [],
			edits: [{type: 'file', path: '/a', before: 'x\r\n', after: null}],
			checks: [],
			lost: [],
			notes: [],
			byHand: [],
			downstream: [],
			left: [],
		},
		who: 'ada',
		reason: null,
		at: noon,
		state,
		settledAt: null,
		detail: null,
	});
	history.note([entry('1', 'begun'), entry('2', 'applied')]);
	history.note([entry('1', 'applied')]);
	const gaps = {'kiro\nagent': {lengths: [1, 2], seen: 2, falseAlarms: 0, longestFalseMs: 0}};
	history.remember('gaps', gaps);
	await history.whenWritten();
	const queries = (await history.queries())!;
	expect(queries.audit(10)).toEqual([entry('2', 'applied'), entry('1', 'applied')]);
	expect(queries.recall('gaps')).toEqual(gaps);
	expect(queries.recall('nothing')).toBeNull();
	await history.close();
});
