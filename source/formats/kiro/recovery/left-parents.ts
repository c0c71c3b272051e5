import {type Option, refused} from '../../recovery.ts';
import type {Entry, TaskList} from '../values.ts';
import type {About} from './about.ts';
import {isDoneBelow} from './joined-box.ts';
import {findEntry} from './list-file.ts';
import {listDraft} from './list-draft.ts';
import {marked} from './marked.ts';
import {placeOf} from './places.ts';

/** Boxes of parents that were left in progress although nothing required is open below them. */
export const leftParentOptions = (about: About): readonly Option[] => {
	const {subject, input, box} = about;
	const isSaid = subject.task.attention.some(({code}) => code === 'left-in-progress');
	const ids = box && isSaid ? leftParents(box.list, box.index).map(({id}) => id) : [];
	if (!box || ids.length === 0) {
		return [];
	}

	const place = placeOf(input.workspace, box.document.path);
	const names = ids.join(', ');
	return [
		{
			id: 'tick-parent',
			title: `tick the box of ${names} above it`,
			scope: 'task',
			because: `nothing required is left below ${names}, and the box still stands in progress`,
			against: [],
			refusal: null,
			changes: [`${place}: box of ${names} [-] → [x]`],
			command: null,
			draft: listDraft(about, box, ({file, index}) => {
				const left = leftParents(file.list, index);
				for (const {id} of left) {
					const found = findEntry(file, id);
					if (found && 'refusal' in found) {
						return refused(found.refusal);
					}
				}

				return left.length === 0
					? refused(`${place}: no box above ${box.entry.id} is left in progress by now`)
					: marked(file, left, 'x');
			}),
		},
	];
};

/** Ancestors in progress with nothing required open below them. */
const leftParents = (list: TaskList, index: number): readonly Entry[] => {
	const left: Entry[] = [];
	let parent = list.entries[index]!.parent;
	while (parent !== null) {
		const entry = list.entries[parent]!;
		if (entry.status === 'running' && isDoneBelow(list, parent)) {
			left.push(entry);
		}

		({parent} = entry);
	}

	return left;
};
