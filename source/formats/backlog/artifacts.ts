import type {DocumentInput} from '../format.ts';
import type {BacklogFile} from './declaration.ts';
import {group} from './claims.ts';

/** Fields that name a document belonging to an item. */
export const artifactFields: readonly {readonly name: string; readonly type: string}[] = [
	{name: 'prd', type: 'PRD'},
	{name: 'task_list', type: 'task list'},
];

/**
The absolute path of a document named in a backlog, from the project folder; null for what is no path
or leads out of the workspace. `001_create-prd.md#B-075` is the file.
*/
export const artifactPath = (value: string, project: string, workspace: string): string | null => {
	const named = value.trim().split('#')[0]!;
	if (
		named === '' ||
		named.length > 500 ||
		/[\0\s\\]|^[/~]|^[A-Za-z]+:/.test(named) ||
		!/\.\w{1,8}$/.test(named)
	) {
		return null;
	}

	const parts: string[] = project.split('/');
	for (const part of named.split('/')) {
		if (part === '..') {
			parts.pop();
		} else if (part !== '.' && part !== '') {
			parts.push(part);
		}
	}

	const path = parts.join('/');
	return path.startsWith(`${workspace}/`) ? path : null;
};

/** Paths of all documents that the items of a backlog name. */
export const artifactReferences = (
	file: BacklogFile,
	{path, workspace}: DocumentInput,
): readonly string[] => {
	const project = group(path);
	const found = file.declarations.flatMap(({fields}) =>
		artifactFields.flatMap(({name}) => {
			const value = fields.get(name)?.value;
			return value === undefined ? [] : [artifactPath(value, project, workspace)];
		}),
	);
	return [...new Set(found)].filter((reference) => reference !== null);
};
