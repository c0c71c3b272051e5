import {describe, expect, test} from 'vitest';
import {memoryDisk} from '../../../helpers/memory-disk.ts';
import {changedAt, listPath, rehearse, statePath, workspace} from './rehearsal.ts';

const state = `{
  "timestamp": "2025-06-01T09:00:00Z",
  "current_step": "task_2_writing",
  "task_details": {
    "task_id": "2",
    "task_name": "Second",
    "status": "paused",
    "sub_steps_completed": ["read", "planned"],
    "current_sub_step": "writing"
  },
  "unknown": {"b": 1.0, "a": "\\u00e9"},
  "context": {
    "spec_name": "shop",
    "files_modified": ["source/a.ts", "it's [id].ts", "../out.ts"],
    "last_successful_operation": "planned"
  },
  "error_recovery": {
    "last_checkpoint": "planned",
    "rollback_point": "before_second",
    "recovery_instructions": "Go on writing"
  }
}
`;

const list = '# Plan\n\n- [x] 1. First\n- [ ] 2. Second\n  - detail\n- [ ] 3. Third\n';

const resumed = state
	.replace('T09:00:00Z', 'T11:00:00Z')
	.replace('"status": "paused"', '"status": "in_progress"');

const wiped = resumed
	.replace('["read", "planned"]', '[]')
	.replace('"current_sub_step": "writing"', '"current_sub_step": ""')
	.replace('"last_successful_operation": "planned"', '"last_successful_operation": ""')
	.replace('"last_checkpoint": "planned"', '"last_checkpoint": "before_second"');

const expected = {
	resume: {state: resumed, mark: '-', status: 'running'},
	restart: {
		state: wiped.replace('task_2_writing', 'task_2_start'),
		mark: '-',
		status: 'running',
	},
	'roll-back': {
		state: wiped
			.replace('task_2_writing', 'before_second')
			.replace('"in_progress"', '"not_started"'),
		mark: ' ',
		status: 'pending',
	},
} as const;

/** The same project as different writers would have saved it. */
const dialects: Readonly<Record<string, (text: string) => string>> = {
	'as documented': (text) => text,
	'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
	'with a byte order mark': (text) => `\uFEFF${text}`,
	'without a final line break': (text) => text.trimEnd(),
	'indented by tabs': (text) =>
		text.startsWith('{') ? text.replaceAll('    ', '\t\t').replaceAll('  ', '\t') : text,
	'on one line': (text) => (text.startsWith('{') ? text.replaceAll(/\n\s*/g, '') : text),
};

const cases = Object.keys(dialects).flatMap((dialect) =>
	(['resume', 'restart', 'roll-back'] as const).map((option) => [option, dialect] as const),
);

describe('resume, restart, roll back', () => {
	test.for(cases)('%s, %s: byte by byte', ([option, name]) => {
		const dialect = dialects[name]!;
		const before = rehearse({[statePath]: dialect(state), [listPath]: dialect(list)});
		const draft = before.draft('2', option);
		if (draft.type === 'refused') {
			throw new Error(draft.reason);
		}

		const {mark, status, state: text} = expected[option];
		const disk = before.disk.apply(draft.edits);
		expect(disk.text(statePath)).toBe(dialect(text));
		expect(disk.text(listPath)).toBe(dialect(list.replace('[ ] 2.', `[${mark}] 2.`)));
		// A box that is right already is no edit.
		expect(draft.edits).toHaveLength(mark === ' ' ? 1 : 2);
		const after = rehearse(disk);
		expect(after.task('2')).toMatchObject({status, attention: []});
		expect(after.state.problems.filter(({code}) => code === 'checkbox-disagrees')).toEqual([]);
	});

	test('undone bytes are the bytes of before', () => {
		const {disk, draft} = rehearse({[statePath]: state, [listPath]: list});
		const made = draft('2', 'restart');
		const edits = made.type === 'ready' ? made.edits : [];
		const back = edits.map((edit) =>
			edit.type === 'file' ? {...edit, before: edit.after, after: edit.before} : edit,
		);
		const again = disk.apply(edits).apply(back);
		expect([again.text(statePath), again.text(listPath)]).toEqual([state, list]);
	});

	test('what is on the disk is shown first, and what to do about it by hand', () => {
		const {draft} = rehearse({
			[statePath]: {text: state, modifiedAt: changedAt},
			[listPath]: list,
			[`${workspace}/.git`]: null,
			[`${workspace}/it's [id].ts`]: {text: '', modifiedAt: changedAt + 180_000},
		});
		const made = draft('2', 'roll-back');
		expect(made).toMatchObject({
			type: 'ready',
			checks: [
				{title: '.kiro/metadata/execution-state.json', state: 'passed'},
				{title: 'spec', state: 'passed', detail: '.kiro/specs/shop is there'},
				{title: 'box', state: 'passed', detail: '.kiro/specs/shop/tasks.md:4 is [ ]'},
				{title: 'source/a.ts', state: 'failed', detail: 'missing'},
				{title: "it's [id].ts", state: 'unknown', detail: 'changed 3m after the checkpoint'},
				{
					title: '../out.ts',
					state: 'unknown',
					detail: 'leads out of the project: not looked at',
				},
			],
			lost: [
				'.kiro/metadata/execution-state.json: 2 sub steps done (read, planned), at writing, checkpoint planned, last operation planned',
			],
			byHand: [
				String.raw`git --literal-pathspecs -C '/code/app' status --short -- 'source/a.ts' 'it'\''s [id].ts'`,
				String.raw`git --literal-pathspecs -C '/code/app' diff HEAD -- 'source/a.ts' 'it'\''s [id].ts'`,
				"git --literal-pathspecs -C '/code/app' checkout HEAD -- 'source/a.ts'",
				String.raw`git --literal-pathspecs -C '/code/app' checkout HEAD -- 'it'\''s [id].ts'`,
			],
		});
	});

	test('without git there are no commands; a listed file that can not be looked at stops nothing', () => {
		const {draft} = rehearse({
			[statePath]: state,
			[listPath]: list,
			[`${workspace}/source/a.ts`]: {refused: 'leads out of the workspace'},
		});
		const made = draft('2', 'resume');
		expect(made).toMatchObject({type: 'ready', byHand: []});
		expect(made.type === 'ready' && made.checks.map(({detail}) => detail)).toContain(
			'leads out of the workspace',
		);
	});

	test('what to tell the agent names the task, the place and what is missing', () => {
		const {option} = rehearse({[statePath]: state, [listPath]: list});
		expect(option('2', 'resume').command).toBe(
			"Continue task 2 (Second) of the spec shop after its checkpoint planned. Done so far: read, planned. It was at: writing. Go on writing. Missing on the disk: source/a.ts, it's [id].ts. Keep .kiro/metadata/execution-state.json up to date.",
		);
	});

	test('a task that may be running says so', () => {
		const running = state.replace('paused', 'in_progress');
		const at = changedAt + 120_000;
		const {option} = rehearse({[statePath]: running, [listPath]: list}, {at});
		expect(option('2', 'resume')).toMatchObject({
			refusal: null,
			against: [
				'an agent may be at work on it: last sign of life 2m ago',
				'2 of 3 listed files are missing',
			],
		});
	});

	test('a section that is missing or null is made only where it is needed', () => {
		const bare = '{"task_details": {"task_id": 7, "sub_steps_completed": ["a"]}, "context": null}';
		const {draft, disk} = rehearse({[statePath]: bare});
		const made = draft('7', 'restart');
		expect(disk.apply(made.type === 'ready' ? made.edits : []).text(statePath)).toBe(
			'{"task_details": {"task_id": 7, "sub_steps_completed": [], "status": "in_progress"}, "context": null, "timestamp": "2025-06-01T11:00:00Z", "current_step": "task_7_start", "error_recovery": {"last_checkpoint":"task_7_start"}}',
		);
	});

	test('a parent keeps its box: it follows from the tasks below it', () => {
		const parents = '- [ ] 2. Second\n  - [x] 2.1 One\n  - [ ] 2.2 Two\n';
		const {draft} = rehearse({[statePath]: state, [listPath]: parents});
		expect(draft(`kiro:${statePath}#2`, 'resume')).toMatchObject({
			edits: [{path: statePath}],
			notes: [
				'it counts as running from then on: have your agent start',
				'.kiro/specs/shop/tasks.md:1: 2 has tasks below it: its box follows from theirs, and stays',
			],
		});
	});
});

describe('is refused', () => {
	const good = {[statePath]: state, [listPath]: list};

	test.for([
		['resume', {last_successful_operation: '', last_checkpoint: ''}, /no last_checkpoint/],
		['roll-back', {rollback_point: ''}, /no rollback_point/],
	] as const)('%s, when the checkpoint lacks what it needs', ([option, lacking, reason]) => {
		const text = Object.entries(lacking).reduce(
			(changed, [key, value]) =>
				changed.replace(new RegExp(`("${key}": )"[^"]*"`), `$1${JSON.stringify(value)}`),
			state,
		);
		const {option: find, draft} = rehearse({...good, [statePath]: text});
		expect(find('2', option).refusal).toMatch(reason);
		expect(draft('2', option)).toMatchObject({
			type: 'refused',
			reason: expect.stringMatching(reason),
		});
	});

	const meanwhile: Readonly<
		Record<string, readonly [Record<string, string | Uint8Array>, RegExp]>
	> = {
		'the file is gone': [{[listPath]: list}, /execution-state\.json is not there any more$/],
		'it is cut off': [
			{...good, [statePath]: state.slice(0, 200)},
			/^\.kiro\/metadata\/execution-state\.json:\d+:\d+ is broken: /,
		],
		'it is not UTF-8': [{...good, [statePath]: new Uint8Array([0x7b, 0xff])}, /is not UTF-8/],
		'a key stands twice': [
			{...good, [statePath]: state.replace('"task_id": "2",', '"task_id": "1",\n"task_id": "2",')},
			/execution-state\.json:6: the key "task_id" stands twice$/,
		],
		'it speaks of another task': [
			{...good, [statePath]: state.replace('"2"', '"3"').replace('Second', 'Third')},
			/execution-state\.json:5 speaks of something else by now: Third$/,
		],
		'it is completed': [
			{...good, [statePath]: state.replace('paused', 'completed')},
			/execution-state\.json:5 says completed by now$/,
		],
		'it is something else': [{...good, [statePath]: '[]'}, /:1: it names no task/],
		'a section is no object': [
			{
				...good,
				[statePath]: state.replace(/"error_recovery": \{[^}]*\}/s, '"error_recovery": "x"'),
			},
			/there is no object for "last_checkpoint"|no rollback_point/,
		],
		'a value is of another kind': [
			{...good, [statePath]: state.replace('"paused"', '{"is": "paused"}')},
			/execution-state\.json:7: task_details\.status is not what it should be$/,
		],
		'the id stands twice in the list': [
			{...good, [listPath]: `${list}- [ ] 2. Again\n`},
			/tasks\.md:7: 2 stands there more than once \(lines 4, 7\)$/,
		],
		'the list is not UTF-8': [
			{...good, [listPath]: new Uint8Array([0x2d, 0xff])},
			/tasks\.md is not UTF-8/,
		],
	};

	test.for(Object.keys(meanwhile))('restart, when meanwhile %s', (what) => {
		const [files, reason] = meanwhile[what]!;
		const {draft} = rehearse(good);
		expect(draft('2', 'restart', memoryDisk(files))).toEqual({
			type: 'refused',
			reason: expect.stringMatching(reason),
		});
	});

	test('all of them, while the file is broken', () => {
		const broken = `${state}}`;
		const {options} = rehearse({...good, [statePath]: broken});
		const own = options('2').filter(({id}) => id !== 'salvage');
		expect(own.map(({id, refusal}) => [id, refusal])).toEqual(
			['resume', 'restart', 'roll-back'].map((id) => [
				id,
				".kiro/metadata/execution-state.json can't be read to its end: salvage it first",
			]),
		);
	});
});

test('a completed checkpoint is not resumed, and a task without a checkpoint neither', () => {
	const done = state.replace('paused', 'completed');
	const {options} = rehearse({[statePath]: done, [listPath]: list.replace('[ ] 2', '[x] 2')});
	expect(options('2').map(({id}) => id)).toEqual(['archive']);
	expect(options('3')).toEqual([]);
	expect(options(null)).toEqual([]);
});
