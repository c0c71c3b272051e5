import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {Plugin} from 'rolldown';

type Package = {readonly folder: string; readonly name: string; readonly version: string};

/** Files of a package that hold its licence, by the names people give them. */
const licenseFile = /^(licen[cs]e|copying|notice)([._-].*)?$/i;

/** The package a module belongs to: the nearest folder above it with a named package.json. */
const packageOf = (module: string): Package | null => {
	let folder = path.dirname(module);
	while (folder.includes('node_modules')) {
		const file = path.join(folder, 'package.json');
		if (existsSync(file)) {
			const {name, version} = JSON.parse(readFileSync(file, 'utf8')) as Partial<Package>;
			if (name && version) {
				return {folder, name, version};
			}
		}

		folder = path.dirname(folder);
	}

	return null;
};

const textOf = ({folder, name, version}: Package): string => {
	const {license} = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
		license?: string;
	};
	const files = [
		...readdirSync(folder).filter((file) => licenseFile.test(file)),
		// meow carries other packages inside, and their licences in a file of its own.
		...['build/licenses.md'].filter((file) => existsSync(path.join(folder, file))),
	];
	const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
	return [`${name} ${version} (${license ?? 'see below'})`, ...texts].join('\n\n');
};

/**
The packages inside the bundle, with their licences, as distribution/licenses.txt: most of them
ask that their text travels with the code.
*/
export const collectLicenses = (): Plugin => ({
	name: 'collect-licenses',
	generateBundle(_options, bundle) {
		const packages = new Map<string, Package>();
		for (const chunk of Object.values(bundle)) {
			for (const module of chunk.type === 'chunk' ? chunk.moduleIds : []) {
				const found = module.includes('node_modules') ? packageOf(module) : null;
				if (found) {
					packages.set(`${found.name}@${found.version}`, found);
				}
			}
		}

		const sorted = [...packages.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
		this.emitFile({
			type: 'asset',
			fileName: 'licenses.txt',
			source: `metawatch contains these packages.\n\n${sorted
				.map(([, found]) => textOf(found))
				.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`,
		});
	},
});
