import {expect, test} from 'vitest';
import {
	sprintPreview,
	sprintPreviewLines,
} from '../../../source/recovery/campaign/sprint/preview.ts';
import {usualSprintLimits} from '../../../source/recovery/campaign/sprint/state.ts';
import {tasksWith} from '../../analysis/dependencies/given.ts';

const at = (...paths: readonly string[]) => paths.map((path) => ({path, line: null}));

const ready = [
	...tasksWith(
		{id: '1', files: at('/a/.return-meta.json', '/a/state.json')},
		{id: '2', files: at('/a/state.json')},
		{id: '3', files: at('/a/state.json', '/a/state.json', '/b/tasks.md')},
		{id: '4', files: at('/b/tasks.md')},
		{id: '5', files: at('/c/tasks.md')},
	).values(),
];

const previewOf = (tasks: number, sideBySide: number) =>
	sprintPreview(
		ready,
		{of: () => ({invocation: {program: 'agent', arguments: [], folder: '/a'}})},
		{...usualSprintLimits, tasks, sideBySide},
	);

const warnings = (tasks: number, sideBySide: number) =>
	sprintPreviewLines(previewOf(tasks, sideBySide)).filter(({tone}) => tone === 'warning');

test('side by side, the files that several tasks are recorded in are named, the most shared first', () => {
	expect(previewOf(5, 2).sharedFiles).toEqual([
		{path: '/a/state.json', tasks: ['1', '2', '3']},
		{path: '/b/tasks.md', tasks: ['3', '4']},
	]);
	expect(warnings(5, 2).map(({text}) => text)).toEqual([
		expect.stringMatching(/^3 of these tasks are recorded in \/a\/state\.json: /),
	]);
});

test.each([
	['one after the other', 5, 1],
	['of a single task', 1, 2],
])('nothing is said %s', (_, tasks, sideBySide) => {
	expect(previewOf(tasks, sideBySide).sharedFiles).toEqual([]);
	expect(warnings(tasks, sideBySide)).toEqual([]);
});
