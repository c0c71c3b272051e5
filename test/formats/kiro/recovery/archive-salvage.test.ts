import {describe, expect, test} from 'vitest';
import {memoryDisk} from '../../../helpers/memory-disk.ts';
import {stateText} from '../project.ts';
import {listPath, rehearse, statePath, workspace} from './rehearsal.ts';

const metadata = `${workspace}/.kiro/metadata`;
const archived = `${metadata}/archive/execution-state-20250601T110000Z.json`;
const aside = `${statePath}.20250601T110000Z.bad`;

describe('archive', () => {
	const completed = `\uFEFF${stateText({status: 'completed'})}\r\n`;
	const list = '- [x] 2. Second\n';

	test('the file is moved as it is, and the task stays with its box', () => {
		const {draft, disk} = rehearse({[statePath]: completed, [listPath]: list});
		const made = draft('2', 'archive');
		const after = disk.apply(made.type === 'ready' ? made.edits : []);
		expect(after.paths).toEqual([archived, listPath]);
		expect(after.text(archived)).toBe(completed);
		const {tasks, options} = rehearse(after);
		expect(tasks.map(({id, status}) => [id, status])).toEqual([['2', 'completed']]);
		expect(options('2')).toEqual([]);
	});

	test('a ticked box is enough, and what the checkpoint says speaks against it', () => {
		const {option, draft} = rehearse({[statePath]: stateText(), [listPath]: list});
		expect(option('2', 'archive').against).toEqual([
			'the checkpoint says in_progress; only the box is ticked',
		]);
		expect(draft('2', 'archive').type).toBe('ready');
	});

	test('an open box speaks against it', () => {
		const {option} = rehearse({[statePath]: completed, [listPath]: list.replace('x', ' ')});
		expect(option('2', 'archive').against).toEqual([
			'its box is [ ]: tick it first, or look again',
		]);
	});

	test('after the box was ticked, in one go', () => {
		const {option, disk} = rehearse({[statePath]: completed, [listPath]: list.replace('x', ' ')});
		let standing = disk;
		for (const id of ['tick-box', 'archive']) {
			const made = standing.draft(option('2', id));
			standing = standing.apply(made.type === 'ready' ? made.edits : []);
		}

		expect([standing.text(listPath), standing.text(archived)]).toEqual([list, completed]);
		expect(rehearse(standing).state.problems).toEqual([]);
	});

	test.for([
		[
			'the name is taken',
			{[statePath]: completed, [listPath]: list, [archived]: ''},
			/is there already$/,
		],
		[
			'it goes on',
			{[statePath]: stateText(), [listPath]: '- [ ] 2. Second\n'},
			/:1: the task is not completed by now$/,
		],
		['it is gone', {[listPath]: list}, /is not there any more$/],
	] as const)('is refused when meanwhile %s', ([, files, reason]) => {
		const {draft} = rehearse({[statePath]: completed, [listPath]: list});
		expect(draft('2', 'archive', memoryDisk(files))).toEqual({
			type: 'refused',
			reason: expect.stringMatching(reason),
		});
	});
});

describe('salvage', () => {
	const whole = `{
  "timestamp": "2025-06-01T09:00:00Z",
  "task_details": {
    "task_id": "2",
    "task_name": "Sec\\u200bond",
    "sub_steps_completed": ["read", "planned"],
    "status": "failed"
  },
  "context": {"spec_name": "shop"}
}
`;

	const kept = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

	test.for([
		[
			'cut off before its status: in progress, for all that is known',
			whole.slice(0, whole.indexOf('"planned"')),
			kept({
				timestamp: '2025-06-01T09:00:00Z',
				task_details: {
					task_id: '2',
					task_name: 'Sec\u200Bond',
					sub_steps_completed: ['read'],
					status: 'in_progress',
				},
			}),
		],
		[
			'cut off behind it: as it was read',
			whole.slice(0, whole.indexOf('"context"')),
			kept({
				timestamp: '2025-06-01T09:00:00Z',
				task_details: {
					task_id: '2',
					task_name: 'Sec\u200Bond',
					sub_steps_completed: ['read', 'planned'],
					status: 'failed',
				},
			}),
		],
		['with something behind its end', `${whole}}`, kept(JSON.parse(whole))],
	] as const)('%s', ([, broken, text]) => {
		const {tasks, draft, disk} = rehearse({[statePath]: broken});
		const made = draft(tasks[0]!.key, 'salvage');
		const after = disk.apply(made.type === 'ready' ? made.edits : []);
		expect(after.text(aside)).toBe(broken);
		expect(after.text(statePath)).toBe(text);
		const again = rehearse(after);
		expect(again.state.documents.get(statePath)?.quality).toBe('whole');
		expect(again.tasks.map(({id}) => id)).toEqual(['2']);
		expect(again.options(again.tasks[0]!.key).map(({id}) => id)).toEqual([
			'resume',
			'restart',
			'roll-back',
		]);
	});

	test.for([
		['an empty file', ''],
		['nothing that names a task', '{"a": 1, "task_'],
		['no JSON at all', 'task 2 is done'],
		['what is nested too deep', '['.repeat(500)],
		['what is not UTF-8', new Uint8Array([0x7b, 0xff, 0x22])],
	] as const)('%s is set aside as it is, for the whole project', ([, content]) => {
		const {options, draft, disk} = rehearse({
			[statePath]: content,
			[listPath]: '- [ ] 2. Second\n',
		});
		expect(options('2')).toEqual([]);
		expect(options(null).map(({id, scope}) => [id, scope])).toEqual([['salvage', 'group']]);
		const made = draft(null, 'salvage');
		expect(made).toMatchObject({
			type: 'ready',
			edits: [{type: 'move', path: statePath, to: aside}],
		});
		const after = disk.apply(made.type === 'ready' ? made.edits : []);
		expect(after.paths).toEqual([aside, listPath]);
	});

	test('of a broken file whose task has a row it is offered there, and not for the project', () => {
		const {options} = rehearse({[statePath]: `${stateText()}}`, [listPath]: '- [ ] 2. Second\n'});
		expect(options(null)).toEqual([]);
		expect(options('2').map(({id}) => id)).toEqual(['resume', 'restart', 'roll-back', 'salvage']);
	});

	test('is not offered for whole JSON, whatever it says', () => {
		const {options} = rehearse({[statePath]: '{}'});
		expect(options(null)).toEqual([]);
	});

	const broken = `${whole}}`;
	test.for([
		['it is whole', {[statePath]: whole}, /is whole JSON: there is nothing to salvage$/],
		['it is gone', {}, /is not there any more$/],
		['the name is taken', {[statePath]: broken, [aside]: 'x'}, /\.bad is there already$/],
		[
			'a key stands twice',
			{[statePath]: `{"task_details": {"task_id": 1, "task_id": 2}, "a`},
			/a key stands twice before the error at 1:/,
		],
	] as const)('is refused when meanwhile %s', ([, files, reason]) => {
		const {tasks, draft} = rehearse({[statePath]: broken});
		expect(draft(tasks[0]!.key, 'salvage', memoryDisk(files))).toEqual({
			type: 'refused',
			reason: expect.stringMatching(reason),
		});
	});
});
