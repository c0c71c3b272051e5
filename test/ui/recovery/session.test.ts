import {describe, expect, test, vi} from 'vitest';
import type {Message} from '../../../source/commands/screen-state.ts';
import type {Plan} from '../../../source/model/plan.ts';
import type {ConfiguredCommand} from '../../../source/recovery/commands/configured-command.ts';
import type {RecoveryDesk, Rehearsed} from '../../../source/ui/recovery/desk.ts';
import type {Follow} from '../../../source/ui/recovery/follow.ts';
import type {ListedOption, Panel} from '../../../source/ui/recovery/panel.ts';
import {createRecoverySession} from '../../../source/ui/recovery/session.ts';

const option = (known: Partial<ListedOption> = {}): ListedOption => ({
	name: 'tasks-meta retry',
	key: '1',
	id: 'retry',
	title: 'try again',
	because: 'it failed',
	against: [],
	refusal: null,
	changes: [],
	command: '/implement 7',
	runs: null,
	worked: null,
	possible: 1,
	total: 1,
	isGrave: false,
	...known,
});

const planOf = (title: string): Plan => ({
	id: 'p1',
	at: 0,
	workspace: '/code',
	steps: [{option: 'retry', title, format: 'tasks-meta', task: 'k', id: 'T007', command: null}],
	edits: [{type: 'file', path: '/code/a', before: 'a', after: 'b'}],
	checks: [],
	lost: [],
	notes: [],
	byHand: [],
	downstream: [],
	left: [],
});

const rehearsed = (title: string, known: Partial<Rehearsed> = {}): Rehearsed => ({
	plan: planOf(title),
	lines: () => [],
	commands: [],
	choices: [],
	...known,
});

/** Lets promises that are settled already be heard. */
const settled = async (): Promise<void> => {
	for (let round = 0; round < 10; round++) {
		await Promise.resolve();
	}
};

const openSession = ({
	options = [option()],
	desk = {},
	isReadOnly = false,
}: {
	options?: readonly ListedOption[];
	desk?: Partial<RecoveryDesk>;
	isReadOnly?: boolean;
} = {}) => {
	let now = 0;
	const ended: (Message | null)[] = [];
	const apply = vi.fn<RecoveryDesk['apply']>(
		async () => await Promise.resolve({isDone: true, message: 'T007: try again'}),
	);
	const undo = vi.fn<RecoveryDesk['undo']>(
		async () => await Promise.resolve({isDone: true, message: 'taken back'}),
	);
	const copy = vi.fn<(text: string, what: string) => void>();
	const follow = {
		tell: vi.fn<Follow['tell']>(),
		run: vi.fn<Follow['run']>(),
		howToConfigure: () => 'configure it',
		startCanary: vi.fn<Follow['startCanary']>(async () => await Promise.resolve(null)),
		showCampaign: vi.fn<Follow['showCampaign']>(),
	};
	const session = createRecoverySession({
		desk: {
			offers: async () =>
				await Promise.resolve({
					title: 'T007 Build',
					state: 'failed',
					options,
					plan: async (chosen) => await Promise.resolve(rehearsed(chosen.title)),
					capsule: async () => await Promise.resolve('go on'),
				}),
			apply,
			undo,
			recoverOne: async () => await Promise.resolve(null),
			lastPlan: async () => await Promise.resolve(rehearsed('try again')),
			...desk,
		},
		now: () => now,
		onChange() {
			// The test looks when it wants to.
		},
		onEnd: (message) => ended.push(message),
		copy,
		isReadOnly,
		follow,
	});
	return {
		session,
		follow,
		apply,
		undo,
		copy,
		ended,
		step: (): Panel['step'] | null => session.panel()?.step ?? null,
		wait(milliseconds: number) {
			now += milliseconds;
		},
		async press(...keys: readonly string[]) {
			for (const key of keys) {
				session.press(key);
				await settled();
			}
		},
		async open() {
			session.open({type: 'tasks', keys: ['k']});
			await settled();
		},
	};
};

describe('from a task to a changed file', () => {
	test('the key of an option rehearses it, and pressed again applies it', async () => {
		const bench = openSession();
		await bench.open();
		expect(bench.step()).toBe('options');
		await bench.press('1');
		expect(bench.step()).toBe('rehearsal');
		expect(bench.apply).not.toHaveBeenCalled();
		bench.wait(1000);
		await bench.press('1');
		expect(bench.apply).toHaveBeenCalledExactlyOnceWith(planOf('try again'), '');
		expect(bench.step()).toBeNull();
		expect(bench.ended).toEqual([{text: 'try again: T007; u takes it back', tone: 'done'}]);
	});

	test('a key that is held down confirms nothing', async () => {
		const bench = openSession();
		await bench.open();
		await bench.press('1', '1', '1');
		bench.wait(100);
		await bench.press('1');
		expect(bench.apply).not.toHaveBeenCalled();
		expect(bench.step()).toBe('rehearsal');
	});

	test('no other key confirms, and Esc leads back step by step', async () => {
		const bench = openSession({options: [option(), option({key: '2', id: 'mark', name: 'mark'})]});
		await bench.open();
		await bench.press('1');
		bench.wait(1000);
		await bench.press('2', 'enter', 'r', 'u', ' ', 'escape');
		expect(bench.apply).not.toHaveBeenCalled();
		expect(bench.step()).toBe('options');
		await bench.press('escape');
		expect(bench.step()).toBeNull();
		expect(bench.ended).toEqual([null]);
	});

	test('what was asked for before one went back is not shown any more', async () => {
		let answer: (value: Rehearsed) => void = () => undefined;
		const slow = new Promise<Rehearsed>((resolve) => {
			answer = resolve;
		});
		const bench = openSession({
			desk: {
				offers: async () =>
					await Promise.resolve({
						title: 'T007',
						state: 'failed',
						options: [option()],
						plan: async () => await slow,
						capsule: null,
					}),
			},
		});
		await bench.open();
		await bench.press('1');
		expect(bench.step()).toBe('planning');
		await bench.press('escape');
		answer(rehearsed('late'));
		await settled();
		expect(bench.step()).toBe('options');
	});

	test('an option that cannot be had says why, and is not planned', async () => {
		const bench = openSession({options: [option({refusal: 'the lock is fresh'})]});
		await bench.open();
		await bench.press('enter');
		expect(bench.session.panel()).toMatchObject({step: 'options', refusal: 'the lock is fresh'});
	});

	test('a refused plan stays on the screen with the reason, and is not tried twice', async () => {
		const apply = vi.fn<RecoveryDesk['apply']>(
			async () => await Promise.resolve({isDone: false, message: 'a has changed'}),
		);
		const bench = openSession({desk: {apply}});
		await bench.open();
		await bench.press('1');
		bench.wait(1000);
		await bench.press('1');
		expect(bench.session.panel()).toMatchObject({step: 'rehearsal', refusal: 'a has changed'});
		bench.wait(1000);
		await bench.press('1');
		expect(apply).toHaveBeenCalledOnce();
	});

	test('with --read-only everything can be rehearsed, and nothing applied', async () => {
		const bench = openSession({isReadOnly: true});
		await bench.open();
		await bench.press('1');
		bench.wait(1000);
		await bench.press('1');
		expect(bench.apply).not.toHaveBeenCalled();
		expect(bench.session.panel()).toMatchObject({
			refusal: 'metawatch runs with --read-only: nothing is written',
		});
	});

	test('a grave one wants its name typed', async () => {
		const bench = openSession({options: [option({id: 'reset-all', isGrave: true})]});
		await bench.open();
		await bench.press('1');
		bench.wait(1000);
		await bench.press('1', 'r', 'e', 'enter');
		expect(bench.apply).not.toHaveBeenCalled();
		await bench.press('1', ...Array.from('reset-all'), 'enter');
		expect(bench.apply).toHaveBeenCalledOnce();
	});

	test('a reason is given along', async () => {
		const bench = openSession();
		await bench.open();
		await bench.press('1', '+');
		bench.session.paste('the agent died');
		await bench.press('enter');
		bench.wait(1000);
		await bench.press('1');
		expect(bench.apply).toHaveBeenCalledExactlyOnceWith(planOf('try again'), 'the agent died');
	});

	test('capsule and command can be copied', async () => {
		const bench = openSession();
		await bench.open();
		await bench.press('c', 'y');
		expect(bench.copy.mock.calls).toEqual([
			['go on', 'resume capsule'],
			['/implement 7', 'command'],
		]);
	});

	test('an error on the way ends in one line', async () => {
		const bench = openSession({
			desk: {offers: async () => await Promise.reject(new Error('the disk is gone'))},
		});
		await bench.open();
		expect(bench.step()).toBeNull();
		expect(bench.ended).toEqual([{text: 'the disk is gone', tone: 'problem'}]);
	});
});

test('undo is rehearsed and confirmed like everything else', async () => {
	const bench = openSession();
	bench.session.openUndo();
	await settled();
	expect(bench.session.panel()).toMatchObject({step: 'rehearsal', kind: 'undo', key: 'u'});
	bench.wait(1000);
	await bench.press('u');
	expect(bench.undo).toHaveBeenCalledOnce();
	expect(bench.ended).toEqual([{text: 'try again: T007', tone: 'done'}]);
});

describe('a configured command', () => {
	const command: ConfiguredCommand = {
		name: 'T007 retry',
		run: 'background',
		invocation: {program: 'agent', arguments: ['T007'], folder: '/code'},
		text: '["agent", "T007"]',
	};
	const openWith = async (known: Partial<Rehearsed>, isReadOnly = false) => {
		const bench = openSession({
			isReadOnly,
			desk: {
				offers: async () =>
					await Promise.resolve({
						title: 'T007',
						state: 'failed',
						options: [option()],
						plan: async () => await Promise.resolve(rehearsed('try again', known)),
						capsule: null,
					}),
			},
		});
		await bench.open();
		await bench.press('1');
		bench.wait(1000);
		return bench;
	};

	const advice: Partial<Rehearsed> = {plan: {...planOf('go on'), edits: []}, commands: [command]};

	test('is shown by the first press in an advice, and run by the second', async () => {
		const bench = await openWith(advice);
		await bench.press('x');
		expect(bench.session.panel()).toMatchObject({step: 'command', isArmed: true});
		await bench.press('x');
		expect(bench.follow.run).not.toHaveBeenCalled();
		bench.wait(1000);
		await bench.press('enter', 'x');
		expect(bench.follow.run).toHaveBeenCalledExactlyOnceWith([command]);
		expect(bench.step()).toBeNull();
	});

	test('is offered when its plan was applied, shown again and then run', async () => {
		const bench = await openWith({commands: [command]});
		await bench.press('x');
		expect(bench.step()).toBe('rehearsal');
		await bench.press('1');
		expect(bench.session.panel()).toMatchObject({
			step: 'command',
			isArmed: false,
			done: 'try again: T007; u takes it back',
		});
		bench.wait(1000);
		await bench.press('x');
		expect(bench.follow.run).not.toHaveBeenCalled();
		bench.wait(1000);
		await bench.press('x');
		expect(bench.follow.run).toHaveBeenCalledExactlyOnceWith([command]);
		expect(bench.ended).toEqual([{text: 'try again: T007; u takes it back', tone: 'done'}]);
	});

	test('need not be run: Esc leaves, and what was done is told', async () => {
		const bench = await openWith({commands: [command]});
		await bench.press('1', 'escape');
		expect(bench.follow.run).not.toHaveBeenCalled();
		expect(bench.ended).toEqual([{text: 'try again: T007; u takes it back', tone: 'done'}]);
	});

	test('that cannot be filled in is not offered; without one, it is said where to configure it', async () => {
		const bench = await openWith({...advice, commands: [{...command, invocation: null}]});
		await bench.press('x');
		expect(bench.step()).toBe('rehearsal');
		expect(bench.follow.tell).toHaveBeenCalledExactlyOnceWith({
			text: 'configure it',
			tone: 'notice',
		});
	});

	test('is not run with --read-only', async () => {
		const bench = await openWith(advice, true);
		await bench.press('x');
		bench.wait(1000);
		await bench.press('x');
		expect(bench.follow.run).not.toHaveBeenCalled();
		expect(bench.step()).toBe('rehearsal');
	});

	const choices = ['a', 'b'].map((key) => ({key, id: key, title: key, option: 'retry'}));

	test('several tasks can be tried with one first, at a chosen pace', async () => {
		const bench = await openWith({choices});
		await bench.press('c');
		expect(bench.session.panel()).toMatchObject({step: 'pace', pace: {count: 2}});
		await bench.press('right', 'c');
		expect(bench.follow.startCanary).not.toHaveBeenCalled();
		bench.wait(1000);
		await bench.press('c');
		expect(bench.follow.startCanary).toHaveBeenCalledExactlyOnceWith({
			choices,
			pace: {type: 'side-by-side', count: 3},
			workspace: '/code',
			reason: '',
			title: 'try again',
		});
		expect(bench.follow.showCampaign).toHaveBeenCalledOnce();
		expect(bench.apply).not.toHaveBeenCalled();
	});

	test('one task alone cannot, nor anything with --read-only', async () => {
		const one = await openWith({choices: choices.slice(1)});
		await one.press('c');
		expect(one.step()).toBe('rehearsal');
		const readOnly = await openWith({choices}, true);
		await readOnly.press('c');
		expect(readOnly.session.panel()).toMatchObject({
			step: 'rehearsal',
			refusal: 'metawatch runs with --read-only: nothing is written',
		});
	});
});
