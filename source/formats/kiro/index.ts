import type {Format} from '../format.ts';

export const kiro: Format = {
	name: 'kiro',
	description: '',
	folders: [],
	claims: () => null,
	parse: () => ({value: null, quality: 'foreign', problems: [], references: []}),
	group: (path) => path,
	assemble: () => ({tasks: [], problems: []}),
};
