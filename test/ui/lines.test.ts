import {assert, constantFrom, integer, property} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {fields} from '../../source/analysis/field.ts';
import {rowOf} from '../../source/analysis/rows.ts';
import {commands} from '../../source/commands/index.ts';
import {statuses} from '../../source/model/status.ts';
import type {Task} from '../../source/model/task.ts';
import {displayWidth} from '../../source/text/width.ts';
import {detailLines} from '../../source/ui/views/detail-lines.ts';
import {helpLines} from '../../source/ui/views/help-lines.ts';
import {problemLines} from '../../source/ui/views/problem-lines.ts';
import {hour, noon, rowAtNoon, taskOf} from '../analysis/tasks.ts';
import {problems, proof, tasks} from './tasks.ts';

type Lines = ReturnType<typeof detailLines>;

const textsOf = (lines: Lines): string[] =>
	lines.map((line) =>
		line
			.map(({text}) => text)
			.join('')
			.trimEnd(),
	);

const details = (task: Task, width = 60): string[] =>
	textsOf(
		detailLines({
			row: rowOf(task, undefined, noon),
			problems,
			now: noon,
			width,
			formatTime: (at) => new Date(at).toISOString().slice(0, 16).replace('T', ' '),
			rowOf: (key) =>
				tasks.filter((other) => other.key === key).map((other) => rowOf(other, undefined, noon))[0],
		}),
	);

describe('the details of a task', () => {
	test('tell everything that is known, and where it came from', () => {
		const text = details(proof).join('\n');
		for (const known of [
			'Prove completeness of modal logics',
			'▶ running  file says "researching"',
			'wait for the searches',
			'/implement 259',
			'y copies it',
			'6 of 10',
			'searches_completed',
			'✔ Find lemmas',
			'2m14s',
			'lock acquired_at',
			'2026-03-01 13:57',
			'not used: midnight',
			'heartbeat of the lock',
			'258 A title that goes on',
			'7 (missing)',
			'nobody reviewed it',
			'specs/259/plan.md',
			'lean-research',
			'specs/259/.return-meta.json:4',
			'sess_1770000000_ab12cd',
			'lean4',
			'high',
			'strict',
			'depends on 7, which nothing declares',
			'specs/001-login/tasks.md:12',
		]) {
			expect(text).toContain(known);
		}
	});

	test('tell nothing that is not known', () => {
		const text = details(taskOf({id: '1', status: 'pending'}));
		expect(text).toEqual([
			'Task 1',
			'○ pending',
			'',
			'id          1',
			'group       specs/001-login',
			'format      tasks-meta',
			'',
			'FILES 1',
			'specs/001-login/tasks.md:7',
			'',
		]);
	});

	test('say that values are old when the file cannot be read', () => {
		expect(details(taskOf({id: '1', status: 'running', staleSince: noon - hour}))).toContain(
			'the file cannot be read: last good values',
		);
	});

	test('say what the file says when that is another word', () => {
		const says = (rawStatus: string) => details(taskOf({id: '1', status: 'running', rawStatus}))[1];
		expect(says('in_progress')).toBe('▶ running  file says "in_progress"');
		expect(says('running')).toBe('▶ running');
		const long = details(
			taskOf({id: '1', status: 'failed', rawStatus: 'gone wrong '.repeat(20)}),
			37,
		);
		expect(long.join(' ').match(/gone wrong/g)).toHaveLength(20);
	});

	test.for(statuses)('name the status %s beside its mark', (status) => {
		expect(details(taskOf({id: '1', status}))[1]).toMatch(new RegExp(`^\\S ${status}`));
	});

	test('fit into any width, and break nothing in none', () => {
		assert(
			property(integer({min: -10, max: 140}), constantFrom(...tasks), (width, task) => {
				const tooWide = details(task, width).filter((line) => displayWidth(line) > width);
				// The least there is on a screen of 40 columns; below, what is too wide is cut.
				expect(width < 37 ? [] : tooWide).toEqual([]);
			}),
			{numRuns: 500},
		);
	});
});

describe('the details of a problem', () => {
	test('say what, where, and whom it concerns', () => {
		const text = textsOf(
			problemLines(problems[0]!, rowOf(proof, undefined, noon), '/code', 60),
		).join('\n');
		expect(text).toContain('✖ error  dependency-unknown');
		expect(text).toContain('depends on 7, which nothing declares');
		expect(text).toContain('specs/001-login/tasks.md:12');
		expect(text).toContain('259 Prove completeness of modal logics');
		expect(text).toContain('t goes to the task');
	});

	test('of a file alone name no task', () => {
		const text = textsOf(problemLines(problems[1]!, null, '/code', 60)).join('\n');
		expect(text).toContain('specs/002-search/.return-meta.json:40');
		expect(text).toMatch(/column +7/);
		expect(text).not.toMatch(/^(?:task|status|t goes)/m);
	});

	test('fit into any width', () => {
		for (let width = 37; width < 120; width++) {
			for (const problem of problems) {
				const lines = textsOf(problemLines(problem, rowAtNoon({id: '1'}), '/code', width));
				expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
			}
		}
	});
});

describe('the help', () => {
	const help = (width: number): string[] => textsOf(helpLines(commands, width));

	test.for([38, 78, 100, 148, 200])('of %d columns names every key, mark and field', (width) => {
		const text = help(width).join('\n');
		for (const {keys, title} of commands.filter((command) => command.keys.length > 0)) {
			expect(text).toContain(width < 60 ? title.slice(0, 10) : title.slice(0, 20));
			expect(keys.length).toBeGreaterThan(0);
		}

		for (const name of [...statuses, ...fields.map(({name}) => `${name}:`)]) {
			expect(text).toContain(name);
		}
	});

	test('fits into any width', () => {
		for (let width = 24; width < 250; width++) {
			expect(help(width).filter((line) => displayWidth(line) > width)).toEqual([]);
		}
	});

	test('shows every key whole', () => {
		const keys = help(80)
			.filter((line) => line.startsWith('  '))
			.map((line) => line.slice(0, 22));
		expect(keys.length).toBeGreaterThan(30);
		expect(keys.filter((text) => text.includes('…'))).toEqual([]);
	});
});
