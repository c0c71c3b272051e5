import {describe, expect, test} from 'vitest';
import {memoryDisk} from '../../../helpers/memory-disk.ts';
import {stateText} from '../project.ts';
import {changedAt, listPath, rehearse, statePath} from './rehearsal.ts';

/** What a list becomes by one option of one task; null: refused, and why. */
const changed = (
	files: Readonly<Record<string, string>>,
	id: string,
	option: string,
): string | null => {
	const {draft, disk} = rehearse(files);
	const made = draft(id, option);
	if (made.type === 'refused') {
		throw new Error(made.reason);
	}

	return disk.apply(made.edits).text(listPath);
};

describe('release: one character of one line', () => {
	test.for([
		['in progress', '- [x] 1. A\n- [-] 2. B\n- [ ] 3. C\n', '- [x] 1. A\n- [ ] 2. B\n- [ ] 3. C\n'],
		['queued', '- [~] 2. B\n', '- [ ] 2. B\n'],
		['with CRLF, at the end', '- [x] 1. A\r\n* [-] 2. B', '- [x] 1. A\r\n* [ ] 2. B'],
		['with a byte order mark, first', '\uFEFF- [-] 2. B\n', '\uFEFF- [ ] 2. B\n'],
		['with old line ends', '- [x] 1. A\r- [-] 2. B\r', '- [x] 1. A\r- [ ] 2. B\r'],
		[
			'indented by tabs',
			'- [ ] 1. A\n\t\t+   [-]* 2. [x] [-] B  \n',
			'- [ ] 1. A\n\t\t+   [ ]* 2. [x] [-] B  \n',
		],
		[
			'behind a fence and a comment that hold others',
			'```\n- [-] 2. No\n```\n<!--\n- [-] 2. No\n-->\n- [-] 2. B\n',
			'```\n- [-] 2. No\n```\n<!--\n- [-] 2. No\n-->\n- [ ] 2. B\n',
		],
		['of a list without numbers', '- [x] A\n- [-] B\n', '- [x] A\n- [ ] B\n'],
		[
			'of a heading: its steps',
			'## 2. B\n- [x] a\n- [-] b\n#### more\n- [~] c\n## 3. C\n- [-] d\n',
			'## 2. B\n- [x] a\n- [ ] b\n#### more\n- [ ] c\n## 3. C\n- [-] d\n',
		],
	] as const)('%s', ([, before, after]) => {
		expect(changed({[listPath]: before}, '2', 'release')).toBe(after);
		const {tasks} = rehearse({[listPath]: after});
		expect(['pending', 'partial']).toContain(tasks.find(({id}) => id === '2')!.status);
		expect(tasks.find(({id}) => id === '2')!.activity).toBeNull();
	});

	test('is not offered for other boxes, nor in the archive', () => {
		const archived = '/code/app/.kiro/specs/_completed/shop/tasks.md';
		const {options, tasks} = rehearse({
			[listPath]: '- [x] 1. A\n- [ ] 2. B\n- [?] 3. C\n',
			[archived]: '- [-] 4. D\n',
		});
		expect(tasks).toHaveLength(4);
		expect(tasks.flatMap(({id}) => options(id))).toEqual([]);
	});

	test('a queue that moves is left alone; one that was silent for long is not', () => {
		const files = {[listPath]: '- [-] 1. A\n- [~] 2. B\n'};
		const soon = rehearse(files, {at: changedAt + 120_000});
		expect(soon.option('1', 'release').refusal).toBe(
			'1 counts as running: last sign of life 2m ago',
		);
		expect(soon.option('2', 'release').refusal).toBe(
			'1 counts as running: last sign of life 2m ago',
		);
		const later = rehearse(files);
		expect(later.option('1', 'release').refusal).toBeNull();
		expect(later.option('2', 'release').refusal).toBeNull();
	});

	test('a checkpoint that goes on answers for its box', () => {
		const {options} = rehearse({[statePath]: stateText(), [listPath]: '- [-] 2. Second\n'});
		expect(options('2').map(({id}) => id)).toEqual(['resume', 'restart', 'roll-back']);
	});

	test('a heading whose own sign says it is refused', () => {
		const {option} = rehearse({[listPath]: '## 2. B\n**Status**: in progress\n- [-] a\n'});
		expect(option('2', 'release').refusal).toBe(
			'.kiro/specs/shop/tasks.md:1: 2 is a heading without a box of its own',
		);
	});

	const before = '- [-] 2. B\n';
	test.for([
		['it was done', '- [x] 2. B\n', /tasks\.md:1: 2 is \[x\] by now$/],
		[
			'the id stands twice',
			'- [-] 2. B\n- [-] 2. B\n',
			/tasks\.md:2: 2 stands there more than once/,
		],
		['it is gone', '- [-] 3. C\n', /tasks\.md: 2 does not stand there any more$/],
		['the list is empty', '', /there is no task in it any more$/],
		[
			'a sign that is not shown stands in its box',
			'- [\u200B-] 2. B\n',
			/no box \[-\] stands there/,
		],
	] as const)('is refused when meanwhile %s', ([, text, reason]) => {
		const {draft} = rehearse({[listPath]: before});
		expect(draft('2', 'release', memoryDisk({[listPath]: text}))).toEqual({
			type: 'refused',
			reason: expect.stringMatching(reason),
		});
	});

	test('in a list without numbers another task at its place is not touched', () => {
		const {draft} = rehearse({[listPath]: '- [x] A\n- [-] B\n'});
		expect(
			draft('2', 'release', memoryDisk({[listPath]: '- [-] new\n- [-] A\n- [-] B\n'})),
		).toEqual({
			type: 'refused',
			reason: '.kiro/specs/shop/tasks.md:2: another task stands there by now',
		});
	});

	test('a whole queue, one after the other over one file', () => {
		const lines = Array.from(
			{length: 12},
			(_, index) => `- [${index === 0 ? '-' : '~'}] ${index + 1}. T`,
		);
		const {options, tasks, disk} = rehearse({[listPath]: lines.join('\r\n')});
		let standing = disk;
		for (const {id} of tasks) {
			const made = standing.draft(options(id).find((option) => option.id === 'release')!);
			standing = standing.apply(made.type === 'ready' ? made.edits : []);
		}

		expect(standing.text(listPath)).toBe(lines.join('\r\n').replaceAll(/\[[-~]\]/g, '[ ]'));
	});
});

describe('tick and untick: the box follows the checkpoint', () => {
	const completed = stateText({status: 'completed'});
	const list = '- [x] 1. First\n- [ ] 2. Second\n- [-] 3. Third\n';

	test.for([
		['tick-box', completed, '[ ]', '[x]'],
		['tick-box', completed, '[-]', '[x]'],
		['untick-box', stateText(), '[x]', '[ ]'],
		['untick-box', stateText({status: 'blocked'}), '[X]', '[ ]'],
	] as const)('%s', ([option, state, from, to]) => {
		const files = {[statePath]: state, [listPath]: list.replace('[ ]', from)};
		expect(changed(files, '2', option)).toBe(list.replace('[ ]', to));
		const after = rehearse({...files, [listPath]: list.replace('[ ]', to)});
		expect(after.state.problems.map(({code}) => code)).not.toContain('checkbox-disagrees');
		expect(after.options('2').map(({id}) => id)).not.toContain(option);
	});

	test('is not offered where both agree', () => {
		const {options} = rehearse({[statePath]: completed, [listPath]: list.replace('[ ]', '[x]')});
		expect(options('2').map(({id}) => id)).toEqual(['archive']);
	});

	test.for([
		[
			'the id occurs twice',
			completed,
			`${list}- [ ] 2. Again\n`,
			/tasks\.md:4: 2 stands there more than once/,
		],
		[
			'both agree',
			completed,
			list.replace('[ ]', '[x]'),
			/tasks\.md:2: box and checkpoint agree by now$/,
		],
		['the task is gone', completed, '- [ ] 1. First\n', /2 does not stand there any more$/],
		['the checkpoint is gone', null, list, /is not there any more$/],
	] as const)('is refused when meanwhile %s', ([, state, text, reason]) => {
		const {draft} = rehearse({[statePath]: completed, [listPath]: list});
		const disk = memoryDisk({...(state === null ? {} : {[statePath]: state}), [listPath]: text});
		expect(draft('2', 'tick-box', disk)).toEqual({
			type: 'refused',
			reason: expect.stringMatching(reason),
		});
	});

	test('a parent is ticked only when nothing is open below it', () => {
		const parents = '- [ ] 2. Second\n- [x] 2.1 One\n- [ ]* 2.2 Optional\n';
		const files = {[statePath]: completed, [listPath]: parents};
		const key = `kiro:${statePath}#2`;
		expect(changed(files, key, 'tick-box')).toBe(parents.replace('[ ] 2.', '[x] 2.'));
		const open = rehearse({...files, [listPath]: parents.replace(']*', ']')});
		expect(open.draft(key, 'tick-box')).toEqual({
			type: 'refused',
			reason: '.kiro/specs/shop/tasks.md:1: required tasks are open below 2',
		});
	});

	test('a heading has no box', () => {
		const {option} = rehearse({[statePath]: completed, [listPath]: '## 2. Second\n- [ ] a\n'});
		expect(option('2', 'tick-box').refusal).toMatch(/tasks\.md:1: 2 is a heading without a box/);
	});
});

describe('tick the box of a parent that was left in progress', () => {
	const left = '- [-] 2. B\n  - [-] 2.1 C\n    - [x] 2.1.1 D\n    - [ ]* 2.1.2 E\n';

	test('every one above the task, and only those', () => {
		expect(changed({[listPath]: `- [-] 1. A\n${left}`}, '2.1.2', 'tick-parent')).toBe(
			`- [-] 1. A\n${left.replaceAll(/\[-\] 2/g, '[x] 2')}`,
		);
	});

	test.for([
		[
			'something is open',
			left.replace(']*', ']'),
			/no box above 2\.1\.2 is left in progress by now$/,
		],
		['an id stands twice', `${left}- [ ] 2. B\n`, /2 stands there more than once/],
	] as const)('is refused when meanwhile %s', ([, text, reason]) => {
		const {draft} = rehearse({[listPath]: left});
		expect(draft('2.1.2', 'tick-parent', memoryDisk({[listPath]: text}))).toEqual({
			type: 'refused',
			reason: expect.stringMatching(reason),
		});
	});
});
