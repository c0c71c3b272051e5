import {builtinModules, createRequire} from 'node:module';
import type {Plugin} from 'rolldown';

const importedPrefix = '\0builtin:';
const requiredPrefix = '\0builtin-required:';
const require = createRequire(import.meta.url);
const identifier = /^[a-zA-Z_$][\w$]*$/;

/**
Importing one of Node's own modules makes Node read every one of its properties, the lazy ones as well:
3 ms for `node:process`, 2 for `node:fs` and `node:util`, before anything has been done. Asking
`process.getBuiltinModule` for the few that are used costs nothing.
*/
export const quickBuiltins = (): Plugin => ({
	name: 'quick-builtins',
	resolveId(id, _importer, {kind}) {
		const name = id.replace(/^node:/, '');
		if (!builtinModules.includes(name) || kind === 'dynamic-import') {
			return null;
		}

		return (kind === 'require-call' ? requiredPrefix : importedPrefix) + name;
	},
	load(id) {
		if (id.startsWith(requiredPrefix)) {
			return {code: `module.exports = ${builtin(id.slice(requiredPrefix.length))};`};
		}

		return id.startsWith(importedPrefix)
			? {code: exportsOf(id.slice(importedPrefix.length)), moduleSideEffects: false}
			: null;
	},
});

const builtin = (name: string): string =>
	name === 'process' ? 'globalThis.process' : `process.getBuiltinModule('node:${name}')`;

/** Every name as an export of its own: those that nobody imports are left out, and never read. */
const exportsOf = (name: string): string => {
	const names = Object.keys(require(`node:${name}`) as object).filter(
		(key) => identifier.test(key) && key !== 'default',
	);
	return [
		`const builtin = /* @__PURE__ */ ${builtin(name)};`,
		'export default builtin;',
		...names.map((key, index) => `const _${index} = builtin.${key}; export {_${index} as ${key}};`),
	].join('\n');
};
