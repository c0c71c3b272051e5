import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Status} from '../../../../source/model/status.ts';
import type {Option} from '../../../../source/formats/recovery.ts';
import type {Task} from '../../../../source/model/task.ts';
import type {MemoryDisk} from '../../../helpers/memory-disk.ts';
import {type Project, projectOf} from './project.ts';

const meta = 'specs/001-a/tasks_meta.json';
const list = 'specs/001-a/tasks.md';

describe('many tasks of one file, each draft on what the one before left', () => {
	const ids = Array.from({length: 12}, (_, index) => `T${String(index + 1).padStart(3, '0')}`);
	const metadata = (word: string): string =>
		`{\r\n  "tasks": {\r\n${ids.map((id) => `    "${id}": {"status": "${word}", "n": 1.50}`).join(',\r\n')}\r\n  }\r\n}`;
	const boxes = (mark: string): string => ids.map((id) => `- [${mark}] ${id} text`).join('\r\n');

	test.each([
		['retry', 'failed', 'pending', 'x', ' '],
		['roll-back', 'completed', 'rolled_back', 'x', ' '],
		['take-box', 'failed', 'completed', 'x', 'x'],
		['take-metadata', 'failed', 'failed', 'x', ' '],
	])('%s', (name, before, after, box, boxAfter) => {
		const project = projectOf({[meta]: metadata(before), [list]: boxes(box)});
		const options = ids.map((id) => project.option(id, name));
		let {disk} = project;
		for (const option of options) {
			const draft = disk.draft(option);
			disk = disk.apply(draft.type === 'ready' ? draft.edits : []);
		}

		expect(disk.text(`/code/${meta}`)).toBe(metadata(after));
		expect(disk.text(`/code/${list}`)).toBe(boxes(boxAfter));
		// Once more, and there is nothing left to do.
		for (const option of options) {
			expect(disk.draft(option).type).toBe('refused');
		}
	});

	test('blocks of the log follow each other', () => {
		const project = projectOf({[meta]: metadata('completed')});
		const after = project.after('T001', 'roll-back').after('T002', 'roll-back');
		expect(after.text('specs/001-a/rollback.log')?.split('\n\n')).toHaveLength(3);
	});

	test('one after the other, different options of the same task', () => {
		const files = {
			[meta]: '{"tasks": {"T001": {"execution_mode": "SYNC", "status": "failed"}}}',
			[list]: '- [x] T001 a',
		};
		const after = projectOf(files).after('T001', 'take-box').after('T001', 'review-micro-pass');
		expect(after.task('T001')).toMatchObject({status: 'completed', review: {state: 'passed'}});
		expect(after.after('T001', 'roll-back').after('T001', 'retry').task('T001')).toMatchObject({
			status: 'pending',
			review: {state: 'not-applicable'},
		});
	});
});

const statusWords = ['pending', 'in_progress', 'completed', 'failed', 'rolled_back', 'Blocked', ''];
const text = fc.oneof(
	fc.string({maxLength: 12}),
	fc.constantFrom('T001', '- [x] T001', '\u001B[31m', '\r\n', '2026-03-01T08:00:00+02:00'),
);
const entry = fc.record(
	{
		status: fc.constantFrom(...statusWords),
		execution_mode: fc.constantFrom('SYNC', 'ASYNC', 'sync'),
		description: text,
		files: fc.oneof(text, fc.array(text, {maxLength: 2}), fc.constant('src/a.ts src/b.ts')),
		started_at: fc.constantFrom(null, '2026-03-01T08:00:00+02:00', '2026-03-01T07:00:00Z', 'x'),
		completed_at: fc.constantFrom(null, '2026-03-01T08:30:00Z'),
		result_summary: fc.option(text),
		failure_reason: text,
		review_status: fc.constantFrom('pending', 'micro_reviewed', 'rejected', 'approved'),
		micro_review_passed: fc.boolean(),
		quality_gate_passed: fc.boolean(),
		quality_gate_at: fc.constant('2026-03-01T08:40:00Z'),
		own: fc.jsonValue({maxDepth: 2}),
	},
	{requiredKeys: ['status']},
);
const ids = ['T001', 'T002', 'T008a', 'T_CORRECT_001'] as const;
const tasks = fc.dictionary(fc.constantFrom(...ids), entry, {minKeys: 1, maxKeys: 4});
const dress = fc.record({
	indent: fc.constantFrom<number | string | undefined>(undefined, 2, 4, '\t'),
	lineEnd: fc.constantFrom('\n', '\r\n'),
	mark: fc.constantFrom('', '\uFEFF'),
	end: fc.constantFrom('', '\n', '\n\n'),
	reviews: fc.constantFrom(undefined, {micro_reviews: [], macro_reviews: []}),
});
const listLine = fc.oneof(
	fc
		.tuple(
			fc.constantFrom('- ', '* ', '  + '),
			fc.constantFrom(' ', 'x', 'X', '~'),
			fc.constantFrom(...ids),
			text,
		)
		.map(
			([bullet, box, id, words]) =>
				`${bullet}[${box}] ${id} [SYNC] ${words.replaceAll(/[\r\n]/g, ' ')}`,
		),
	fc.constantFrom('# Tasks', '```', '', '- [x] - [x] T001 both', '## T002 - heading', 'text'),
);
const markers = fc.dictionary(
	fc.constantFrom('prompts/T001.md', 'completed/T001.txt', 'errors/T001.txt', 'errors/T002.txt'),
	fc.record({
		text,
		modifiedAt: fc.constantFrom(
			Date.parse('2026-03-01T06:30:00Z'),
			Date.parse('2026-03-01T08:30:00Z'),
		),
	}),
);

const project = fc
	.record({tasks, dress, lines: fc.array(listLine, {maxLength: 6}), markers})
	.map(({tasks: values, dress: {indent, lineEnd, mark, end, reviews}, lines, markers: files}) => ({
		[meta]: `${mark}${JSON.stringify({feature: 'x', tasks: values, reviews}, null, indent).replaceAll('\n', lineEnd)}${end}`,
		[list]: `${mark}${lines.join(lineEnd)}${end}`,
		...Object.fromEntries(
			Object.entries(files).map(([name, file]) => [
				`specs/001-a/.async_state/delegation_${name}`,
				file,
			]),
		),
	}));

/** Option -> what its task is afterwards, and the keys of its entry that may differ. */
const promises: Readonly<
	Record<string, {readonly status?: readonly Status[]; readonly keys: RegExp}>
> = {
	retry: {
		status: ['pending'],
		keys: /^(?:status|started_at|completed_at|result_summary|review_status|micro_review_passed|quality_gate_\w+)$/,
	},
	'mark-failed': {status: ['failed'], keys: /^(?:status|completed_at|failure_reason)$/},
	'mark-completed': {status: ['completed'], keys: /^(?:status|completed_at|result_summary)$/},
	'take-box': {status: ['completed', 'pending'], keys: /^status$/},
	'take-metadata': {keys: /^$/},
	'roll-back': {status: ['cancelled'], keys: /^status$/},
	'review-micro-pass': {
		status: ['completed'],
		keys: /^(?:micro_review\w+|quality_gate_\w+|review_status|reviewer)$/,
	},
	'review-micro-fail': {
		status: ['completed'],
		keys: /^(?:micro_review\w+|quality_gate_\w+|review_status|reviewer)$/,
	},
	'review-macro-pass': {status: ['completed'], keys: /^(?:review_status|reviewer)$/},
	'review-macro-fail': {status: ['completed'], keys: /^(?:review_status|reviewer)$/},
	'gate-pass': {status: ['completed'], keys: /^quality_gate_\w+$/},
	'gate-fail': {status: ['completed'], keys: /^quality_gate_\w+$/},
};

type Root = {tasks: Record<string, Record<string, unknown>>; reviews?: unknown; feature?: unknown};
const parsed = (json: string): Root => JSON.parse(json.replace(/^\uFEFF/, '')) as Root;

const withoutKeys = (root: Root, id: string, keys: RegExp): unknown => ({
	feature: root.feature,
	tasks: {
		...root.tasks,
		[id]: Object.fromEntries(
			Object.entries(root.tasks[id] ?? {}).filter(([key]) => !keys.test(key)),
		),
	},
});

const boxesOf = (lines: string): string => lines.replaceAll(/\[[ xX~-]\]/g, '[]');

const faultsOf = (before: Project, task: Task, option: Option): readonly string[] => {
	const promise = promises[option.id];
	const draft = option.refusal === null ? before.disk.draft(option) : null;
	if (!promise || draft?.type !== 'ready') {
		return [];
	}

	const after = before.after(task.key, option.id);
	const now = after.task(task.key);
	const others = [before, after].map(({text: read}) =>
		JSON.stringify([withoutKeys(parsed(read(meta)!), task.id, promise.keys), boxesOf(read(list)!)]),
	);
	const answer = new RegExp(`(?:completed|errors)/${task.id}.txt$`);
	const checks: Readonly<Record<string, boolean>> = {
		'something else changed': others[0] === others[1],
		'another status is read back': promise.status?.includes(now.status) ?? true,
		'a try is left behind':
			option.id !== 'retry' ||
			(now.error === null &&
				now.startedAt === null &&
				!after.disk.paths.some((path) => answer.test(path))),
		'it is offered again':
			!option.id.startsWith('take') || !after.options(task.key).some(({id}) => id === option.id),
	};
	return Object.entries(checks).flatMap(([fault, isWell]) =>
		isWell ? [] : [`${option.id} of ${task.id}: ${fault}`],
	);
};

const isWhole = (json: string): boolean => {
	try {
		parsed(json);
		return true;
	} catch {
		return false;
	}
};

const faultsOn = (disk: MemoryDisk, option: Option): readonly string[] => {
	const draft = disk.draft(option);
	if (draft.type === 'refused') {
		return draft.reason === '' ? [`${option.id}: refused without a reason`] : [];
	}

	const found = disk.text(`/code/${meta}`)!;
	const made = disk.apply(draft.edits).text(`/code/${meta}`)!;
	return [
		...(isWhole(made) ? [] : [`${option.id} leaves what is no JSON`]),
		...(found === made || option.id === 'restore' || isWhole(found)
			? []
			: [`${option.id} edits what is no JSON`]),
	];
};

describe('for any files', () => {
	test('an option changes only what it names, and what is read back is what it promised', () => {
		let count = 0;
		fc.assert(
			fc.property(project, (files) => {
				const before = projectOf(files);
				const faults = before.tasks.flatMap((task) =>
					before.options(task.key).flatMap((option) => {
						count += option.refusal === null ? 1 : 0;
						return faultsOf(before, task, option);
					}),
				);
				expect(faults).toEqual([]);
			}),
		);
		expect(count).toBeGreaterThan(100);
	});

	test('a file that became anything at all is edited rightly or not at all', () => {
		const damage = fc.record({
			at: fc.nat(400),
			length: fc.nat(40),
			insert: fc.oneof(text, fc.constantFrom('{', '"', '},', '\u0000', '[x]', '"T001": {},')),
			file: fc.constantFrom(meta, list),
		});
		fc.assert(
			fc.property(project, damage, (files, {at, length, insert, file}) => {
				const before = projectOf(files);
				const whole = before.text(file)!;
				const disk = before.withFile(file, whole.slice(0, at) + insert + whole.slice(at + length));
				const faults = [null, ...before.tasks.map(({key}) => key)].flatMap((task) =>
					before.options(task).flatMap((option) => faultsOn(disk, option)),
				);
				expect(faults).toEqual([]);
			}),
		);
	});
});
