import {describe, expect, test} from 'vitest';
import {rowOf} from '../../source/analysis/rows.ts';
import {noSenses, type Senses} from '../../source/analysis/senses.ts';
import type {Signal} from '../../source/model/activity.ts';
import {displayWidth} from '../../source/text/width.ts';
import {whyLines} from '../../source/ui/views/why-lines.ts';
import {hour, minute, noon, silentFor, stuckFor, taskOf} from '../analysis/tasks.ts';

const end: Signal = {
	signal: 'delegation-error',
	weight: 'end',
	at: noon - minute,
	says: 'interrupted: the agent was killed while it searched for a proof of completeness',
};

const taskWith = (activity: ReturnType<typeof silentFor>) =>
	taskOf({
		id: '259',
		title: 'Prove completeness',
		status: 'running',
		rawStatus: 'researching',
		activity,
	});

const linesOf = (
	activity: ReturnType<typeof silentFor>,
	width: number,
	senses: Partial<Senses> = {},
): readonly string[] =>
	whyLines({
		row: rowOf(taskWith(activity), undefined, noon, 1, {...noSenses, ...senses}),
		now: noon,
		width,
		formatTime: (at) => new Date(at).toISOString().slice(0, 16),
	}).map((line) =>
		line
			.map(({text}) => text)
			.join('')
			.trimEnd(),
	);

const nobody = {presenceOf: () => ({type: 'seen', agents: []}) as const};

test('names every piece of evidence, its age and its weight, at 120 columns', () => {
	expect(linesOf(silentFor(3 * hour), 118, nobody)).toEqual([
		'259 Prove completeness',
		'interrupted: silent 3h (usually 4m)',
		'',
		'file says   researching',
		'last sign   2026-03-01T11:00 3h00m ago',
		'threshold   silent from 2h: measured default',
		'',
		'EVIDENCE: INTERRUPTED',
		expect.stringMatching(/^• lock-heartbeat \(life\) +heartbeat of the lock +3h00m ago, silent$/),
		expect.stringMatching(/^• file-changed \(life\) +its file changed +3h00m ago, silent$/),
		expect.stringMatching(
			/^ {2}agent-process \(note\) +no agent process works in this folder +silent$/,
		),
		'',
		'WHAT WOULD CHANGE IT',
		'silent: the heartbeat of its lock, the files of the task itself, agent processes in the workspace; 2 kinds are enough',
		'any new sign of life takes it back',
	]);
});

test('says why one silent kind is only a suspicion', () => {
	const lines = linesOf(stuckFor(43 * minute), 78);
	expect(lines[1]).toBe('stuck: silent 43m (usually 4m)');
	expect(lines.join(' ')).toContain(
		'only the heartbeat of its lock is silent; interrupted takes 2 kinds, or an explicit end',
	);
	expect(lines.join(' ')).toContain('agent processes cannot be seen here');
});

test('says that the end of an agent explains a short silence', () => {
	const seenFor = (ms: number) => ({
		presenceOf: () =>
			({
				type: 'seen',
				agents: [{pid: 42, name: 'claude', startedAt: noon - hour, endedAt: noon - ms}],
			}) as const,
	});
	const stuck = linesOf(silentFor(3 * minute), 118, seenFor(2 * minute));
	expect(stuck[1]).toBe('stuck: silent 3m (usually 4m), claude has ended');
	expect(stuck.at(-2)).toContain('the end of its agent explains the silence: 5m of it');
	const dead = linesOf(silentFor(7 * minute), 118, seenFor(6 * minute));
	expect(dead[1]).toBe('interrupted: silent 7m (usually 4m), claude has ended');
	expect(dead.at(-2)).toBe(
		'silent: the heartbeat of its lock, the files of the task itself, agent processes in the workspace; 2 kinds are enough',
	);
});

test('puts an explicit end first', () => {
	const silent = silentFor(minute)!;
	const lines = linesOf({...silent, signals: [...silent.signals, end]}, 118);
	expect(lines[1]).toContain('interrupted: interrupted: the agent was killed');
	expect(lines[8]).toMatch(/^✖ delegation-error \(end\)/);
	expect(lines.at(-1)).toBe('an explicit end is enough; only a newer sign of life takes it back');
});

test('tells of a false alarm, and what it was learned from', () => {
	const lines = linesOf(silentFor(minute), 78, {
		falseAlarmOf: ({key, id}) => ({
			at: noon - 5 * minute,
			task: key,
			id,
			verdict: 'stuck',
			silenceMs: 43 * minute,
		}),
		thresholdOf: () => ({
			quietAfterMs: 20 * minute,
			silentAfterMs: 54 * minute,
			usualMs: null,
			basis: 'learned from 58 gaps of lean-research, p95 9m, widened by 1 false alarm',
		}),
	});
	const text = lines.join('\n');
	expect(text).toContain('false alarm: called stuck after 43m of silence, and moved again 5m ago');
	expect(text.replaceAll(/\s+/g, ' ')).toContain(
		'silent from 54m: learned from 58 gaps of lean-research, p95 9m, widened by 1 false alarm',
	);
	expect(text).toContain('stuck or interrupted in 53m at the earliest by silence');
});

describe.for([38, 78, 118, 198])('at %i columns', (width) => {
	test('no line is longer, and nothing is left out', () => {
		const silent = silentFor(3 * hour)!;
		const lines = linesOf({...silent, signals: [...silent.signals, end]}, width, nobody);
		for (const line of lines) {
			expect(displayWidth(line)).toBeLessThanOrEqual(width);
		}

		const text = lines.join(' ').replaceAll(/\s+/g, ' ');
		for (const word of ['killed', 'heartbeat', 'process', 'measured', 'default']) {
			expect(text).toContain(word);
		}
	});
});

test('a task that no file calls active has nothing to judge', () => {
	expect(linesOf(null, 60)).toEqual([
		'no file calls this task active, so there is nothing to judge',
	]);
});
