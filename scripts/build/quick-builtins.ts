import {builtinModules, createRequire} from 'node:module';
import type {Plugin} from 'rolldown';

const prefix = '\0builtin:';
const require = createRequire(import.meta.url);
const identifier = /^[a-zA-Z_$][\w$]*$/;

/**
Importing one of Node's own modules makes Node read every one of its properties, the lazy ones as well:
3 ms for `node:process`, 2 for `node:fs` and `node:util`, before anything has been done. Asking
`process.getBuiltinModule` for the few that are used costs nothing.
*/
export const quickBuiltins = (): Plugin => ({
	name: 'quick-builtins',
	resolveId(id) {
		const name = id.replace(/^node:/, '');
		return builtinModules.includes(name) ? prefix + name : null;
	},
	load: {
		// eslint-disable-next-line no-control-regex
		filter: {id: /^\0builtin:/},
		handler(id) {
			const name = id.slice(prefix.length);
			const exported = Object.keys(require(`node:${name}`) as object).filter(
				(key) => identifier.test(key) && key !== 'default',
			);
			return {
				code: [
					name === 'process'
						? 'const builtin = globalThis.process;'
						: `const builtin = /* @__PURE__ */ process.getBuiltinModule('node:${name}');`,
					'export default builtin;',
					...exported.map(
						(key, index) => `const name${index} = builtin.${key}; export {name${index} as ${key}};`,
					),
				].join('\n'),
				moduleSideEffects: false,
			};
		},
	},
});
