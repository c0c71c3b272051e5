import {describe, expect, test} from 'vitest';
import {type Files, projectOf} from './project.ts';

const meta = 'specs/005-a/tasks_meta.json';
const list = 'specs/005-a/tasks.md';
const state = 'specs/005-a/.async_state';
const at = (time: string): number => Date.parse(`2026-03-01T${time}Z`);

const entry = (more = ''): string => `{
  "feature": "005-a",
  "tasks": {
    "T001": {
      "status": "in_progress",
      "agent_type": "general",
      "started_at": "2026-03-01T08:00:00+00:00",
      "completed_at": null,
      "result_summary": null${more}
    }
  }
}
`;

const answered = (
	kind: 'completed' | 'errors',
	text: string,
	{time = '08:04:59', metadata = entry(), box = '- [ ] T001 [ASYNC] Research libs\n'} = {},
): Files => ({
	[meta]: metadata,
	[list]: box,
	[`${state}/delegation_prompts/T001.md`]: {text: '', modifiedAt: at('08:00:00')},
	[`${state}/delegation_${kind}/T001.txt`]: {text, modifiedAt: at(time)},
});

describe('mark failed', () => {
	test('writes time and words of the marker, as the tool would have', () => {
		const project = projectOf(answered('errors', '\n agent crashed:\texit 137\r\nat step 2\n'), {
			offset: 120,
		});
		expect(project.option('T001', 'mark-failed')).toMatchObject({
			because:
				'its delegation failed (agent crashed: exit 137), and the metadata still calls it running',
			refusal: null,
		});
		const after = project.after('T001', 'mark-failed');
		expect(after.text(meta)).toBe(
			entry(',\n      "failure_reason": "agent crashed: exit 137 at step 2"')
				.replace('"in_progress"', '"failed"')
				.replace('"completed_at": null', '"completed_at": "2026-03-01T10:04:59+02:00"'),
		);
		expect(after.text(list)).toBe(project.text(list));
		expect(after.task('T001')).toMatchObject({
			status: 'failed',
			durationMs: 299_000,
			error: {message: 'agent crashed: exit 137 at step 2'},
		});
	});

	test.each([
		['', 'delegation failed, no reason given'],
		['\u001B[31mred\u001B[0m\u0000 alert', 'red alert'],
		[`${'x'.repeat(299)}😀 and more`, `${'x'.repeat(299)}…`],
		['😀'.repeat(200), `${'😀'.repeat(149)}…`],
	])('makes one harmless line of %j', (text, reason) => {
		const after = projectOf(answered('errors', text)).after('T001', 'mark-failed');
		expect(JSON.parse(after.text(meta)!)).toMatchObject({tasks: {T001: {failure_reason: reason}}});
	});

	test('uses the name the documented dialect has', () => {
		const metadata = entry(',\n      "error_message": null');
		const after = projectOf(answered('errors', 'no', {metadata})).after('T001', 'mark-failed');
		expect(after.text(meta)).toContain('"error_message": "no"');
		expect(after.text(meta)).not.toContain('failure_reason');
	});
});

describe('mark completed', () => {
	test.each([
		['- [ ] T001 [ASYNC] a\r\n- [ ] T002', '- [X] T001 [ASYNC] a\r\n- [ ] T002'],
		['- [x] T001 [ASYNC] a', '- [x] T001 [ASYNC] a'],
		['## T001 - a', '## T001 - a'],
	])('ticks the box: %j', (box, ticked) => {
		const project = projectOf(answered('completed', 'Libs compared\n', {box}));
		const after = project.after('T001', 'mark-completed');
		expect(after.text(meta)).toBe(
			entry()
				.replace('"in_progress"', '"completed"')
				.replace('"completed_at": null', '"completed_at": "2026-03-01T08:04:59+00:00"')
				.replace('"result_summary": null', '"result_summary": "Libs compared"'),
		);
		expect(after.text(list)).toBe(ticked);
		expect(after.task('T001')).toMatchObject({status: 'completed', durationMs: 299_000});
	});

	test('leaves a box of another kind, and says so', () => {
		const box = '- [~] T001 a';
		const project = projectOf(answered('completed', 'ok', {box}));
		expect(project.ready('T001', 'mark-completed').notes).toEqual([
			'the box [~] of T001 stays as it is',
		]);
		expect(project.after('T001', 'mark-completed').text(list)).toBe(box);
	});
});

describe('a delegation is recorded once, and only if it answers this try', () => {
	test.each([
		['errors', 'mark-failed'],
		['completed', 'mark-completed'],
	] as const)('an answer in %s that is older than the start is none', (kind, option) => {
		const files = answered(kind, 'x', {time: '07:00:00'});
		const project = projectOf(files);
		expect(project.options('T001').map(({id}) => id)).not.toContain(option);
		const shown = projectOf(answered(kind, 'x')).option('T001', option);
		expect(project.disk.draft(shown)).toEqual({
			type: 'refused',
			reason: 'the delegation of T001 is waiting by now',
		});
	});

	test('success counts before failure', () => {
		const project = projectOf({
			...answered('errors', 'x'),
			[`${state}/delegation_completed/T001.txt`]: {text: 'ok', modifiedAt: at('08:05:00')},
		});
		const ids = project.options('T001').map(({id}) => id);
		expect(ids).toContain('mark-completed');
		expect(ids).not.toContain('mark-failed');
		expect(ids).not.toContain('retry');
	});

	test('a second time it is refused', () => {
		const project = projectOf(answered('errors', 'x'));
		expect(
			project.after('T001', 'mark-failed').disk.draft(project.option('T001', 'mark-failed')),
		).toEqual({
			type: 'refused',
			reason: 'T001 is failed and not running any more',
		});
	});
});
