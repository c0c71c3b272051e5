import type {Plugin} from 'rolldown';

/** Keeps the program out of the executable's own chunk, which is built for any Node. */
export const splitEntry = (module: string, builtAs: string): Plugin => ({
	name: 'split-entry',
	resolveId(id) {
		return id === module ? {id: builtAs, external: 'relative'} : null;
	},
});
