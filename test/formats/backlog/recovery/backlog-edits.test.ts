import {describe, expect, test} from 'vitest';
import {row} from '../project.ts';
import {execution} from '../task-database.ts';
import {later, sceneOf} from './scene.ts';

const header = `# Backlog

| ID | Title | 🔥P | 🎯Points | Status | Problem/Outcome | Tech Footprint | Dependencies |
|----|-------|-----|----------|--------|-----------------|----------------|--------------|
`;
/** No row tells a zone, so that of the machine counts: two hours east of UTC. */
const here = '2025-08-10T17:30:00';

describe('set plan status', () => {
	const cases: readonly (readonly [string, string, string, string])[] = [
		['a row', 'plan-done', header + row('B-1'), header + row('B-1', {status: 'done'})],
		[
			'the word of the neighbours',
			'plan-done',
			row('B-1') + row('B-2', {status: '✅ done'}),
			row('B-1', {status: '✅ done'}) + row('B-2', {status: '✅ done'}),
		],
		[
			'blanks around the word stay, or their absence',
			'plan-in-progress',
			'|| B‑052‑d | **Bold** `a \\| b` | 🔧  | 0.5 |todo   | A `x \\| y` pipe | CI | B‑010, B-012 |\n',
			'|| B‑052‑d | **Bold** `a \\| b` | 🔧  | 0.5 |in-progress   | A `x \\| y` pipe | CI | B‑010, B-012 |\n',
		],
		[
			'CRLF and a byte order mark',
			'plan-blocked',
			`\uFEFF${row('B-1').replace('\n', '\r\n')}<!-- last_updated: 2025-08-01T10:00:00.1 -->\r\ntext\r\n`,
			`\uFEFF${row('B-1', {status: 'blocked'}).replace('\n', '\r\n')}<!-- last_updated: ${here} -->\r\ntext\r\n`,
		],
		[
			'no final line break, an indented row',
			'plan-todo',
			`  ${row('B-1', {status: 'failed'}).trimEnd()}`,
			`  ${row('B-1', {status: 'todo'}).trimEnd()}`,
		],
		[
			'an empty cell',
			'plan-todo',
			'| B-1 | T | 🔥 | 3 |  | o | t | None |\n',
			'| B-1 | T | 🔥 | 3 | todo | o | t | None |\n',
		],
		[
			'the first last_updated, a day as a day, and no other comment',
			'plan-done',
			`${row('B-1')}<!--last_updated: 2025-08-01--> <!-- last_updated: 2025-07-01 -->\n<!-- started_at: 2025-08-01T10:00:00 -->\n${row('B-2')}<!-- last_updated: 2025-08-01 -->\n`,
			`${row('B-1', {status: 'done'})}<!--last_updated: 2025-08-10--> <!-- last_updated: 2025-07-01 -->\n<!-- started_at: 2025-08-01T10:00:00 -->\n${row('B-2')}<!-- last_updated: 2025-08-01 -->\n`,
		],
		[
			'an id used twice is told by its title',
			'plan-done',
			row('B-2', {title: 'One'}) + row('B-1', {title: 'Other'}) + row('B-1', {title: 'Third'}),
			row('B-2', {title: 'One'}) +
				row('B-1', {title: 'Other', status: 'done'}) +
				row('B-1', {title: 'Third'}),
		],
	];

	test.each(cases)('%s', (_, option, text, expected) => {
		const scene = sceneOf({text});
		const task = scene.tasks.find(({id}) => id !== 'B-2')!;
		const after = scene.after(task.key, option);
		expect(after.text).toBe(expected);
		expect(after.statusOf(task.key)).toBe(
			{done: 'completed', todo: 'pending', 'in-progress': 'running', blocked: 'blocked'}[
				option.replace('plan-', '')
			],
		);
	});

	test.each([
		['wrapped', '| B-1 | A | 🔥 | 3 | todo | out\ncome | tech | None |\n', 'over several lines'],
		['two rows', row('B-1') + row('B-1'), 'lines 1 and 2 are both rows of it'],
		['shifted', '| B-1 | A | 🔄 pending | 3 | 8 | something | x | None |\n', 'look shifted'],
		['nine cells', '| B-1 | A | 🔥 | 3 | todo | a | b | c | None |\n', 'look shifted'],
		['no row', '- B-1 — Bullet (3 points, todo)\n', 'no row of eight cells: change line 1'],
		[
			'a bullet says it too',
			`* **B-1** — Title of B-1 (3 points, todo)\n${row('B-1')}`,
			'line 1 tells its status too, and would still say todo',
		],
	])('%s is refused', (_, text, reason) => {
		const scene = sceneOf({text});
		expect(scene.option('B-1', 'plan-done').refusal).toContain(reason);
		expect(scene.draft('B-1', 'plan-done')).toMatchObject({
			type: 'refused',
			reason: expect.stringContaining(reason),
		});
	});

	test('a status that changed meanwhile is refused', () => {
		const {draft} = sceneOf({text: row('B-1')}).option('B-1', 'plan-done');
		const {disk} = sceneOf({text: row('B-1', {status: 'blocked'})});
		expect(disk.draft({draft})).toMatchObject({
			reason: 'the backlog said todo for B-1 when it was shown, and says something else now',
		});
	});

	const idsFor = (status: string, recorded: string | null) =>
		sceneOf({
			text: row('B-1', {status}),
			rows: recorded === null ? null : {executions: [execution('B-1', recorded)]},
			now: later,
		})
			.options('B-1')
			.map(({id}) => id)
			.filter((id) => id.startsWith('plan-'));

	test.each([
		['todo', null, ['plan-done', 'plan-in-progress', 'plan-blocked']],
		['todo', 'completed', ['plan-done']],
		['todo', 'running', ['plan-done']],
		['todo', 'failed', ['plan-done', 'plan-blocked']],
		['done', null, ['plan-todo']],
		['done', 'completed', []],
		['blocked', null, ['plan-done', 'plan-todo', 'plan-in-progress']],
		['cancelled', null, ['plan-todo']],
		['in-progress', null, ['plan-done', 'plan-todo', 'plan-blocked']],
	])('%s with an execution that is %s can be set to %j', (status, recorded, ids) => {
		expect(idsFor(status, recorded)).toEqual(ids);
	});

	test('done in the database and not in the backlog is why', () => {
		const scene = sceneOf({
			text: row('B-1'),
			rows: {executions: [execution('B-1', 'completed')]},
		});
		expect(scene.option('B-1', 'plan-done')).toMatchObject({
			because: 'the database says completed, and the backlog still todo',
			against: [],
			changes: ['000_core/000_backlog.md line 1: todo to done'],
		});
		expect(
			scene
				.after('B-1', 'plan-done')
				.task('B-1')
				.attention.map(({code}) => code),
		).toEqual([]);
	});
});

describe('release blocker', () => {
	const done = row('B-9', {status: 'done'});
	test.each([
		[
			'a field of a heading',
			`### **B-1: Title** 🔥\n\n- **Status**: 🔒 **BLOCKED** - Blocked by the baseline (B-9)  \r\n- **Points**: 3\n\n${done}`,
			`### **B-1: Title** 🔥\n\n- **Status**: todo  \r\n- **Points**: 3\n\n${done}`,
		],
		[
			'a field with the colon inside',
			`### B-1: Title\n\n**Status:**  blocked by B-9\n\n${done}`,
			`### B-1: Title\n\n**Status:**  todo\n\n${done}`,
		],
		[
			'a cell',
			`${row('B-1', {status: '🔒 blocked by B-9'})}<!-- last_updated: 2025-08-01 -->\n${done}`,
			`${row('B-1', {status: 'todo'})}<!-- last_updated: 2025-08-01 -->\n${done}`,
		],
		[
			'a comment names the blocker',
			`${row('B-1', {status: 'blocked'})}<!-- blocked_by: B-9 -->\n${done}`,
			`${row('B-1', {status: 'todo'})}<!-- blocked_by: B-9 -->\n${done}`,
		],
	])('%s', (_, text, expected) => {
		const scene = sceneOf({text});
		const after = scene.after('B-1', 'release-blocker');
		expect(after.text).toBe(expected);
		expect(after.task('B-1').status).toBe('pending');
		expect(scene.draft('B-1', 'release-blocker')).toMatchObject({
			checks: [{title: 'B-9', state: 'passed', detail: 'completed'}],
			lost: [expect.stringContaining('locked')],
		});
	});

	test('not while one of the blockers is open, nor once it is open again', () => {
		const text = `${row('B-1', {status: 'blocked by B-8, B-9'})}${row('B-8')}${done}`;
		expect(
			sceneOf({text})
				.options('B-1')
				.map(({id}) => id),
		).not.toContain('release-blocker');
		const blocked = row('B-1', {status: 'blocked by B-9'});
		const {draft} = sceneOf({text: blocked + done}).option('B-1', 'release-blocker');
		expect(sceneOf({text: blocked + row('B-9')}).disk.draft({draft})).toMatchObject({
			reason: 'B-1 is not blocked by something completed any more: look again',
		});
	});

	test('a status in the title itself is left to the editor', () => {
		const text = `### B-1: Title 🔒 **BLOCKED**\n\n<!-- blocked_by: B-9 -->\n\n${done}`;
		expect(sceneOf({text}).draft('B-1', 'release-blocker')).toMatchObject({
			reason:
				'000_core/000_backlog.md line 1 is no status field of its own: change it in the editor',
		});
	});
});

describe('mark as needing a person', () => {
	const marks = '<!-- human_required: true -->\n<!-- reason: a person must decide -->\n';
	test.each([
		['a row', row('B-1') + row('B-2'), row('B-1') + marks + row('B-2')],
		[
			'before the other comments',
			`${row('B-1')}<!--score_total: 5.7-->\n`,
			`${row('B-1')}${marks}<!--score_total: 5.7-->\n`,
		],
		['CRLF', row('B-1').replace('\n', '\r\n'), (row('B-1') + marks).replaceAll('\n', '\r\n')],
		['no final line break', row('B-1').trimEnd(), (row('B-1') + marks).trimEnd()],
		[
			'a heading',
			'### B-1: Title\n\n- **Points**: 3\n',
			`### B-1: Title\n${marks}\n- **Points**: 3\n`,
		],
		[
			'a bullet',
			'- **B-1**: Title\n  - **Points**: 9\n- next\n',
			`- **B-1**: Title\n  ${marks.trimEnd().replace('\n', '\n  ')}\n  - **Points**: 9\n- next\n`,
		],
		[
			'a mark that says no',
			`${row('B-1')}<!-- score: {bv: 1} -->\n<!--human_required: false-->\n`,
			`${row('B-1')}<!-- reason: a person must decide -->\n<!-- score: {bv: 1} -->\n<!--human_required: true-->\n`,
		],
	])('%s', (_, text, expected) => {
		const after = sceneOf({text}).after('B-1', 'human-required');
		expect(after.text).toBe(expected);
		expect(after.task('B-1').humanRequired).toBe('a person must decide');
		expect(after.options('B-1').map(({id}) => id)).not.toContain('human-required');
	});

	test('backlog and database in step; an error can not end the comment', () => {
		const error = 'bad <input> --> **gone** `x`\n| B-9 | y |';
		const failed = execution('B-1', 'failed', {error_message: error});
		const scene = sceneOf({
			text: row('B-1'),
			rows: {executions: [failed], metadata: [{task_id: 'B-1', title: 'Title of B-1', points: 3}]},
		});
		const after = scene.after('B-1', 'human-required');
		const reason = 'failed: bad input gone x | B-9 | y |';
		expect(after.text).toBe(
			`${row('B-1')}<!-- human_required: true -->\n<!-- reason: ${reason} -->\n`,
		);
		expect(after.rows('task_metadata')).toEqual([
			{
				...scene.rows('task_metadata')[0],
				human_required: 1,
				human_reason: reason,
				updated_at: '2025-08-10T10:30:00',
			},
		]);
		expect(after.rows('execution_history')).toEqual([]);
		expect(after.task('B-1')).toMatchObject({status: 'failed', humanRequired: reason});
	});

	test('an interrupted one tells since when: the note stays, and what passes does not', () => {
		const silent = sceneOf({
			text: row('B-1'),
			rows: {executions: [execution('B-1', 'running')]},
			now: later,
		});
		expect(silent.after('B-1', 'human-required').task('B-1').humanRequired).toBe(
			'interrupted: silent since 2025-08-10 10:00',
		);
	});

	test('a wrapped row, a done one and a marked one', () => {
		const wrapped = '| B-1 | A | 🔥 | 3 | todo | out\ncome | tech | None |\n';
		expect(sceneOf({text: wrapped}).option('B-1', 'human-required').refusal).toBe(
			'its row in line 1 goes over several lines: mark it in the editor',
		);
		expect(sceneOf({text: wrapped}).draft('B-1', 'human-required').type).toBe('refused');
		for (const text of [row('B-1', {status: 'done'}), row('B-1') + marks]) {
			expect(
				sceneOf({text})
					.options('B-1')
					.map(({id}) => id),
			).not.toContain('human-required');
		}

		const {draft} = sceneOf({text: row('B-1')}).option('B-1', 'human-required');
		expect(sceneOf({text: row('B-1') + marks}).disk.draft({draft})).toMatchObject({
			reason: 'B-1 needs no such mark any more: look again',
		});
	});
});
