import {describe, expect, test} from 'vitest';
import {
	addedFigures,
	lineWords,
	statusLine,
	unknownLineWord,
} from '../../source/export/status-line.ts';
import type {LineFigures} from '../../source/model/line-figures.ts';
import {type Status, statuses} from '../../source/model/status.ts';

const figures = (
	counts: Partial<Record<Status, number>>,
	others: Partial<LineFigures> = {},
): LineFigures => ({
	byStatus: {
		...(Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>),
		...counts,
	},
	attention: 0,
	alerts: 0,
	etaAt: null,
	...others,
});

const plain = {template: null, isColored: false};
const etaAt = new Date(2026, 2, 1, 9, 5).getTime();

describe('one line', () => {
	test.each([
		[
			figures({running: 3, failed: 1, interrupted: 2, completed: 40}, {etaAt}),
			'▶3 ✖1 ⚠2 eta 09:05',
		],
		[figures({running: 1, pending: 5}), '▶1'],
		[figures({pending: 5, blocked: 2, completed: 3}), '■2 ○5 ✔3'],
		[figures({completed: 41}), '✔41'],
		[figures({}), ''],
	])('%# tells what presses, else what is left', (given, line) => {
		expect(statusLine(given, plain)).toBe(line);
	});

	test('is coloured for tmux without any escape sequence', () => {
		expect(statusLine(figures({running: 3, failed: 1}), {template: null, isColored: true})).toBe(
			'#[fg=cyan]▶3#[default] #[fg=red]✖1#[default]',
		);
	});

	test('can be worded by oneself', () => {
		const given = figures({running: 3, failed: 0, pending: 2}, {attention: 4, alerts: 5, etaAt});
		const template = '{running}/{total} run, {failed} failed, {attention}!{alerts} {eta} #[x] {}{';
		expect(unknownLineWord('{running}/{total} #[x] {')).toBe(null);
		expect(statusLine(given, {template: template.replace('{}', ''), isColored: false})).toBe(
			'3/5 run, 0 failed, 4!5 09:05 #[x] {',
		);
		expect(statusLine(given, {template: '{failed} {running}', isColored: true})).toBe(
			'0 #[fg=cyan]3#[default]',
		);
	});

	test('knows its words, and no others', () => {
		for (const word of lineWords) {
			expect(unknownLineWord(`{${word}}`)).toBe(null);
		}

		expect(unknownLineWord('{running} {etx}')).toBe('etx');
		expect(unknownLineWord('{constructor}')).toBe('constructor');
		expect(unknownLineWord('{}')).toBe('');
	});

	test('of several workspaces adds what it can, and ends with the last', () => {
		expect(
			addedFigures([
				figures({running: 1}, {attention: 1, alerts: 2, etaAt: 5}),
				figures({running: 2, failed: 1}, {attention: 3, etaAt: 7}),
				figures({}),
			]),
		).toEqual(figures({running: 3, failed: 1}, {attention: 4, alerts: 2, etaAt: 7}));
	});
});
