import type {Plugin} from 'rolldown';

const stub = '\0meow-without-package-reader';

/**
meow can look for the package.json of its caller and normalise it; for that it carries the licence
lists of SPDX, a table of git hosts, a code frame printer and more, and runs them when it is loaded.
metawatch hands over name and version itself, so none of it is ever asked: leaving it out saves 100 KB
and two thirds of meow's time at every start.
*/
export const bareMeow = (): Plugin => ({
	name: 'bare-meow',
	transform: {
		filter: {id: /meow\/build\/(options|dependencies)\.js$/},
		handler: (code, id) =>
			id.endsWith('options.js')
				? replaced(code, "from './dependencies.js'", `from ${JSON.stringify(stub)}`)
				: replaced(
						replaced(code, 'promisify(execFile);', ''),
						/^((?:var|const) \w+ = )((?:require[\w$]+|getDefaultExportFromCjs)\()/gm,
						'$1/* @__PURE__ */ $2',
					),
	},
	resolveId: {filter: {id: /meow-without-package-reader/}, handler: () => stub},
	load: {
		filter: {id: /meow-without-package-reader/},
		handler: () => `
			export const a = () => undefined;
			export const n = () => {};
		`,
	},
});

const replaced = (code: string, what: string | RegExp, by: string): string => {
	const changed = code.replace(what, by);
	if (changed === code) {
		throw new Error('meow has changed its files: see scripts/build/bare-meow.ts');
	}

	return changed;
};
