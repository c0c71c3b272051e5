import {describe, expect, test} from 'vitest';
import {claimPath} from '../../source/formats/index.ts';
import {type FormatName, formatNames} from '../../source/model/format-name.ts';
import {type Change, reduce} from '../../source/store/reduce.ts';
import {emptyState, type State} from '../../source/store/state.ts';

/** A folder name may hold anything but a slash. */
const mark = '\u001B[31mMARK\u009B2J\u202E';

const workspace = '/w';
const noon = Date.UTC(2026, 2, 1, 12);

const run = JSON.stringify({status: 'in_progress', session_id: 'sess_1_a', task: 1});
const names = `001-${mark}`;

const files: Readonly<Record<FormatName, Readonly<Record<string, string>>>> = {
	kiro: {
		[`${names}/.kiro/specs/${names}/tasks.md`]: '- [ ] 1. One\n- [-] 2. Two\n- [x] 2. Two\n',
		[`${names}/.kiro/specs/${names}/${names}.md`]: 'x',
		[`${names}/.kiro/metadata/execution-state.json`]: JSON.stringify({
			timestamp: '2026-03-01T11:50:00Z',
			task_details: {task_id: '9', task_name: 'A', status: 'in_progress'},
			context: {spec_name: 'elsewhere', files_modified: ['a.ts']},
		}),
	},
	'return-meta': {
		[`${names}/specs/state.json`]: JSON.stringify({
			next_project_number: 1,
			active_projects: [
				{
					project_number: 1,
					project_name: mark,
					status: 'implementing',
					artifacts: [{}, {path: 'a'}],
				},
				{project_number: 2, project_name: 'other', status: 'planned'},
			],
		}),
		[`${names}/specs/001_${mark}/.return-meta.json`]: run,
		[`${names}/specs/001_twin${mark}/.return-meta.json`]: run,
		[`${names}/specs/007_${mark}/.return-meta.json`]: run,
		[`${names}/specs/008_${mark}/.return-meta.json.tmp`]: run,
		[`${names}/specs/001_${mark}/.return-meta-${mark}.json`]: run,
		[`${names}/specs/001_${mark}/plans/${names}.md`]: '# x\n### Phase 1: a [IN PROGRESS]\n',
		[`${names}/specs/001_${mark}/.postflight-pending`]: '{}',
		[`other/specs/009_${mark}/.return-meta.json`]: run,
		[`specs/00x_${mark}/.return-meta.json`]: run,
		[`other/specs/010_${mark}/.return-meta.json`]: '{"status": ',
	},
	'tasks-meta': {
		[`specs/${names}/tasks_meta.json`]: JSON.stringify({
			feature: 'other',
			tasks: {T001: {status: 'in_progress'}, T002: {status: 'completed', files_modified: ['a']}},
		}),
		[`specs/${names}/tasks.md`]: '- [ ] T001 One\n- [ ] T003 Two (depends on T009)\n',
		[`specs/${names}/delegation_prompts/T001${mark}.md`]: 'x',
		[`specs/${names}/delegation_errors/T001.txt`]: 'failed',
	},
	backlog: {
		[`${names}/${names}_backlog.md`]: '| B-001 | One | P1 | 1 | todo | p | t | B-009 |\n',
		[`${names}/000_backlog.md`]: '| B-001 | Two | P1 | 1 | todo | p | t | B-002 |\n',
		[`${names}/000_core/000_backlog.md`]: '| B-001 | Two | P1 | 1 | todo | p | t | B-002 |\n',
	},
};

const stateOf = (format: FormatName): State =>
	reduce(
		emptyState,
		Object.entries(files[format]).flatMap(([name, text]): Change[] => {
			const path = `${workspace}/${name}`;
			const claimed = claimPath(path);
			const isPresence = claimed?.claim.reader === 'presence';
			const input = {
				path,
				workspace,
				kind: claimed?.claim.kind ?? '',
				content: isPresence
					? ({type: 'presence'} as const)
					: ({type: 'text', text, isUtf8: true} as const),
				stat: {modifiedAt: noon, size: 1, isFolder: false},
				readAt: noon,
			};
			return claimed ? [{type: 'read', format: claimed.format.name, input}] : [];
		}),
		noon,
	);

/** Names by which files and tasks are found again: never shown as they are. */
const raw = new Set(['key', 'path', 'workspace', 'target', 'task', 'folder', 'reference']);

const obeyed = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E]/;

/** Every place in a value that holds what a terminal obeys. */
const obeyedIn = (value: unknown, at = ''): readonly string[] => {
	if (typeof value === 'string') {
		return obeyed.test(value) ? [`${at}: ${JSON.stringify(value)}`] : [];
	}

	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([name, item]) =>
				raw.has(name) ? [] : obeyedIn(item, `${at}.${name}`),
			)
		: [];
};

describe('no name of a file or folder reaches a person with what a terminal obeys', () => {
	test.each(formatNames)('%s', (format) => {
		const {tasks, problems} = stateOf(format);
		expect(tasks.size).toBeGreaterThan(0);
		expect([...tasks.keys()].some((key) => key.includes(mark))).toBe(true);
		expect([...tasks.values()].flatMap((task) => obeyedIn(task))).toEqual([]);
		expect(problems.flatMap((problem) => obeyedIn(problem, problem.code))).toEqual([]);
	});
});
