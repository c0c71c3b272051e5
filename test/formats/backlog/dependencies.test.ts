import {describe, expect, test} from 'vitest';
import {assembled, row} from './project.ts';

const of = (text: string, id: string) =>
	assembled(text)
		.task(id)
		.dependencies.map(({raw, id: named, key, state}) => ({
			raw,
			id: named,
			state,
			on: key?.split('#')[1] ?? null,
		}));

describe('a dependency', () => {
	test('is an id in the cell, with any hyphen', () => {
		expect(of(row('B‑1') + row('B-2', {dependencies: 'B-1'}), 'B-2')).toEqual([
			{raw: 'B-1', id: 'B-1', state: 'known', on: 'B-1 title of b-1'},
		]);
	});

	test('may be several, from the cell and from the score', () => {
		const text =
			row('B-1') +
			row('B-2') +
			row('B-3') +
			row('B-4', {dependencies: 'B-1 Something (done), B-2'}) +
			'<!-- score: {bv: 5, deps: ["B-2", "B-3"]} -->';
		expect(of(text, 'B-4').map(({id}) => id)).toEqual(['B-1', 'B-2', 'B-3']);
	});

	test.each(['None', 'none', 'N/A', '-', '—', ''])('is not "%s"', (dependencies) => {
		expect(of(row('B-1', {dependencies}), 'B-1')).toEqual([]);
	});

	test('in words is external, and never missing', () => {
		const text = row('B-1', {dependencies: 'Enhanced RAG system'});
		expect(of(text, 'B-1')).toEqual([
			{raw: 'Enhanced RAG system', id: null, state: 'external', on: null},
		]);
		expect(assembled(text).problems.map(({code, severity}) => [code, severity])).toEqual([
			['dependency-external', 'info'],
		]);
	});

	test('in the words of a title is that task', () => {
		const text =
			row('B-1', {title: 'Core **Hardening**'}) + row('B-2', {dependencies: 'core hardening'});
		expect(of(text, 'B-2')).toMatchObject([{id: 'B-1', state: 'known'}]);
	});

	test('on an id that nothing declares is missing, for tasks that are still open', () => {
		const text =
			row('B-1', {dependencies: 'B-9'}) + row('B-2', {dependencies: 'B-9', status: 'done'});
		expect(of(text, 'B-1')).toMatchObject([{id: 'B-9', state: 'missing', on: null}]);
		expect(assembled(text).problems.map(({code, line}) => [code, line])).toEqual([
			['dependency-unknown', 1],
		]);
	});

	test('is no name of a file', () => {
		const text = row('B-50', {dependencies: 'prds/PRD-B-50-Task.md, PRD_B-50_x.md'});
		expect(of(text, 'B-50')).toMatchObject([{id: null, state: 'external'}]);
	});

	test('with a suffix that nobody declares is the id before it', () => {
		const text = row('B-46') + row('B-2', {dependencies: 'B-46-way benchmark'});
		expect(of(text, 'B-2')).toMatchObject([{id: 'B-46', state: 'known'}]);
	});
});

describe('among tasks that share an id', () => {
	const shared =
		row('B-7', {title: 'Context monitoring'}) + row('B-7', {title: 'Hybrid search system'});

	test('the title picks', () => {
		const text = shared + row('B-8', {dependencies: 'B-7 Hybrid Search'});
		expect(of(text, 'B-8')).toMatchObject([{state: 'known', on: 'B-7 hybrid search system'}]);
	});

	test('nothing picks: ambiguous', () => {
		expect(of(shared + row('B-8', {dependencies: 'B-7'}), 'B-8')).toMatchObject([
			{id: 'B-7', state: 'ambiguous', on: null},
		]);
	});

	test('the one that is done meets it', () => {
		const text =
			shared + row('B-7', {title: 'Upgrade', status: 'done'}) + row('B-8', {dependencies: 'B-7'});
		expect(of(text, 'B-8')).toMatchObject([{state: 'known', on: 'B-7 upgrade'}]);
	});
});

test('an id counts as done when any declaration says so', () => {
	const text =
		row('B-1', {status: 'todo'}) + row('B-1', {status: 'done'}) + row('B-2', {dependencies: 'B-1'});
	expect(assembled(text).task('B-1').status).toBe('pending');
	expect(of(text, 'B-2')).toMatchObject([{state: 'archived'}]);
});
