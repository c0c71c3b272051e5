import {readFileSync} from 'node:fs';
import path from 'node:path';
import {array, assert, constantFrom, integer, property, string, tuple} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {backlog} from '../../../source/formats/backlog/index.ts';
import {parseBacklog} from '../../../source/formats/backlog/parse-backlog.ts';

const fixture = (name: string): string =>
	readFileSync(path.join('test/fixtures/backlog', name), 'utf8');

const good = fixture('good/000_core/000_backlog.md');

const read = (text: string) => parseBacklog(text, '/w/000_backlog.md');

const declared = (text: string) =>
	read(text).file.declarations.map(({id, title, form, line, fields}) => ({
		id,
		title,
		form,
		line,
		fields: Object.fromEntries([...fields].map(([name, {value}]) => [name, value])),
	}));

const only = (text: string) => {
	const found = declared(text);
	expect(found).toHaveLength(1);
	return found[0]!;
};

describe('a backlog with every form of item', () => {
	const items = declared(good);
	const byId = (id: string, form?: string) =>
		items.find((item) => item.id === id && (form === undefined || item.form === form))!;

	test('has these items and no others', () => {
		expect(items.map(({id, form}) => `${id} ${form}`)).toEqual([
			'B-201 heading',
			'B-202 heading',
			'B‑010 bullet',
			'B-011 bullet',
			'B-012 bullet',
			'B-013 bullet',
			'B-014 bullet',
			'B-015 bullet',
			'B‑010 row',
			'B‑052‑d row',
			'B-020 row',
			'B-021 row',
			'B-022 row',
			'B-023 short-row',
			'B‑001 completed-row',
			'C‑002 short-row',
			'S‑001 short-row',
		]);
		expect(read(good).problems).toEqual([]);
	});

	test('heading: fields at the margin, the deeper ones are not its own', () => {
		expect(byId('B-201')).toMatchObject({
			title: 'Map of maps',
			fields: {
				priority: '🔥 HIGHEST - essential for navigation',
				points: '10 - very high complexity',
				status: '🔒 BLOCKED - blocked by the baseline (B-202)',
				dependencies: 'B-202 (the baseline - CRITICAL), B-203 (Chat system)',
				risk_level: 'high',
			},
		});
		expect(byId('B-202')).toMatchObject({
			title: 'The baseline',
			fields: {priority: 'P0 (Critical)', status: '✅ COMPLETED - ready for production'},
		});
	});

	test('bullets: what is appended to the title is not part of it', () => {
		expect(byId('B‑010', 'bullet')).toMatchObject({
			title: 'Parser for wrapped rows',
			fields: {score_total: '8.0', status: '✅ COMPLETED'},
		});
		expect(byId('B-011').fields).toEqual({score_total: '4.5'});
		expect(byId('B-012')).toMatchObject({
			title: 'Confidence (Blocked)',
			fields: {points: '3', status: 'todo'},
		});
		expect(byId('B-013')).toMatchObject({
			title: 'Coder specialization',
			fields: {note: '✅ PRD Complete'},
		});
		expect(byId('B-014')).toMatchObject({
			title: 'System audit',
			fields: {
				score_total: '9.5',
				priority: '🔥 **CRITICAL**',
				points: '9 - everything',
				status: '🔴 CRITICAL - IMMEDIATE ACTION REQUIRED',
				next_steps: 'start the audit',
			},
		});
		expect(byId('B-015')).toMatchObject({title: 'Vector search', fields: {priority: '🔥'}});
	});

	test('rows: eight cells, and the comments below until the next item', () => {
		expect(byId('B‑010', 'row').fields).toEqual({
			priority: '🔥',
			points: '3',
			status: '✅ done',
			problem: 'Reads rows',
			tech_footprint: 'TypeScript',
			dependencies: 'None',
			score: '{bv:5, tc:4, rr:5, le:4, effort:3, deps:[]}',
			score_total: '5.7',
		});
		expect(byId('B‑052‑d')).toMatchObject({
			title: 'Bold code title',
			fields: {
				problem: 'A a | b pipe',
				dependencies: 'B‑010 Parser, B-012',
				human_required: 'true',
				reason: 'needs credentials',
				do_next: 'ask for them',
				prd: 'prds/PRD-B-052-d.md',
			},
		});
	});

	test('wrapped rows are joined, wherever they were broken', () => {
		expect(byId('B-020').fields).toMatchObject({
			problem: 'Break inside a cell and again',
			tech_footprint: 'In-place editing + batch',
			dependencies: 'B-010 Parser for wrapped rows',
			progress: 'half of it, over two lines',
		});
	});

	test('a row cut by comments goes on behind the last of them', () => {
		expect(byId('B-022').fields).toMatchObject({
			problem: 'Across the system (all of it)',
			tech_footprint: 'AsyncIO',
			dependencies: 'B-020',
			started_at: '2025-01-28T00:00:00.000000',
			score_total: '8.0',
		});
	});

	test('shorter rows are read by what they are', () => {
		expect(byId('B-023').fields).toMatchObject({priority: '🔄 pending', points: '3', status: '8'});
		expect(byId('B‑001').fields).toEqual({
			completion_date: '2024-08-06',
			key_outcomes: 'Visible',
			lessons: 'Real time matters',
		});
		expect(byId('C‑002').fields).toMatchObject({
			status: '✅ done',
			completion_date: '2024-08-05',
			notes: 'Configurable',
		});
		expect(byId('S‑001').fields).toMatchObject({
			status: 'setup-required',
			setup: 'installation + key',
			instructions: 'See the guide',
		});
	});

	test('the last date outside of comments is the one of the document', () => {
		expect(read(good).file.lastUpdated).toBe('2024-08-07 22:30');
	});

	test('each item knows its line and its section', () => {
		const lines = good.split('\n');
		for (const {id, line} of items) {
			expect(lines[line - 1]).toContain(id);
		}

		expect(read(good).file.declarations.map(({section}) => section)).toContain('Live backlog');
	});
});

describe('ids', () => {
	test.each([
		'B-1',
		'B‑049',
		'B—7',
		'C‐002',
		'S–001',
		'B-052-d',
		'B-1004-QG',
		'B-1006-A',
		'B-032-C1',
		'**B-12**',
	])('%s is one', (id) => {
		expect(only(`| ${id} | T | 🔥 | 1 | todo | a | b | None |`).id).toBe(id.replaceAll('*', ''));
	});

	test.each([
		'B-XXXX',
		'X-1',
		'B1',
		'B-',
		'b-1',
		'B-1 and more',
		'B-1-much-too-long-for-one',
		'Phase 6',
		'',
	])('"%s" is none', (id) => {
		expect(declared(`| ${id} | T | 🔥 | 1 | todo | a | b | None |`)).toEqual([]);
	});
});

describe('broken backlogs', () => {
	test('comments that are never closed end at the next row or comment', () => {
		const {file, problems} = read(fixture('broken/unclosed.md'));
		expect(file.declarations.map(({id}) => id)).toEqual(['B-1', 'B-2', 'B-3', 'B-4']);
		expect(file.declarations[1]!.fields.get('score_total')?.value).toBe('4.5');
		expect(problems.map(({code, line}) => [code, line])).toEqual([
			['comment-unclosed', 2],
			['comment-unclosed', 6],
			['row-malformed', 8],
		]);
	});

	test('rows that are too short are said, and kept', () => {
		const {file, problems} = read(fixture('broken/short-rows.md'));
		expect(file.declarations.map(({id, title}) => [id, title])).toEqual([
			['B-1', 'Two'],
			['B-2', 'Torn'],
		]);
		expect(problems.map(({code, severity, line}) => [code, severity, line])).toEqual([
			['row-malformed', 'error', 1],
			['row-malformed', 'error', 2],
		]);
	});

	test('a row of five cells is a completed one only with a date', () => {
		expect(only('| B-1 | T | 2024-01-02 | a | b |').form).toBe('completed-row');
		expect(only('| B-1 | T | 🔥 | 3 | todo |')).toMatchObject({
			form: 'short-row',
			fields: {status: 'todo'},
		});
	});

	test('what stands in a fence is no item, also when the fence is never closed', () => {
		expect(declared(fixture('broken/fence.md')).map(({id}) => id)).toEqual(['B-1']);
	});

	test('a short row does not swallow the text below it', () => {
		expect(
			only('| C-1 | T | 🔥 | 1 | done | 2024-01-02 | note |\nsome text | with a pipe').fields,
		).toEqual({
			priority: '🔥',
			points: '1',
			status: 'done',
			completion_date: '2024-01-02',
			notes: 'note',
		});
	});

	test('prose after a table is not a field of its last row', () => {
		const text = '| B-1 | T | 🔥 | 1 | todo | a | b | None |\n- **do next**: see the lanes';
		expect(only(text).fields['do_next']).toBeUndefined();
	});

	test('line ends and byte order marks of other systems change nothing', () => {
		const other = `\uFEFF${good.replaceAll('\n', '\r\n')}`;
		expect(declared(other)).toEqual(declared(good));
	});
});

describe('hostile backlogs', () => {
	test('nothing that a terminal would obey gets in', () => {
		const texts = JSON.stringify(declared(fixture('hostile/hostile.md')));
		expect(texts).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2028]|\\u00/);
		expect(texts).not.toContain('52;c;');
	});

	test('titles are clean, names of fields are only names', () => {
		const items = declared(fixture('hostile/hostile.md'));
		expect(items.map(({id, title}) => [id, title])).toEqual([
			['B-1', 'clear me'],
			['B-2', 'A bold title'],
			['B-3', '__proto__'],
		]);
		expect(Object.getPrototypeOf({})).not.toHaveProperty('polluted');
	});

	test.each([
		['a line of blanks', `| ${' '.repeat(1_000_000)}`],
		['a line of pipes', `| B-1 ${'|'.repeat(1_000_000)}`],
		['an endless cell', `| B-1 | ${'x'.repeat(1_000_000)} | todo |`],
		['an endless wrapped row', `| B-1 | T |\n${'text | '.repeat(20_000)}\n`.repeat(50)],
		['many comments on a line', `| B-1 | T |\n${'<!--a:b-->'.repeat(100_000)}`],
		['a comment over everything', `| B-1 | T |\n<!-- ${'x\n'.repeat(500_000)}`],
		['many stars', `- ${'**'.repeat(500_000)}B-1`],
		['brackets', `- B-1 — ${'[('.repeat(500_000)}`],
		['hyphens', `- ${'-'.repeat(1_000_000)}`],
		['an id of letters', `| B-1${'-aaa'.repeat(250_000)} | T |`],
		['many rows', '| B-1 | T | 🔥 | 1 | todo | a | b | None |\n'.repeat(20_000)],
	])('%s is read in no time', (_what, text) => {
		const started = performance.now();
		read(text);
		expect(performance.now() - started).toBeLessThan(1500);
	});
});

describe('any text', () => {
	const input = (text: string) => ({
		path: '/w/000_core/000_backlog.md',
		workspace: '/w',
		kind: 'backlog',
		content: {type: 'text' as const, text, isUtf8: true},
		stat: {modifiedAt: 0, size: text.length, isFolder: false},
		readAt: 0,
	});
	const answers = (text: string): void => {
		expect(['whole', 'empty']).toContain(backlog.parse(input(text)).quality);
	};

	test('is answered', () => {
		assert(property(string({unit: 'binary', maxLength: 400}), answers));
	});

	test('made of the pieces of backlogs is answered', () => {
		const pieces = constantFrom(
			...'| B-1 ~|~\n~<!--~-->~a: b~**~- ~# ~---~```~B-2~ — T~`~✅~(score 1)~\r\n~\t~**Status**: x'.split(
				'~',
			),
			'\\|',
			'\u001B[2J',
		);
		assert(property(array(pieces, {maxLength: 60}), (parts) => answers(parts.join(''))));
	});

	test('cut or damaged is answered, and keeps the items before the damage', () => {
		const whole = declared(good);
		assert(
			property(tuple(integer({min: 0, max: good.length}), string({maxLength: 3})), ([at, what]) => {
				const items = declared(good.slice(0, at) + what);
				expect(items.length).toBeLessThanOrEqual(whole.length + 1);
				// All but the last two, which the cut may have reached.
				expect(items.slice(0, -2)).toEqual(whole.slice(0, Math.max(0, items.length - 2)));
			}),
		);
	});
});
