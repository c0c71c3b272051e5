import {describe, expect, test} from 'vitest';
import {cappedProblems, mostAlike} from '../../source/store/capped-problems.ts';
import {type Change, reduce} from '../../source/store/reduce.ts';
import {emptyState} from '../../source/store/state.ts';

const path = '/code/app/specs/state.json';

const readState = (text: string): Change => ({
	type: 'read',
	format: 'return-meta',
	input: {
		path,
		workspace: '/code/app',
		kind: 'state',
		content: {type: 'text', text, isUtf8: true},
		stat: {modifiedAt: 1, size: text.length, isFolder: false},
		readAt: 2,
	},
});

describe('a file with more findings than anybody reads', () => {
	test.each([
		['key-duplicate', `{"active_projects":[],${'"a":1,'.repeat(130_000)}"b":1}`, '128,999'],
		['task-number-shape', `{"active_projects":[${'1,'.repeat(200_000)}1]}`, '19,000'],
	])('%s: the first ones, and how many more', (code, text, more) => {
		const {problems} = reduce(emptyState, [readState(text)], 2);
		const alike = problems.filter((problem) => problem.code === code);
		expect(alike).toHaveLength(mostAlike + 1);
		expect(alike.at(-1)!.message).toBe(`and ${more} more of this kind in this file`);
	});

	test('costs no finding of another kind or file', () => {
		const {problems} = reduce(emptyState, [readState('{"active_projects":[1,1]}')], 2);
		const other = {...problems[0]!, path: '/code/app/other.json'};
		const many = Array.from({length: mostAlike + 5}, () => problems[0]!);
		expect(cappedProblems([...many, other])).toContain(other);
		expect(cappedProblems(problems)).toBe(problems);
	});
});
