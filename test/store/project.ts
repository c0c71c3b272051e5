import type {DocumentInput} from '../../source/formats/format.ts';
import type {Change} from '../../source/store/reduce.ts';
import type {State} from '../../source/store/state.ts';

/** The store is tested with real documents: small task lists and a checkpoint of the kiro format. */
export const project = '/code/app';
export const listPath = (name: string): string => `${project}/.kiro/specs/${name}/tasks.md`;
export const statePath = `${project}/.kiro/metadata/execution-state.json`;

export const noon = Date.UTC(2026, 2, 1, 12);

const kindOf = (path: string): string => (path === statePath ? 'state' : 'list');

export const inputOf = (path: string, text: string, modifiedAt = noon): DocumentInput => ({
	path,
	workspace: project,
	kind: kindOf(path),
	content: {type: 'text', text, isUtf8: true},
	stat: {modifiedAt, size: text.length, isFolder: false},
	readAt: noon,
});

export const read = (path: string, text: string, modifiedAt = noon): Change => ({
	type: 'read',
	format: 'kiro',
	input: inputOf(path, text, modifiedAt),
});

export const removed = (path: string): Change => ({type: 'removed', path});

/** A list of boxes: `x -` is a ticked task and one in progress. */
export const boxes = (marks: string): string =>
	marks
		.split('')
		.map((mark, index) => `- [${mark}] ${index + 1}. Task ${index + 1}`)
		.join('\n');

export const checkpoint = (id: string, status: string, more = {}): string =>
	JSON.stringify({task_details: {task_id: id, task_name: `Task ${id}`, status}, ...more});

export const statusesOf = (state: State): Record<string, string> =>
	Object.fromEntries([...state.tasks.values()].map(({id, status}) => [id, status]));
