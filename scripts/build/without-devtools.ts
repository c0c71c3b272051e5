import type {Plugin} from 'rolldown';

const empty = '\0no-devtools';

/** Ink connects to React's devtools when they are installed and DEV is set; here neither ever is. */
export const withoutDevtools = (): Plugin => ({
	name: 'without-devtools',
	resolveId: {filter: {id: /^react-devtools-core$/}, handler: () => empty},
	load: {filter: {id: /no-devtools$/}, handler: () => 'export default {};'},
});
