import {expect, test, vi} from 'vitest';
import {kiro} from '../../../source/formats/kiro/index.ts';
import {rowsOfList} from '../../../source/formats/kiro/rows/list-rows.ts';
import {documentOf, hour, listPath, now, project, statePath, stateText} from './project.ts';

// As it is, and counted.
vi.mock(import('../../../source/formats/kiro/rows/list-rows.ts'), {spy: true});

const many = 1000;

const listOf = (index: number, done = 5) =>
	documentOf({
		path: listPath(`spec-${String(index).padStart(4, '0')}`),
		text: Array.from(
			{length: 10},
			(_, box) => `- [${box < done ? 'x' : ' '}] ${box + 1}. Task`,
		).join('\n'),
		// Not all at once: that would be a checkout.
		at: now - hour - index * 10_000,
	});

test('one changed list among a thousand: the rows of all others are the same objects', () => {
	const documents = Array.from({length: many}, (_, index) => listOf(index));
	const before = kiro.assemble(project, documents);
	expect(before.tasks).toHaveLength(many * 10);
	expect(
		kiro.assemble(project, documents).tasks.every((task, index) => task === before.tasks[index]),
	).toBe(true);
	const after = kiro.assemble(project, documents.with(500, listOf(500, 6)));
	const changed = after.tasks.filter((task, index) => task !== before.tasks[index]);
	expect(changed).toHaveLength(10);
	expect(new Set(changed.map(({group}) => group))).toEqual(new Set(['specs/spec-0500']));
});

test('a new checkpoint changes the row it speaks of, and the one it spoke of', () => {
	const list = documentOf({
		path: listPath('shop'),
		text: '- [ ] 1. A\n- [ ] 2. B\n- [ ] 3. C\n- [ ] 4. D',
	});
	const stateFor = (id: string) =>
		documentOf({path: statePath, text: stateText({task_id: id}), at: now});
	const [first, same, second] = [stateFor('1'), stateFor('1'), stateFor('2')];
	const before = kiro.assemble(project, [first, list]);
	expect(
		kiro
			.assemble(project, [first, list])
			.tasks.every((task, index) => task === before.tasks[index]),
	).toBe(true);
	expect(kiro.assemble(project, [same, list]).tasks).toEqual(before.tasks);
	const after = kiro.assemble(project, [second, list]);
	expect(after.tasks.map((task, index) => task === before.tasks[index])).toEqual([
		false,
		false,
		true,
		true,
	]);
});

test('one changed list among a thousand: its rows are made, and those of no other list', () => {
	const documents = Array.from({length: many}, (_, index) => listOf(index));
	kiro.assemble(project, documents);
	vi.mocked(rowsOfList).mockClear();
	for (const done of [6, 7, 8]) {
		kiro.assemble(project, documents.with(500, listOf(500, done)));
	}

	expect(vi.mocked(rowsOfList).mock.calls.map(([{path}]) => path)).toEqual(
		Array.from({length: 3}, () => listPath('spec-0500')),
	);
});
