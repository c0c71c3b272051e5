import {describe, expect, test} from 'vitest';
import {newCanary} from '../../../source/recovery/campaign/canary/state.ts';
import type {ConfiguredCommand} from '../../../source/recovery/commands/configured-command.ts';
import {canaryLines} from '../../../source/ui/work/canary-lines.ts';
import {createKeeper} from '../../../source/ui/work/keeper.ts';
import {createLeaving} from '../../../source/ui/work/leaving.ts';
import {fakeRun, openWork, settled} from './bench.ts';

const canary = newCanary(
	['a', 'b'].map((key) => ({key, id: key, title: key, option: 'retry'})),
	{type: 'all'},
);

const command = (known: Partial<ConfiguredCommand> = {}): ConfiguredCommand => ({
	name: 'T001 retry',
	run: 'background',
	invocation: {program: 'agent', arguments: ['T001'], folder: '/code'},
	text: '["agent", "T001"]',
	...known,
});

describe('commands', () => {
	test('run beside the screen, and are told of', async () => {
		const bench = openWork();
		bench.work.run([command()]);
		await settled();
		expect(bench.started).toEqual(['T001 retry']);
		expect(bench.work.activity()).toBe('1 command runs');
		expect(bench.said).toEqual(['T001 retry runs; b shows it']);
	});

	test('that want the terminal get it, one after the other', async () => {
		const bench = openWork();
		bench.work.run([command({run: 'terminal'}), command({run: 'terminal', name: 'T002 retry'})]);
		await settled();
		expect(bench.runInTerminal).toHaveBeenCalledTimes(2);
		expect(bench.started).toEqual([]);
		expect(bench.said).toEqual(['T001 retry ended with exit 0', 'T002 retry ended with exit 0']);
	});

	test('that could not be filled in are not run', async () => {
		const bench = openWork();
		bench.work.run([command({invocation: null})]);
		await settled();
		expect(bench.started).toEqual([]);
		expect(bench.runInTerminal).not.toHaveBeenCalled();
	});

	test('are never run with --read-only', async () => {
		const bench = openWork({isReadOnly: true});
		bench.work.run([command(), command({run: 'terminal'})]);
		expect(await bench.work.startCanary({} as never)).toContain('--read-only');
		await settled();
		expect(bench.started).toEqual([]);
		expect(bench.runInTerminal).not.toHaveBeenCalled();
		expect(bench.loadHost).not.toHaveBeenCalled();
	});

	test('are ended by the second press for the same one, wherever others come', () => {
		const first = fakeRun('one');
		const bench = openWork({entries: [first.run]});
		bench.work.open('runs');
		bench.work.press('s');
		const other = fakeRun('one');
		bench.add(other.run);
		bench.work.press('s');
		expect(first.stop).toHaveBeenCalledOnce();
		expect(other.stop).not.toHaveBeenCalled();
	});

	test('are not ended when one moved on in between, nor when they have ended', () => {
		const first = fakeRun('one');
		const second = fakeRun('two');
		const bench = openWork({entries: [first.run, second.run]});
		bench.work.open('runs');
		for (const key of ['s', 'down', 's', 'up']) {
			bench.work.press(key);
		}

		first.finish(0);
		bench.work.press('s');
		bench.work.press('s');
		expect(first.stop).not.toHaveBeenCalled();
		expect(second.stop).not.toHaveBeenCalled();
	});
});

describe('a canary', () => {
	const open = async (phase: 'going' | 'paused' | 'stopped' = 'going') => {
		const bench = openWork({current: {type: 'canary', state: {...canary, phase}}});
		await bench.work.restore('text', '/code');
		bench.work.open('campaign');
		return bench;
	};

	test('is paused, resumed and vouched for by one key', async () => {
		const going = await open();
		going.work.press('p');
		going.work.press('v');
		const paused = await open('paused');
		paused.work.press('p');
		expect(going.host.sendCanary.mock.calls).toEqual([[{type: 'pause'}], [{type: 'vouch'}]]);
		expect(paused.host.sendCanary.mock.calls).toEqual([[{type: 'resume'}]]);
	});

	test('is abandoned by the second press', async () => {
		const bench = await open();
		bench.work.press('d');
		expect(bench.host.sendCanary).not.toHaveBeenCalled();
		bench.work.press('d');
		expect(bench.host.sendCanary).toHaveBeenCalledExactlyOnceWith({type: 'abandon'});
	});

	test('that is over says so instead of being abandoned', async () => {
		const bench = await open('stopped');
		bench.work.press('d');
		bench.work.press('d');
		expect(bench.host.sendCanary).not.toHaveBeenCalled();
		expect(bench.said.at(-1)).toBe('the canary is over: nothing more is applied or started');
		expect(bench.work.panel()).toMatchObject({isEnding: false});
	});

	test('that was stopped by what was taken back says who did it, and counts no time', () => {
		const watched = {
			type: 'watched',
			at: 0,
			settledAt: 3000,
			until: 900_000,
			baseline: null,
		} as const;
		const stages = [{type: 'undone', reason: 'you took it back'} as const, watched];
		const text = canaryLines(
			{
				...canary,
				phase: 'stopped',
				reason: 'a: you took it back',
				items: canary.items.map((item, index) => ({...item, stage: stages[index]!})),
			},
			100,
			60_000,
		)
			.map((line) => line.map((segment) => segment.text).join(''))
			.join('\n');
		expect(text).toMatch(/a {2}a +you took it back/v);
		expect(text).toContain('watched no longer');
		expect(text).not.toMatch(/left to show|u takes back|failed|worse/v);
	});

	test('is told in the head of the screen, and when it is taken up again', async () => {
		const bench = await open('paused');
		expect(bench.said).toEqual(['a canary is left']);
		expect(bench.work.activity()).toBe('canary paused 0/2');
		bench.work.press('escape');
		expect(bench.closeOverlay).toHaveBeenCalledOnce();
		expect(bench.work.panel()).toBeNull();
	});

	test('is not there: one sentence says so, and nothing is loaded', () => {
		const bench = openWork();
		bench.work.open('campaign');
		expect(bench.said).toHaveLength(1);
		expect(bench.loadHost).not.toHaveBeenCalled();
	});
});

describe('a sprint', () => {
	const open = async (known: Parameters<typeof openWork>[0] = {}) => {
		const bench = openWork(known);
		bench.work.open('sprint');
		await settled();
		return bench;
	};

	test('is shown before the same key starts it, with the numbers that were chosen', async () => {
		const bench = await open();
		for (const key of ['up', 'right', 'down', 'down', 'left', 'left', 'right']) {
			bench.work.press(key);
		}

		bench.work.press('N');
		expect(bench.host.startSprint).not.toHaveBeenCalled();
		bench.wait(1000);
		bench.work.press('enter');
		bench.work.press('N');
		await settled();
		expect(bench.host.startSprint).toHaveBeenCalledExactlyOnceWith(4, 2);
	});

	test('is shown anew when other tasks can start by now', async () => {
		const bench = await open();
		bench.wait(1000);
		bench.host.previewSprint.mockReturnValueOnce({refusal: 'nothing is ready any more'});
		bench.work.press('N');
		await settled();
		expect(bench.host.startSprint).not.toHaveBeenCalled();
		expect(bench.work.panel()).toMatchObject({refusal: 'nothing is ready any more'});
	});

	test('is only shown with --read-only', async () => {
		const bench = await open({isReadOnly: true});
		bench.wait(1000);
		bench.work.press('N');
		await settled();
		expect(bench.work.panel()).toMatchObject({type: 'sprint-setup', tasks: 5});
		expect(bench.host.startSprint).not.toHaveBeenCalled();
	});
});

describe('leaving', () => {
	test('asks once, and again when the answer comes late', () => {
		let now = 0;
		const ask = createLeaving(
			() => 2,
			() => now,
		);
		expect(ask()).toBe('2 commands still run and will be ended: q again quits');
		expect(ask()).toBeNull();
		now = 60_000;
		expect(ask()).not.toBeNull();
	});

	test('asks nothing when nothing runs', () => {
		expect(
			createLeaving(
				() => 0,
				() => 0,
			)(),
		).toBeNull();
	});
});

test('of many states only the latest is written, one after the other', async () => {
	const written: (string | null)[] = [];
	let release: () => void = () => undefined;
	const keeper = createKeeper(
		async (_, text) => {
			written.push(text);
			await new Promise<void>((resolve) => {
				release = resolve;
			});
			return null;
		},
		'/code',
		() => undefined,
	);
	keeper.keep(canary);
	keeper.keep({...canary, phase: 'paused'});
	keeper.keep(null);
	expect(written).toHaveLength(1);
	release();
	await settled();
	expect(written.at(-1)).toBeNull();
	expect(written).toHaveLength(2);
});
