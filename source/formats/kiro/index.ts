import type {Format} from '../format.ts';
import {assemble} from './assemble.ts';
import {claims, projectOf} from './claims.ts';
import {parse} from './parse.ts';

export const kiro: Format = {
	name: 'kiro',
	description:
		'task lists in .kiro/specs (Kiro editor, cc-sdd) and the checkpoint in .kiro/metadata',
	folders: ['.kiro'],
	claims,
	parse,
	group: projectOf,
	assemble: (group, documents) => assemble(group, documents),
};
