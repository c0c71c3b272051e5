import {cleanup, render} from 'ink-testing-library';
import type {ReactElement} from 'react';
import {afterEach, describe, expect, test} from 'vitest';
import {summarise} from '../../source/analysis/summary.ts';
import {commands} from '../../source/commands/index.ts';
import {initialScreenState} from '../../source/commands/screen-state.ts';
import {displayWidth} from '../../source/text/width.ts';
import {BottomLine} from '../../source/ui/components/bottom-line.tsx';
import {TitleLine, TotalsLine} from '../../source/ui/components/header.tsx';
import {Pane} from '../../source/ui/components/pane.tsx';
import {Tabs} from '../../source/ui/components/tabs.tsx';
import {DenseTable} from '../../source/ui/ink-table/dense-table.tsx';
import {SmallTable} from '../../source/ui/ink-table/small-table.tsx';
import {minute, rowAtNoon} from '../analysis/tasks.ts';

afterEach(() => {
	cleanup();
});

const bare = (text: string): string => text.replaceAll(/\u001B\[[\d;]*m/g, '');

/** The lines as they are read, without colours. */
const linesOf = (node: ReactElement): string[] => {
	const {lastFrame, unmount} = render(node);
	const frame = bare(lastFrame()!);
	unmount();
	return frame.split('\n');
};

const lineOf = (node: ReactElement): string => {
	const lines = linesOf(node);
	expect(lines).toHaveLength(1);
	return lines[0]!;
};

/** ink-testing-library is 100 columns wide, so nothing is cut for us. */
const everyWidth = Array.from({length: 71}, (_, index) => index + 30);

describe('the last line', () => {
	const hints = (known: Partial<Parameters<typeof BottomLine>[0]> = {}) => (
		<BottomLine message={null} extra={[]} hasCommands isPast={false} width={100} {...known} />
	);

	test('shows the keys that matter most', () => {
		const line = lineOf(hints());
		for (const {keys, hint} of commands) {
			const isQuickKey = hint !== undefined && keys[0]!.length === 1;
			expect(!isQuickKey || line.includes(`${keys[0]} ${hint}`)).toBe(true);
		}
	});

	test('shows the keys of the present place first, and only those where no others work', () => {
		const extra = [{key: 'Esc', hint: 'close'}];
		expect(lineOf(hints({extra}))).toMatch(/^ Esc close {2}r recover/);
		expect(lineOf(hints({extra, hasCommands: false})).trim()).toBe('Esc close');
	});

	test('shows whole keys or none, at any width', () => {
		const whole = lineOf(hints()).trim().split(/ {2,}/);
		for (const width of everyWidth) {
			const shown = lineOf(hints({width})).trim();
			expect(displayWidth(shown)).toBeLessThan(width);
			const keys = shown === '' ? [] : shown.split(/ {2,}/);
			expect(keys).toEqual(whole.filter((key) => keys.includes(key)));
			// The way to help and the way out stay longest.
			expect(keys).toEqual([
				...whole.slice(0, Math.max(0, keys.length - 2)),
				...whole.slice(whole.length - Math.min(2, keys.length)),
			]);
		}
	});

	test('tells what happened instead, cut to fit', () => {
		const message = {text: '日本語 '.repeat(20), tone: 'problem'} as const;
		for (const width of everyWidth) {
			const line = lineOf(hints({message, width}));
			expect(line).toMatch(/^ /);
			expect(displayWidth(line)).toBeLessThanOrEqual(width);
		}

		expect(lineOf(hints({message: {text: 'done', tone: 'done'}}))).toBe(' done');
	});
});

describe('the tabs', () => {
	const tabs = (known: Partial<Parameters<typeof Tabs>[0]> = {}) => (
		<Tabs
			view="tasks"
			counts={{tasks: 69, problems: 7, dependencies: 0, metrics: null, timeline: null}}
			sort={initialScreenState.sort}
			isReversed={false}
			filter=""
			shown={69}
			total={69}
			marked={0}
			width={80}
			{...known}
		/>
	);

	test('count what is in each view, and name the order', () => {
		expect(lineOf(tabs({width: 100}))).toMatch(
			/^ 1 Tasks 69 │ 2 Problems 7 │ 3 Dependencies │ 4 Metrics │ 5 Timeline +by attention $/,
		);
		expect(lineOf(tabs({sort: 'updated', isReversed: true, width: 100}))).toMatch(
			/by last change ↑ $/,
		);
		expect(lineOf(tabs({view: 'problems'})).trim()).toBe(
			'1 Tasks 69 │ 2 Problems 7 │ 3 Dependencies │ 4 Metrics │ 5 Timeline',
		);
		expect(lineOf(tabs({width: 48})).trim()).toBe('1 Tasks 69 │ 2 7 │ 3 │ 4 │ 5      by attention');
		const counts = {tasks: 69, problems: 7, dependencies: 2, metrics: null, timeline: null};
		expect(lineOf(tabs({counts}))).toContain('3 Dependencies 2! │ 4');
		expect(lineOf(tabs({counts, width: 48}))).toContain('│ 3 2! │ 4');
	});

	test('say that something is left out', () => {
		expect(lineOf(tabs({filter: 'status:failed', shown: 2}))).toContain('/status:failed 2 of 69');
		expect(lineOf(tabs({filter: '日本'.repeat(40), shown: 2}))).toMatch(/\/(日本)+日?… 2 of 69/);
	});

	test('never take more than the line; the order goes before the filter', () => {
		for (const width of everyWidth) {
			const line = lineOf(tabs({filter: '日本'.repeat(40), shown: 2, width}));
			expect(displayWidth(line)).toBeLessThanOrEqual(width);
			expect(!line.includes('by attention') || line.includes('2 of 69')).toBe(true);
		}
	});
});

describe('the totals', () => {
	const totals = (summary: ReturnType<typeof summarise>, width = 100) => (
		<TotalsLine summary={summary} width={width} />
	);
	const rows = [
		...['1', '2', '3'].map((id) => rowAtNoon({id, status: 'running'})),
		rowAtNoon({id: '4', status: 'failed'}),
		...['a', 'b', 'c', 'd', 'e'].map((id, index) =>
			rowAtNoon({id, status: 'completed', durationMs: (index + 1) * minute}),
		),
	];

	test('name only what there is', () => {
		expect(lineOf(totals(summarise(rows)))).toMatch(
			/^ ▶ 3 running {2}✖ 1 failed {2}✔ 5 completed +success 83% {2}median 3m00s *$/,
		);
		expect(lineOf(totals(summarise([])))).toBe(' no tasks yet');
	});

	test('lose words before numbers, at any width', () => {
		for (const width of everyWidth) {
			const line = lineOf(totals(summarise(rows), width));
			expect(displayWidth(line)).toBeLessThanOrEqual(width);
			expect(line).toMatch(/▶ 3.*✖ 1.*✔ 5/);
		}
	});
});

test('the first line keeps how well it sees longest', () => {
	for (const width of everyWidth) {
		const line = lineOf(
			<TitleLine
				title="~/code/日本/acmg-server"
				health={{mode: 'scanning', reason: null, files: 37, folders: 1234, missed: 0}}
				formats={4}
				changedAt="14:32:07"
				isPaused={false}
				isReadOnly
				width={width}
			/>,
		);
		expect(displayWidth(line)).toBeLessThanOrEqual(width);
		expect(line).toMatch(/^ metawatch /);
		expect(line).toContain('◌ scanning');
	}
});

describe('a pane', () => {
	const pane = (count: number, top: number, hasBorder = false) => (
		<Pane
			lines={Array.from({length: count}, (_, index) => [{text: `line ${index + 1}`}])}
			top={top}
			width={20}
			height={5}
			hasBorder={hasBorder}
		/>
	);
	const shown = (...pane: string[]): string[] => pane.map((line) => line.trimEnd());

	test('shows all of what fits', () => {
		expect(linesOf(pane(3, 0)).map((line) => line.trimEnd())).toEqual(
			shown(' line 1', ' line 2', ' line 3', '', ''),
		);
	});

	test('says how much more there is', () => {
		expect(linesOf(pane(9, 0)).at(-1)!.trimEnd()).toBe(' ↓ 5 more lines');
		expect(linesOf(pane(9, 2))[0]!.trimEnd()).toBe(' line 3');
		expect(linesOf(pane(9, 2)).at(-1)!.trimEnd()).toBe(' ↓ 3 more lines');
	});

	test('ends with the last line, however far one scrolls', () => {
		for (const top of [4, 5, 1000]) {
			expect(linesOf(pane(9, top)).map((line) => line.trim())).toEqual(
				shown('line 5', 'line 6', 'line 7', 'line 8', 'line 9'),
			);
		}
	});

	test('has a line at its side when it stands beside something', () => {
		expect(linesOf(pane(1, 0, true)).map((line) => line.trimEnd())).toEqual([
			'│ line 1',
			'│',
			'│',
			'│',
			'│',
		]);
	});
});

describe('a small table', () => {
	test('has straight walls around wide letters', () => {
		const lines = linesOf(
			<SmallTable
				columns={['Format', 'Tasks']}
				data={[
					{Format: '日本語', Tasks: '1'},
					{Format: '👩‍💻 kiro', Tasks: '1234567'},
				]}
			/>,
		);
		expect(lines).toEqual([
			'┌─────────┬─────────┐',
			'│ Format  │ Tasks   │',
			'├─────────┼─────────┤',
			'│ 日本語  │ 1       │',
			'├─────────┼─────────┤',
			'│ 👩‍💻 kiro │ 1234567 │',
			'└─────────┴─────────┘',
		]);
		expect(new Set(lines.map((line) => displayWidth(line)))).toEqual(new Set([21]));
	});

	test('draws what it is given the next time too', () => {
		const table = (value: string) => <SmallTable columns={['A']} data={[{A: value}]} />;
		const {rerender, lastFrame} = render(table('x'));
		rerender(table('something longer'));
		expect(bare(lastFrame()!)).toContain('│ something longer │');
	});
});

describe('a dense table', () => {
	const cells = (...rows: readonly (readonly string[])[]) =>
		rows.map((row) => row.map((text) => ({text})));

	test('has no rules between its rows, and straight walls around wide letters', () => {
		const lines = linesOf(
			<DenseTable cells={cells(['agent ', '  n'], ['日本語', ' 12'], ['kiro  ', '  3'])} />,
		);
		expect(lines).toEqual([
			'┌────────┬─────┐',
			'│ agent  │   n │',
			'│ 日本語 │  12 │',
			'│ kiro   │   3 │',
			'└────────┴─────┘',
		]);
		expect(new Set(lines.map((line) => displayWidth(line)))).toEqual(new Set([16]));
	});

	test('draws what it is given the next time too', () => {
		const {rerender, lastFrame} = render(<DenseTable cells={cells(['a'], ['x'])} />);
		rerender(
			<DenseTable
				cells={cells(['something longer'], ['x               '], ['y               '])}
			/>,
		);
		expect(bare(lastFrame()!)).toContain('│ something longer │');
		expect(bare(lastFrame()!)).toContain('│ y                │');
	});
});
