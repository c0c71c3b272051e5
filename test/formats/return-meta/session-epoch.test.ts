import {expect, test} from 'vitest';
import {
	ago,
	entry,
	folder,
	type Given,
	minute,
	now,
	project,
	rowOfProject,
	run,
	stateOf,
} from './given.ts';

const hour = 60;
const day = 24 * hour;

/** A session that names a moment so many minutes before `now`. */
const sessionFrom = (minutes: number): string =>
	`sess_${Math.floor((now - minutes * minute) / 1000)}_a108c0`;

const startOf = (files: Readonly<Record<string, Given>>) => rowOfProject(files).task.startedAt;

const withSession = (minutes: number, more: object = {}) => {
	const id = sessionFrom(minutes);
	return project(
		entry('completed', {session_id: id}),
		run('implemented', {metadata: {session_id: id, agent_type: 'an-agent'}, ...more}),
	);
};

/** The same files as a checkout leaves them. */
const checkedOut = (files: Readonly<Record<string, Given>>): Readonly<Record<string, Given>> =>
	Object.fromEntries(
		Object.entries({
			...files,
			'specs/errors.json': {content: {errors: []}},
			[`${folder}/plans/01_a-plan.md`]: {content: '# A plan\n'},
		}).map(([path, {content}]) => [path, {content, age: 0}]),
	);

test.each([
	['10 minutes', 10, true],
	['23 hours', 23 * hour, true],
	['25 hours', 25 * hour, false],
	['a year', 365 * day, false],
	['an hour behind and not', -hour, false],
])('a session %s before its file (%i minutes): used %s', (_, minutes, isUsed) => {
	expect(startOf(withSession(minutes))).toEqual(
		isUsed ? {at: now - minutes * minute, source: 'session epoch'} : null,
	);
});

test.each([
	['an hour before', 75, true],
	['ten minutes after', 5, true],
	['two days before', 2 * day, false],
	['a year before', 365 * day, false],
])(
	'after a checkout, a session %s last_updated (%i minutes ago): used %s',
	(_, minutes, isUsed) => {
		const files = checkedOut(withSession(minutes));
		expect(startOf(files)?.source ?? null).toBe(isUsed ? 'session epoch' : null);
	},
);

test('a session that its file shows to be a year off starts nothing, even in a checkout without last_updated', () => {
	const id = sessionFrom(365 * day);
	const files = checkedOut(
		project(
			entry('completed', {session_id: id, last_updated: null}),
			run('implemented', {started_at: ago(90), metadata: {session_id: id}}),
		),
	);
	const {task} = rowOfProject(files);
	expect(task.claimedTimes).toContainEqual({label: 'session_id', raw: id, flaw: 'a year off'});
	expect(task.startedAt).toBeNull();
});

test('the same session without a flaw does start it', () => {
	const files = project(entry('completed', {last_updated: null}), run('implemented'));
	expect(startOf(checkedOut(files))).toMatchObject({source: 'session epoch'});
});

test('a run without a task does not begin a year off either', () => {
	const id = sessionFrom(365 * day);
	const files = {
		'specs/state.json': {content: {next_project_number: 1, active_projects: []}},
		'specs/.return-meta.json': {
			content: run('partial', {started_at: ago(20), metadata: {session_id: id}}),
		},
	};
	const [row] = [...stateOf(files).tasks.values()];
	expect(row).toMatchObject({session: id, startedAt: null});
});
