import {describe, expect, test} from 'vitest';
import {
	initialScreenState as start,
	reduceScreen,
	type ScreenAction,
	type ScreenState,
} from '../../source/commands/screen-state.ts';

const after = (...actions: readonly ScreenAction[]): ScreenState =>
	actions.reduce((state, action) => reduceScreen(state, action), start);

const message = {type: 'message', message: {text: 'done', tone: 'done'}} as const;

describe('the state of the screen', () => {
	test('starts with the tasks, by attention, nothing open', () => {
		expect(start).toMatchObject({view: 'tasks', sort: 'attention', overlay: null, filter: ''});
	});

	test('keeps a cursor for each view', () => {
		const state = after(
			{type: 'select', key: 'a', index: 3},
			{type: 'view', view: 'problems'},
			{type: 'select', key: 'b', index: 1},
		);
		expect(state.cursors).toMatchObject({
			tasks: {key: 'a', index: 3},
			problems: {key: 'b', index: 1},
		});
		expect(reduceScreen(state, {type: 'view', view: 'tasks'}).cursors).toBe(state.cursors);
	});

	test('is the same when the same line is selected again', () => {
		const state = after({type: 'select', key: 'a', index: 3});
		expect(reduceScreen(state, {type: 'select', key: 'a', index: 3})).toBe(state);
	});

	test('shows the details of another line from their beginning, of the same one where they were', () => {
		const scrolled = [
			{type: 'select', key: 'a', index: 3},
			{type: 'scroll-details', top: 9},
		] as const;
		expect(after(...scrolled, {type: 'select', key: 'a', index: 4}).detailsTop).toBe(9);
		expect(after(...scrolled, {type: 'select', key: 'b', index: 3}).detailsTop).toBe(0);
		expect(after(...scrolled, {type: 'details', details: 'shown'}).detailsTop).toBe(0);
		expect(after(...scrolled, {type: 'open', overlay: 'help'}).detailsTop).toBe(0);
	});

	test('never scrolls above the beginning', () => {
		expect(after({type: 'scroll-details', top: -5}).detailsTop).toBe(0);
	});

	test('filters while one types, and only in the filter line', () => {
		const input = {text: 'status:failed', caret: 13};
		const filtering = after({type: 'open', overlay: 'filter', text: 'old'}, {type: 'input', input});
		expect(filtering).toMatchObject({filter: 'status:failed', input});
		const searching = after({type: 'open', overlay: 'palette'}, {type: 'input', input});
		expect(searching).toMatchObject({filter: '', input});
	});

	test('opens the filter line with what it was, the caret behind it', () => {
		expect(after({type: 'open', overlay: 'filter', text: '日本'}).input).toEqual({
			text: '日本',
			caret: 2,
		});
	});

	test('keeps the filter when its line is closed', () => {
		const state = after(
			{type: 'open', overlay: 'filter'},
			{type: 'input', input: {text: 'x', caret: 1}},
			{type: 'close-overlay'},
		);
		expect(state).toMatchObject({filter: 'x', overlay: null, input: {text: '', caret: 0}});
	});

	test('begins again at the first command when another is searched for', () => {
		const state = after(
			{type: 'open', overlay: 'palette'},
			{type: 'palette-index', index: 4},
			{type: 'input', input: {text: 'q', caret: 1}},
		);
		expect(state.paletteIndex).toBe(0);
	});

	test('turns pins, pause and order on and off', () => {
		const on = after({type: 'pin', key: 'a'}, {type: 'pause'}, {type: 'reverse'});
		expect([[...on.pinned], on.isPaused, on.isReversed]).toEqual([['a'], true, true]);
		const off = [{type: 'pin', key: 'a'}, {type: 'pause'}, {type: 'reverse'}] as const;
		expect(off.reduce<ScreenState>(reduceScreen, on)).toEqual({...start, pinned: new Set()});
		expect(start.pinned.size).toBe(0);
	});

	test.for<ScreenAction>([
		{type: 'view', view: 'problems'},
		{type: 'select', key: 'a', index: 0},
		{type: 'open', overlay: 'help'},
		{type: 'sort', sort: 'id'},
		{type: 'message', message: null},
	])('takes a message away with $type', (action) => {
		expect(after(message, action).message).toBeNull();
	});
});
