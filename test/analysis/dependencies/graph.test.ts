import {describe, expect, test} from 'vitest';
import {graphOf, targetsOf} from '../../../source/analysis/dependencies/graph.ts';
import {inWords, missing, on, tasksWith} from './given.ts';

describe('the graph', () => {
	test('has every edge once, from both ends', () => {
		const graph = graphOf(
			tasksWith({id: 'a'}, {id: 'b', needs: ['a', 'a', 'b']}, {id: 'c', needs: ['b', 'a']}),
		);
		expect([0, 1, 2].map((at) => [...targetsOf(graph.needs, at)])).toEqual([[], [0], [1, 0]]);
		expect([0, 1, 2].map((at) => [...targetsOf(graph.holds, at)])).toEqual([[1, 2], [2], []]);
		expect(graph.looseEnds.get(1)!.map(({kind}) => kind)).toEqual(['duplicate', 'self']);
	});

	test('keeps what leads nowhere, and lets go of what is archived', () => {
		const graph = graphOf(
			tasksWith({
				id: 'a',
				dependencies: [
					missing('9'),
					inWords('the printer'),
					{raw: '8', id: '8', key: null, state: 'ambiguous'},
					{raw: '7', id: '7', key: null, state: 'archived'},
					on('gone'),
				],
			}),
		);
		expect(
			graph.looseEnds.get(0)!.map(({kind, dependency}) => `${kind} ${dependency.raw}`),
		).toEqual(['missing 9', 'external the printer', 'ambiguous 8', 'missing gone']);
	});

	test('keeps its edges when only other things change', () => {
		const before = graphOf(tasksWith({id: 'a'}, {id: 'b', needs: ['a']}));
		const after = graphOf(
			tasksWith({id: 'a', status: 'completed'}, {id: 'b', needs: ['a']}),
			before,
		);
		expect(after.needs).toBe(before.needs);
		expect(after.tasks[0]!.status).toBe('completed');
		const other = graphOf(tasksWith({id: 'a', needs: ['b']}, {id: 'b', needs: ['a']}), before);
		expect(other.needs).not.toBe(before.needs);
	});
});

describe('a task of another project', () => {
	const elsewhere = (raw: string) => ({
		id: '1',
		key: 'return-meta:/code/App/specs#1',
		workspace: '/code/App',
		files: [{path: '/code/App/specs/state.json', line: 3}],
		dependencies: [inWords(raw)],
	});
	const checker = {
		id: '291',
		key: 'return-meta:/code/ProofChecker/specs#291',
		workspace: '/code/ProofChecker',
		files: [{path: '/code/ProofChecker/specs/state.json', line: 9}],
	};

	test.each(['ProofChecker:291', 'ProofChecker: #291', '~/code/ProofChecker:task 291'])(
		'is known as "%s" when that is watched too',
		(raw) => {
			const graph = graphOf(tasksWith(elsewhere(raw), checker));
			expect([...targetsOf(graph.needs, 0)]).toEqual([1]);
			expect(graph.looseEnds.size).toBe(0);
		},
	);

	test('is known by a folder inside the workspace, too', () => {
		const graph = graphOf(
			tasksWith(elsewhere('ProofChecker:291'), {...checker, workspace: '/code'}),
		);
		expect([...targetsOf(graph.needs, 0)]).toEqual([1]);
	});

	test('stays outside when nobody watches the project, and when the project has no such task', () => {
		const end = (raw: string) => graphOf(tasksWith(elsewhere(raw), checker)).looseEnds.get(0)![0];
		expect(end('Other:291')).toMatchObject({kind: 'external', project: null});
		expect(end('ProofChecker:5')).toMatchObject({kind: 'external', project: 'ProofChecker'});
		expect(end('https://example.org/291')).toMatchObject({kind: 'external', project: null});
	});

	test('is ambiguous when two tasks there have the id', () => {
		const twin = {...checker, key: 'backlog:/code/ProofChecker#291'};
		const graph = graphOf(tasksWith(elsewhere('ProofChecker:291'), checker, twin));
		expect(graph.looseEnds.get(0)).toMatchObject([{kind: 'ambiguous'}]);
	});
});
