import {assert, asyncProperty, constantFrom, oneof, string, array} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	bell,
	notificationSequence,
	restoreTitle,
	saveTitle,
	throughTmux,
	titleSequence,
} from '../../../source/effects/notify/sequences.ts';
import {hasTitle, notificationProtocol} from '../../../source/effects/notify/terminal-abilities.ts';
import {listeningTerminal} from './listening.ts';

const decoded = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

describe('a terminal', () => {
	const terminal = listeningTerminal();

	test('is told what happened in its own words, and shows nothing of it as text', async () => {
		const what = {title: 'metawatch: failed', body: 'T014 Sandbox — 沙箱', id: 7};
		expect(await terminal.write(notificationSequence('osc9', what))).toEqual({
			notes: ['9 metawatch: failed: T014 Sandbox — 沙箱'],
			screen: '',
			column: 0,
		});
		expect(await terminal.write(notificationSequence('osc777', what))).toEqual({
			notes: ['777 notify;metawatch: failed;T014 Sandbox — 沙箱'],
			screen: '',
			column: 0,
		});
		const {notes, screen} = await terminal.write(notificationSequence('osc99', what));
		expect(screen).toBe('');
		expect(notes.map((note) => note.slice(0, note.lastIndexOf(';')))).toEqual([
			'99 i=metawatch7:d=0:e=1:p=title',
			'99 i=metawatch7:d=1:e=1:p=body',
		]);
		expect(notes.map((note) => decoded(note.slice(note.lastIndexOf(';') + 1)))).toEqual([
			what.title,
			what.body,
		]);
	});

	test('rings, and shows a title', async () => {
		expect(
			await terminal.write(`${bell}${saveTitle}${titleSequence('✖1')}${restoreTitle}`),
		).toEqual({notes: ['bell', 'title ✖1'], screen: '', column: 0});
	});

	test('within tmux is reached through it', () => {
		expect(throughTmux(titleSequence('a'))).toBe('\u001BPtmux;\u001B\u001B]2;a\u0007\u001B\\');
	});

	const hostile = array(
		oneof(
			string({unit: 'grapheme'}),
			string({unit: 'binary'}),
			constantFrom(
				';',
				'\u0007',
				'\u001B',
				'\u001B\\',
				'\u009C',
				'\u009D52;c;eA==\u0007',
				'\u001B]52;c;eA==\u0007',
				'\u001B]2;owned\u0007',
				'\u001B[2J',
				'\u001BPq',
				'\u0018',
				'\u001A',
				'\n',
				'\u202E',
				'\uD83D',
			),
		),
		{maxLength: 12},
	).map((parts) => parts.join(''));

	test.each(['osc9', 'osc777', 'osc99'] as const)(
		'never does more than show one notification by %s, whatever the text',
		async (protocol) => {
			await assert(
				asyncProperty(hostile, hostile, async (title, body) => {
					const {notes, screen, column} = await terminal.write(
						notificationSequence(protocol, {title, body, id: 1}),
					);
					expect({screen, column}).toEqual({screen: '', column: 0});
					expect(notes).toHaveLength(protocol === 'osc99' ? 2 : 1);
					expect(notes.every((note) => note.startsWith(protocol.slice(3)))).toBe(true);
					// Kind, title and text: no field more.
					const fields = {osc9: 1, osc777: 3, osc99: 2}[protocol];
					expect(notes.map((note) => note.split(';').length)).toEqual(notes.map(() => fields));
				}),
			);
		},
	);

	test('never does more than show one title, whatever the text', async () => {
		await assert(
			asyncProperty(hostile, async (title) => {
				const {notes, screen, column} = await terminal.write(titleSequence(title));
				expect({screen, column}).toEqual({screen: '', column: 0});
				expect(notes).toHaveLength(1);
				expect(notes[0]).toMatch(/^title /);
			}),
		);
	});

	test('gets no more than it has room for', () => {
		const long = 'x'.repeat(1e6);
		for (const protocol of ['osc9', 'osc777', 'osc99'] as const) {
			expect(notificationSequence(protocol, {title: long, body: long, id: 1}).length).toBeLessThan(
				600,
			);
		}
	});
});

describe('what a terminal can do', () => {
	test.each([
		[{KITTY_WINDOW_ID: '1'}, 'osc99'],
		[{TERM: 'xterm-kitty'}, 'osc99'],
		[{TERM_PROGRAM: 'iTerm.app'}, 'osc9'],
		[{TERM_PROGRAM: 'WezTerm'}, 'osc777'],
		[{TERM_PROGRAM: 'ghostty'}, 'osc777'],
		[{TERM: 'foot'}, 'osc777'],
		[{TERM: 'xterm-256color', VTE_VERSION: '7600'}, 'osc777'],
		[{TERM: 'xterm-256color'}, null],
		[{TERM_PROGRAM: 'Apple_Terminal'}, null],
		[{}, null],
	] as const)('is told by its name: %o', (environment, protocol) => {
		expect(notificationProtocol('auto', environment)).toBe(protocol);
	});

	test('can be said, and refused', () => {
		expect(notificationProtocol('osc9', {TERM: 'xterm-kitty'})).toBe('osc9');
		expect(notificationProtocol('off', {TERM: 'xterm-kitty'})).toBe(null);
	});

	test.each([
		['xterm-256color', true],
		['tmux-256color', true],
		['linux', false],
		['dumb', false],
		['vt100', false],
		['', false],
	] as const)('%s has a title: %s', (term, has) => {
		expect(hasTitle({TERM: term})).toBe(has);
	});
});
