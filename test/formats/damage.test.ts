import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Damage, damageOf} from '../../source/formats/damage.ts';
import type {Content, DatabaseContent, Parsed} from '../../source/formats/format.ts';
import {harmless} from '../../source/text/harmless.ts';

const salvaged: Parsed = {value: {}, quality: 'salvaged', problems: [], references: []};

const damageIn = (
	content: Content,
	size: number,
	{path = '/w/state.json', parsed = salvaged} = {},
): Damage | null =>
	damageOf(
		{
			path,
			workspace: '/w',
			kind: 'state',
			content,
			stat: {modifiedAt: 0, size, isFolder: false},
			readAt: 0,
		},
		parsed,
	);

const inText = (text: string): Damage =>
	damageIn({type: 'text', text, isUtf8: true}, Buffer.byteLength(text))!;

/** The bytes as they are read from a disk, cut inside a character. */
const cutOff = (text: string, bytes: number): Damage => {
	const cut = Buffer.from(text).subarray(0, bytes);
	return damageIn({type: 'text', text: cut.toString('utf8'), isUtf8: false}, bytes)!;
};

describe('a JSON file that breaks', () => {
	const text = '{\n\t"status": "in_progress",\n\t"title": "für alle",\n\t"count": 12';

	test('is told by byte, line and column, with the text around the place', () => {
		expect(inText('{\n\t"title": "für",\n\t"status": oops,\n\t"count": 12\n}')).toMatchObject({
			message: 'invalid symbol',
			byte: 31,
			line: 3,
			column: 12,
			excerpt: {
				above: ['{', ' "title": "für",'],
				before: ' "status": ',
				after: 'oops,',
				below: ' "count": 12',
			},
		});
	});

	test('is told at its end when it was cut off', () => {
		const {byte, line, excerpt, message} = inText(text);
		expect({byte, line, message}).toEqual({
			byte: Buffer.byteLength(text),
			line: 4,
			message: 'the file ends in the middle of a value',
		});
		expect(excerpt).toMatchObject({before: ' "count": 12', after: '', below: null});
	});

	test('gives what was complete before the place, and nothing that may have gone on', () => {
		expect(inText(text)).toMatchObject({
			salvaged: [
				{name: 'status', value: '"in_progress"'},
				{name: 'title', value: '"für alle"'},
			],
			salvagedCount: 2,
		});
	});

	test('names the outermost fields first, however many there are', () => {
		const list = Array.from({length: 500}, (_, index) => ({id: index}));
		const whole = JSON.stringify({list, version: 7, more: [1]});
		const {salvaged, salvagedCount} = inText(whole.slice(0, -2));
		expect(salvaged[0]).toEqual({name: 'version', value: '7'});
		expect(salvaged).toHaveLength(8);
		expect(salvagedCount).toBe(501);
	});

	test('knows the byte when it is cut inside a character', () => {
		expect(cutOff('{"title": "ü', 12).byte).toBe(10);
	});

	test('does not guess a byte when the file changed while it was read', () => {
		expect(damageIn({type: 'text', text: '{"a', isUtf8: true}, 900)).toMatchObject({
			byte: null,
			line: 1,
		});
	});

	test('shows what a terminal would obey, and what is not to be seen', () => {
		const {excerpt} = inText('{"a": "\u001B]0;x\u0007\u0000\u202E" oops');
		expect(excerpt?.before).toBe('{"a": ');
		expect(excerpt?.after).toBe('"␛]0;x␇␀\uFFFD" oops');
	});
});

describe('other files that cannot be read', () => {
	test.each([
		['', 'the file is empty: 0 bytes'],
		[' \n\n', 'the file is blank: 3 bytes of white space'],
	])('blank: %j', (text, message) => {
		expect(inText(text)).toMatchObject({message, byte: 0, line: 1, column: 1});
	});

	test('a database that is cut off', () => {
		const database: DatabaseContent = {
			tables: {},
			state: 'truncated',
			hasHotJournal: false,
			detail: '90,000 of 208,896 bytes',
		};
		expect(damageIn({type: 'database', database}, 90_000)).toMatchObject({
			message: '90,000 of 208,896 bytes',
			line: null,
			excerpt: null,
		});
	});

	test('a database that is only busy is not broken', () => {
		const database: DatabaseContent = {
			tables: {},
			state: 'busy',
			hasHotJournal: false,
			detail: 'another program is writing to it',
		};
		expect(damageIn({type: 'database', database}, 90_000)).toBeNull();
	});

	test('one that the system refuses', () => {
		expect(damageIn({type: 'unreadable', reason: 'no permission'}, 3)?.message).toBe(
			'no permission',
		);
	});

	test('one that is well-formed and of no use: in the words of its format', () => {
		const parsed: Parsed = {
			...salvaged,
			quality: 'unreadable',
			problems: [
				{
					code: 'x',
					severity: 'error',
					message: 'no tasks',
					format: 'kiro',
					task: null,
					path: '/w',
					line: 3,
				},
			],
		};
		expect(damageIn({type: 'text', text: '[]', isUtf8: true}, 2, {parsed})).toMatchObject({
			message: 'no tasks',
			line: 3,
		});
	});

	test('nothing is said of one that can be read', () => {
		const parsed: Parsed = {...salvaged, quality: 'whole'};
		expect(damageIn({type: 'text', text: '{', isUtf8: true}, 1, {parsed})).toBeNull();
	});
});

test('any text: never a throw, always harmless, and the byte lies in the file', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string({unit: 'binary'}),
				fc.tuple(fc.json(), fc.nat(200)).map(([text, cut]) => text.slice(0, cut)),
			),
			fc.constantFrom('/w/a.json', '/w/a.lock', '/w/a.jsonl'),
			(text, path) => {
				const size = Buffer.byteLength(text);
				const damage = damageIn({type: 'text', text, isUtf8: true}, size, {path})!;
				const {excerpt, byte, salvaged: fields} = damage;
				for (const shown of [
					damage.message,
					...(excerpt
						? [...excerpt.above, excerpt.before, excerpt.after, excerpt.below ?? '']
						: []),
					...fields.flatMap(({name, value}) => [name, value]),
				]) {
					expect(harmless(shown)).toBe(shown);
				}

				expect(byte ?? 0).toBeGreaterThanOrEqual(0);
				expect(byte ?? 0).toBeLessThanOrEqual(size);
			},
		),
	);
});
