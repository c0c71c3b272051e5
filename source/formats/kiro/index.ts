import type {Format} from '../format.ts';
import {assemble} from './assemble.ts';
import {carry} from './carry.ts';
import {claims, projectOf} from './claims.ts';
import {parse} from './parse.ts';

export const kiro: Format = {
	name: 'kiro',
	description:
		'task lists in .kiro/specs (Kiro editor, cc-sdd) and the checkpoint in .kiro/metadata',
	folders: ['.kiro'],
	claims,
	parse,
	carry,
	group: projectOf,
	assemble: (group, documents) => assemble(group, documents),
	loadRecovery: () => import('./recovery/index.ts'),
};
