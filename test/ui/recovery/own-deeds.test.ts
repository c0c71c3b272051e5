import {describe, expect, test} from 'vitest';
import type {Plan} from '../../../source/model/plan.ts';
import type {Done} from '../../../source/recovery/clerk.ts';
import type {RecoveryDesk} from '../../../source/ui/recovery/desk.ts';
import {createOwnDeeds} from '../../../source/ui/recovery/own-deeds.ts';

const planFor = (...tasks: readonly (string | null)[]): Plan => ({
	id: 'p',
	at: 0,
	workspace: '/code',
	steps: tasks.map((task) => ({
		option: 'retry',
		title: 'try again',
		format: 'backlog',
		task,
		id: task ?? 'all',
		command: null,
	})),
	edits: [],
	checks: [],
	lost: [],
	notes: [],
	byHand: [],
	downstream: [],
	left: [],
});

const opened = () => {
	let now = 1000;
	const {promise, resolve} = Promise.withResolvers<Done>();
	const deeds = createOwnDeeds(() => now);
	const undone: (readonly string[])[] = [];
	deeds.onUndone((tasks) => undone.push(tasks));
	const desk: RecoveryDesk = deeds.over({
		offers: async () => await Promise.resolve({nothing: ''}),
		apply: async () => await promise,
		lastPlan: async () => await Promise.resolve({nothing: ''}),
		undo: async () => await promise,
		recoverOne: async () => await Promise.resolve(null),
	});
	return {
		deeds,
		desk,
		undone,
		finish: resolve,
		pass(milliseconds: number) {
			now += milliseconds;
		},
	};
};

describe("a person's own deeds", () => {
	test('are theirs while they are written and some seconds more, and no longer', async () => {
		const bench = opened();
		const {deeds, desk, finish, undone} = bench;
		const applied = desk.apply(planFor('a', null), '');
		bench.pass(3_600_000);
		expect([...deeds.tasks()]).toEqual(['a']);
		finish({isDone: true, message: ''});
		await applied;
		bench.pass(5000);
		expect([...deeds.tasks()]).toEqual(['a']);
		bench.pass(1);
		expect([...deeds.tasks()]).toEqual([]);
		expect(undone).toEqual([]);
	});

	test('tell what was taken back, once it is', async () => {
		const {deeds, desk, finish, undone} = opened();
		const taken = desk.undo(planFor('a', 'b'));
		expect(deeds.isUndoing()).toBe(true);
		expect(undone).toEqual([]);
		finish({isDone: true, message: ''});
		await taken;
		expect(undone).toEqual([['a', 'b']]);
		expect(deeds.isUndoing()).toBe(false);
	});

	test('tell nothing of what could not be taken back', async () => {
		const {deeds, desk, finish, undone} = opened();
		const taken = desk.undo(planFor('a'));
		finish({isDone: false, message: 'the file has changed'});
		await taken;
		expect(undone).toEqual([]);
		expect(deeds.isUndoing()).toBe(false);
	});

	test('what the program does by itself is not theirs', async () => {
		const {deeds, desk} = opened();
		await desk.recoverOne('a', 'retry', '');
		expect([...deeds.tasks()]).toEqual([]);
	});
});
