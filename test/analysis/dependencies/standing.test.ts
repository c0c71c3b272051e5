import {assert, property} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {graphOf} from '../../../source/analysis/dependencies/graph.ts';
import {reasonOf} from '../../../source/analysis/dependencies/reason.ts';
import {standingsOf} from '../../../source/analysis/dependencies/standing.ts';
import {statuses} from '../../../source/model/status.ts';
import {minute, noon} from '../tasks.ts';
import {anyTasks, inWords, missing, plainEdges, reachable, tasksWith, type Given} from './given.ts';

const standing = (tasks: ReturnType<typeof tasksWith>, withStatuses?: readonly never[]) => {
	const standings = standingsOf(graphOf(tasks), withStatuses);
	const idOf = (position: number): string | null => standings.graph.tasks[position]?.id ?? null;
	return standings.graph.tasks.map(({id}, position) => ({
		id,
		standing: standings.standings[position],
		obstacle: standings.obstacles[position],
		cause: idOf(standings.causes[position]!),
		root: idOf(standings.roots[position]!),
		held: standings.held[position],
		reason: reasonOf(
			standings,
			position,
			noon,
			(at) => standings.graph.tasks[at]!.startedAt?.at ?? null,
		),
	}));
};

const reasons = (...given: readonly Given[]) =>
	Object.fromEntries(standing(tasksWith(...given)).map(({id, reason}) => [id, reason]));

describe('who can start, against brute force', () => {
	test('ready is a pending task all of whose dependencies are completed, and no other', () => {
		assert(
			property(anyTasks(statuses), (tasks) => {
				const all = [...tasks.values()];
				const edges = plainEdges(tasks);
				for (const [position, {id, standing: found}] of standing(tasks).entries()) {
					const task = all[position]!;
					const isStartable =
						(task.status === 'pending' || task.status === 'partial') &&
						task.dependencies.every(({key}) => key !== task.key) &&
						edges[position]!.every((target) => all[target]!.status === 'completed');
					expect([id, found === 'ready']).toEqual([id, isStartable]);
				}
			}),
			{numRuns: 2000},
		);
	});

	test('every cause is an unfinished dependency, and leads to its root without going in circles', () => {
		assert(
			property(anyTasks(statuses), (tasks) => {
				const all = [...tasks.values()];
				const edges = plainEdges(tasks);
				const {causes, roots, isTangled, held, standings: found} = standingsOf(graphOf(tasks));
				for (const position of all.keys()) {
					const cause = causes[position]!;
					const tangled = isTangled[position] === 1;
					expect(roots[position] === -1).toBe(all[position]!.status === 'completed');
					expect(
						cause === -1 ||
							(found[position] !== 'done' &&
								edges[position]!.includes(cause) &&
								all[cause]!.status !== 'completed' &&
								(tangled || roots[position] === roots[cause])),
					).toBe(true);
					expect(!tangled || reachable(edges, position).has(position)).toBe(true);
				}

				const behind = [...causes].filter(
					(cause, position) => cause !== -1 && isTangled[position] === 0,
				);
				const rootsHold = [...held].filter((_, position) => roots[position] === position);
				expect(rootsHold.reduce((sum, count) => sum + count, 0)).toBe(behind.length);
			}),
			{numRuns: 2000},
		);
	});
});

describe('the reason', () => {
	test('names what runs, and since when', () => {
		expect(
			reasons(
				{id: '1', status: 'running', startedAt: {at: noon - 4 * minute, source: 'lock'}},
				{id: '2', needs: ['1']},
				{id: '3', needs: ['2']},
			),
		).toEqual({
			'1': null,
			'2': 'waits for 1, which is running since 4m',
			'3': 'waits for 2, which is not started; at its root 1, which is running since 4m',
		});
	});

	test('names what is missing, ambiguous, or itself', () => {
		expect(
			reasons(
				{id: '1', dependencies: [missing('9')]},
				{id: '2', dependencies: [{raw: '7', id: '7', key: null, state: 'ambiguous'}]},
				{id: '3', needs: ['3']},
				{id: '4', needs: ['1']},
				{id: '5', dependencies: [inWords('the printer')]},
			),
		).toEqual({
			'1': 'needs 9, which nothing declares',
			'2': 'needs 7, and several tasks are called so',
			'3': 'depends on itself',
			'4': 'waits for 1, which names something that is not there',
			'5': null,
		});
	});

	test('names a cycle, a failure, a person', () => {
		expect(
			reasons(
				{id: '1', needs: ['2']},
				{id: '2', needs: ['1']},
				{id: '3', needs: ['1', '4']},
				{id: '4', status: 'failed', error: {message: 'no disk', category: null, severity: null}},
				{id: '5', needs: ['4']},
				{id: '6', humanRequired: 'a contract'},
				{id: '7', status: 'blocked', rawStatus: 'blocked by the bank'},
				{id: '8', needs: ['6']},
				{id: '9', needs: ['10']},
				{id: '10', status: 'cancelled'},
			),
		).toEqual({
			'1': 'stands in a cycle: it waits for itself over 2',
			'2': 'stands in a cycle: it waits for itself over 1',
			'3': 'waits for 1, which stands in a cycle; also for 4',
			'4': 'failed: no disk',
			'5': 'waits for 4, which failed',
			'6': 'needs a person: a contract',
			'7': 'is blocked: blocked by the bank',
			'8': 'waits for 6, which needs a person',
			'9': 'waits for 10, which was cancelled',
			'10': null,
		});
	});
});

describe('what holds', () => {
	test('counts all tasks behind it, over many steps, each once', () => {
		expect(
			standing(
				tasksWith(
					{id: 'root', status: 'failed'},
					{id: 'a', needs: ['root']},
					{id: 'b', needs: ['root']},
					{id: 'c', needs: ['a', 'b']},
					{id: 'free'},
				),
			).map(({id, obstacle, root, held}) => [id, obstacle, root, held]),
		).toEqual([
			['root', 'failed', 'root', 3],
			['a', 'failed', 'root', 1],
			['b', 'failed', 'root', 0],
			['c', 'failed', 'root', 0],
			['free', 'ready', 'free', 0],
		]);
	});

	test('is the gravest of several: what never clears by itself before what needs time', () => {
		expect(
			standing(
				tasksWith(
					{id: 'runs', status: 'running'},
					{id: 'fails', status: 'failed'},
					{id: 'x', needs: ['runs', 'fails']},
				),
			)[2],
		).toMatchObject({cause: 'fails', root: 'fails', obstacle: 'failed'});
	});

	test('lets go where the format says so: an abandoned task of return-meta is done', () => {
		const given = (format: 'return-meta' | 'backlog') =>
			standing(
				tasksWith({id: '1', status: 'cancelled', format}, {id: '2', needs: ['1'], format}),
			)[1];
		expect(given('return-meta')).toMatchObject({standing: 'ready'});
		expect(given('backlog')).toMatchObject({standing: 'waiting', obstacle: 'given-up'});
	});
});
