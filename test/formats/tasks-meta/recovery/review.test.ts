import {describe, expect, test} from 'vitest';
import {now, projectOf} from './project.ts';

const meta = 'specs/001-a/tasks_meta.json';
const stamp = '2026-03-01T10:10:00+01:00';
const utc = '2026-03-01T09:10:00Z';
const of = (text: string) => projectOf({[meta]: text}, {offset: 60});
const idsOf = (text: string, id = 'T001') =>
	of(text)
		.options(id)
		.map((option) => option.id)
		.filter((option) => /^(?:review|gate)/.test(option));

const writer = (more = '', mode = 'SYNC'): string =>
	`{\n  "tasks": {\n    "T001": {\n      "execution_mode": "${mode}",\n      "status": "completed"${more}\n    }\n  }\n}\n`;
const documented = (status: string, mode = 'SYNC'): string =>
	`{"tasks": {"T001": {"task_id": "T001", "execution_mode": "${mode}", "status": "completed", "review_status": "${status}", "reviewer": "alice"}}}`;
const lists = (micro = '[]', macro = '[]', status = 'pending', gate = 'false'): string =>
	`{"tasks": {"T001": {"execution_mode": "SYNC", "status": "completed", "review_status": "${status}", "quality_gate_passed": ${gate}}}, "reviews": {"micro_reviews": ${micro}, "macro_reviews": ${macro}}}`;
const written = (kind: string, status: string, task = true): string =>
	`[{"id":"${kind}_${now / 1000}",${task ? '"task_id":"T001",' : ''}"type":"${kind}","timestamp":"${utc}","status":"${status}","reviewer":"human","comments":"recorded with metawatch","criteria_checked":[]}]`;

const line = (name: string, value: unknown): string =>
	`,\n      "${name}": ${JSON.stringify(value)}`;
const reviewed = (hasPassed: boolean): string =>
	line('micro_reviewed_at', stamp) +
	line('micro_review_passed', hasPassed) +
	line('quality_gate_passed', hasPassed) +
	line('quality_gate_at', stamp);

describe('every dialect has its own fields', () => {
	test.each([
		['the writer, passed', 'review-micro-pass', writer(), writer(reviewed(true)), 'passed'],
		['the writer, failed', 'review-micro-fail', writer(), writer(reviewed(false)), 'failed'],
		[
			'the writer, after a failed gate: the key stays in its place',
			'review-micro-pass',
			writer(line('quality_gate_passed', false) + line('quality_gate_at', 'x')),
			writer(
				line('quality_gate_passed', true) +
					line('quality_gate_at', stamp) +
					line('micro_reviewed_at', stamp) +
					line('micro_review_passed', true),
			),
			'passed',
		],
		[
			'the gate alone, after a review',
			'gate-pass',
			writer(line('micro_review_passed', true)),
			writer(
				line('micro_review_passed', true) +
					line('quality_gate_passed', true) +
					line('quality_gate_at', stamp),
			),
			'passed',
		],
		[
			'the gate of an ASYNC task',
			'gate-pass',
			writer('', 'ASYNC'),
			writer(line('quality_gate_passed', true) + line('quality_gate_at', stamp), 'ASYNC'),
			'passed',
		],
		[
			'the gate, failed',
			'gate-fail',
			writer(line('quality_gate_passed', true)),
			writer(line('quality_gate_passed', false) + line('quality_gate_at', stamp)),
			'failed',
		],
		[
			'documented, micro',
			'review-micro-pass',
			documented('pending'),
			documented('micro_reviewed').replace('alice', 'human'),
			'passed',
		],
		[
			'documented, macro',
			'review-macro-pass',
			documented('pending', 'ASYNC'),
			documented('macro_reviewed', 'ASYNC').replace('alice', 'human'),
			'passed',
		],
		[
			'documented, rejected',
			'review-macro-fail',
			documented('pending', 'ASYNC'),
			documented('rejected', 'ASYNC').replace('alice', 'human'),
			'failed',
		],
		[
			'2025-10, micro',
			'review-micro-pass',
			lists(),
			lists(written('micro', 'passed'), '[]', 'micro_reviewed'),
			'passed',
		],
		[
			'2025-10, rejected',
			'review-micro-fail',
			lists(),
			lists(written('micro', 'failed'), '[]', 'rejected'),
			'failed',
		],
		[
			'2025-10, gate: it has no time',
			'gate-pass',
			lists('[]', '[]', 'micro_reviewed'),
			lists('[]', '[]', 'micro_reviewed', 'true'),
			'passed',
		],
		[
			'2025-10, macro: of the feature',
			'review-feature-pass',
			lists(),
			lists('[]', written('macro', 'passed', false)),
			'failed',
		],
		[
			'2025-10, macro, failed',
			'review-feature-fail',
			lists(),
			lists('[]', written('macro', 'failed', false)),
			'failed',
		],
	])('%s', (_name, option, before, after, state) => {
		const result = of(before).after('T001', option);
		expect(result.text(meta)).toBe(after);
		expect(result.task('T001').review?.state).toBe(state);
	});

	test('what a review takes away and leaves open is told', () => {
		expect(of(documented('rejected')).ready('T001', 'review-micro-pass')).toMatchObject({
			lost: ['T001: review status rejected', 'T001: reviewer alice'],
			notes: ['reviewer of T001 is written as "human": put the name in by hand'],
		});
	});
});

describe('what is offered', () => {
	test.each([
		['pending, nothing', writer().replace('completed', 'pending'), []],
		[
			'completed SYNC',
			writer(),
			['review-micro-pass', 'review-micro-fail', 'gate-pass', 'gate-fail'],
		],
		[
			'lower case',
			writer('', 'sync'),
			['review-micro-pass', 'review-micro-fail', 'gate-pass', 'gate-fail'],
		],
		['completed ASYNC: no macro field', writer('', 'ASYNC'), ['gate-pass', 'gate-fail']],
		['no mode', writer('', ''), []],
		['reviewed and passed', writer(reviewed(true)), ['gate-fail']],
		['rejected', writer(reviewed(false)), ['review-micro-pass', 'gate-pass']],
		['documented SYNC', documented('pending'), ['review-micro-pass', 'review-micro-fail']],
		[
			'documented ASYNC',
			documented('pending', 'ASYNC'),
			['review-macro-pass', 'review-macro-fail'],
		],
		['documented, approved', documented('approved'), []],
		[
			'passed by the gate, unseen',
			writer(line('quality_gate_passed', true)),
			['review-micro-pass', 'review-micro-fail', 'gate-fail'],
		],
	])('%s', (_name, text, expected) => {
		expect(idsOf(text)).toEqual(expected);
	});
});

describe('what is refused', () => {
	test('the gate of a SYNC task nobody looked at', () => {
		expect(of(writer()).refusal('T001', 'gate-pass')).toBe(
			'a SYNC task needs a passed micro review first',
		);
	});

	test('a review of what only a tick calls completed', () => {
		const project = projectOf({
			[meta]: writer().replace('completed', 'pending'),
			'specs/001-a/tasks.md': '- [x] T001 a',
		});
		const reason = 'its metadata says pending: bring that in line with its box first';
		expect(project.refusal('T001', 'review-micro-pass')).toBe(reason);
		expect(project.refusal('T001', 'gate-fail')).toBe(reason);
	});

	test.each([
		['review-micro-pass', writer(reviewed(true)), 'the review of T001 is recorded already'],
		[
			'review-micro-pass',
			writer().replace('completed', 'pending'),
			'T001 is not completed any more',
		],
		[
			'gate-fail',
			writer(line('quality_gate_passed', false)),
			'the quality gate of T001 is recorded already',
		],
		['gate-fail', writer().replace('completed', 'failed'), 'T001 is not completed any more'],
	])('%s, where it has become %j', (option, text, reason) => {
		const shown = of(writer()).option('T001', option);
		expect(of(text).disk.draft(shown)).toEqual({type: 'refused', reason});
	});

	test('a gate whose review was taken back meanwhile', () => {
		const shown = of(writer(line('micro_review_passed', true))).option('T001', 'gate-pass');
		expect(of(writer()).disk.draft(shown)).toMatchObject({
			reason: 'T001 has no passed micro review, which a SYNC task needs first',
		});
	});

	test('lists of reviews that are no lists', () => {
		expect(of(lists('[]', '{}')).refusal('T001', 'review-feature-pass')).toBe(
			'specs/001-a/tasks_meta.json has no list reviews.macro_reviews',
		);
		expect(
			of(lists()).withFile(meta, '').draft(of(lists()).option(null, 'review-feature-pass')),
		).toMatchObject({
			reason:
				"specs/001-a/tasks_meta.json can't be edited: empty file: a writer may have been interrupted",
		});
		expect(
			of(lists()).withFile(meta, null).draft(of(lists()).option(null, 'review-feature-pass')),
		).toMatchObject({
			reason: 'specs/001-a/tasks_meta.json is not there any more',
		});
	});
});

test.each([
	[
		'review-micro-pass',
		writer(),
		'micro_review_passed and quality_gate_passed to true, with their times',
	],
	[
		'review-micro-fail',
		writer(),
		'micro_review_passed and quality_gate_passed to false, with their times',
	],
	[
		'review-micro-pass',
		documented('pending'),
		'review_status to micro_reviewed, reviewer to human',
	],
	['review-micro-fail', documented('pending'), 'review_status to rejected, reviewer to human'],
	[
		'review-macro-pass',
		documented('pending', 'ASYNC'),
		'review_status to macro_reviewed, reviewer to human',
	],
	[
		'review-micro-pass',
		lists(),
		'review_status to micro_reviewed, and a passed entry in reviews.micro_reviews',
	],
	[
		'review-micro-fail',
		lists(),
		'review_status to rejected, and a failed entry in reviews.micro_reviews',
	],
])('%s says what it writes: %#', (id, text, told) => {
	expect(of(text).option('T001', id).changes).toEqual([`tasks_meta.json: of T001 ${told}`]);
});

test.each([
	['review-feature-pass', 'a passed entry'],
	['review-feature-fail', 'a failed entry'],
])('%s says which entry it adds', (id, told) => {
	expect(of(lists()).option('T001', id).changes).toEqual([
		`tasks_meta.json: ${told} in reviews.macro_reviews`,
	]);
});
