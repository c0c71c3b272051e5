import type {Format} from '../format.ts';

export const tasksMeta: Format = {
	name: 'tasks-meta',
	description: '',
	folders: [],
	claims: () => null,
	parse: () => ({value: null, quality: 'foreign', problems: [], references: []}),
	group: (path) => path,
	assemble: () => ({tasks: [], problems: []}),
};
