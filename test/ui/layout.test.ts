import {assert, constantFrom, integer, option, property, record, tuple} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {columns} from '../../source/analysis/columns.ts';
import {cellGap, fitColumns, layoutFor, windowTop} from '../../source/ui/layout.ts';

const wishes = ['automatic', 'shown', 'hidden'] as const;

describe('the layout', () => {
	test('fills any terminal exactly', () => {
		for (let columns = 1; columns <= 250; columns++) {
			for (const rows of [1, 2, 3, 5, 6, 8, 10, 12, 24, 50]) {
				for (const wish of wishes) {
					const layout = layoutFor({columns, rows}, wish);
					expect(layout.tableColumns + layout.detailsColumns).toBe(
						layout.details === 'covering' ? columns * 2 : columns,
					);
					expect(layout.tableRows).toBeGreaterThan(0);
					const head = 1 + Number(layout.hasTotals) + Number(layout.hasTabs);
					expect(head + layout.bodyRows + 1).toBe(Math.max(rows, 3));
					expect(layout.tableRows + Number(layout.hasColumnTitles)).toBeLessThanOrEqual(
						layout.bodyRows,
					);
				}
			}
		}
	});

	test.for([
		[40, 'automatic', 'none'],
		[169, 'automatic', 'none'],
		[170, 'automatic', 'beside'],
		[250, 'hidden', 'none'],
		[40, 'shown', 'covering'],
		[109, 'shown', 'covering'],
		[110, 'shown', 'beside'],
	] as const)('of %d columns, details %s: %s', ([columns, wish, expected]) => {
		expect(layoutFor({columns, rows: 24}, wish).details).toBe(expected);
	});

	test('gives up tabs before column titles before totals', () => {
		const headOf = (rows: number) => {
			const {hasTabs, hasColumnTitles, hasTotals} = layoutFor({columns: 80, rows}, 'hidden');
			return [hasTotals, hasColumnTitles, hasTabs].map(Number).join('');
		};
		expect([5, 6, 7, 8, 11, 12].map((rows) => headOf(rows))).toEqual([
			'000',
			'100',
			'100',
			'110',
			'110',
			'111',
		]);
	});

	test('survives a terminal that says it has no size', () => {
		expect(layoutFor({columns: 0, rows: 0}, 'shown')).toMatchObject({columns: 1, rows: 1});
	});
});

/** Widths of what there is to show: 0 for nothing, more than a column can take, or not known. */
const anyContent = record(
	Object.fromEntries(
		columns.map(({id}) => [id, option(integer({min: 0, max: 120}), {nil: undefined})]),
	),
	{requiredKeys: []},
).map(
	(widths) =>
		new Map(
			Object.entries(widths).flatMap(([id, width]) =>
				width === undefined ? [] : [[id, width] as const],
			),
		),
);

const widthOf = (fitted: ReturnType<typeof fitColumns>): number =>
	fitted.reduce((sum, {width}) => sum + width + cellGap, -cellGap);

describe('the columns of the table', () => {
	test('never take more room than there is, at any width, for any content', () => {
		assert(
			property(integer({min: 1, max: 260}), anyContent, (width, content) => {
				const fitted = fitColumns(columns, width, content);
				expect(widthOf(fitted)).toBeLessThanOrEqual(width);
				for (const {column, width: given} of fitted) {
					expect(given).toBeGreaterThanOrEqual(0);
					expect(given).toBeLessThanOrEqual(column.maximumWidth);
				}
			}),
			{numRuns: 1000},
		);
	});

	test('show the status, the id and the task down to the narrowest terminal', () => {
		for (let width = 38; width <= 250; width++) {
			const ids = fitColumns(columns, width, new Map()).map(({column}) => column.id);
			expect(ids.slice(0, 3)).toEqual(['status', 'id', 'title']);
		}
	});

	test('give up the least important first', () => {
		let before = columns.map(({id}) => id);
		const given: string[] = [];
		for (let width = 250; width >= 1; width--) {
			const ids = fitColumns(columns, width, new Map()).map(({column}) => column.id);
			given.push(...before.filter((id) => !ids.includes(id)));
			// What was given up does not come back in a narrower terminal.
			expect(before).toEqual(expect.arrayContaining(ids));
			before = ids;
		}

		const priorities = given.map((id) => columns.find((column) => column.id === id)!.priority);
		expect(priorities).toEqual(priorities.toSorted((a, b) => b - a));
		expect(before).toHaveLength(1);
	});

	test('stand in the same order at every width', () => {
		const order = columns.map(({id}) => id);
		for (let width = 1; width <= 250; width++) {
			const ids = fitColumns(columns, width, new Map()).map(({column}) => column.id);
			expect(ids).toEqual(order.filter((id) => ids.includes(id)));
		}
	});

	test('leave out what nobody has anything to show in', () => {
		const nothing = new Map([
			['agent', 0],
			['group', 0],
			['elapsed', 0],
		]);
		const ids = fitColumns(columns, 250, nothing).map(({column}) => column.id);
		expect(ids).not.toContain('agent');
		expect(ids).not.toContain('group');
		// Not optional: it comes and goes with what runs.
		expect(ids).toContain('elapsed');
	});

	test('are as wide as what they show, where there is room for it', () => {
		const content = new Map(columns.map(({id, minimumWidth}) => [id, minimumWidth]));
		expect(fitColumns(columns, 250, content).map(({width}) => width)).toEqual(
			columns.map(({minimumWidth}) => minimumWidth),
		);
	});

	test('share all that is left over, while somebody can use it', () => {
		for (let width = 120; width <= 200; width++) {
			expect(widthOf(fitColumns(columns, width, new Map()))).toBe(width);
		}
	});
});

describe('the window on a list', () => {
	const anyWindow = tuple(
		integer({min: 0, max: 300}),
		integer({min: 1, max: 60}),
		integer({min: 1, max: 300}),
	).chain(([previousTop, size, total]) =>
		record({
			previousTop: constantFrom(previousTop),
			size: constantFrom(size),
			total: constantFrom(total),
			index: integer({min: 0, max: total - 1}),
		}),
	);

	test('always holds the selected line, and no emptiness below the last', () => {
		assert(
			property(anyWindow, ({previousTop, index, size, total}) => {
				const top = windowTop(previousTop, index, size, total);
				expect(top).toBeGreaterThanOrEqual(0);
				expect(top).toBeLessThanOrEqual(Math.max(0, total - size));
				expect(index).toBeGreaterThanOrEqual(top);
				expect(index).toBeLessThan(top + size);
			}),
			{numRuns: 2000},
		);
	});

	test('does not move once it stands', () => {
		assert(
			property(anyWindow, ({previousTop, index, size, total}) => {
				const top = windowTop(previousTop, index, size, total);
				expect(windowTop(top, index, size, total)).toBe(top);
			}),
			{numRuns: 2000},
		);
	});

	test('moves no more than a line for each line', () => {
		let top = 0;
		for (let index = 0; index < 100; index++) {
			const next = windowTop(top, index, 10, 100);
			expect(next - top).toBeLessThanOrEqual(1);
			expect(next).toBeGreaterThanOrEqual(top);
			top = next;
		}

		expect(top).toBe(90);
	});

	test('shows what comes next: two lines beyond the selected one, where there are any', () => {
		expect(windowTop(0, 9, 10, 100)).toBe(2);
		expect(windowTop(50, 51, 10, 100)).toBe(49);
		expect(windowTop(90, 99, 10, 100)).toBe(90);
	});

	test('of an empty list begins at its beginning', () => {
		expect(windowTop(7, -1, 10, 0)).toBe(0);
	});
});
