import type {Format} from '../format.ts';
import {assemble} from './assemble.ts';
import {carry} from './carry.ts';
import {claimOf} from './claims.ts';
import {parse} from './parse.ts';
import {placeOf} from './place.ts';

/** `.return-meta.json`, `specs/state.json` and the files around them: see the readme beside this. */
export const returnMeta: Format = {
	name: 'return-meta',
	description: 'agent runs that write .return-meta.json beside a specs/state.json',
	folders: ['specs', '.opencode'],
	claims: claimOf,
	parse,
	carry,
	group: (path) => placeOf(path).root,
	assemble,
	loadRecovery: () => import('./recovery/index.ts'),
};
