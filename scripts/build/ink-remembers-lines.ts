import type {Plugin} from 'rolldown';

/**
Ink takes every line of a frame apart into its characters and measures each of them, forgets that again
with the frame, and measures every line once more besides: a third of what a key costs, for forty
lines of which two have changed. What it knows about a line stays true, so it is kept from one frame
to the next: the latest few hundred lines, and widths of a few thousand texts and characters.
*/
export const inkRemembersLines = (): Plugin => ({
	name: 'ink-remembers-lines',
	transform: {
		filter: {id: /[\\/]ink[\\/]build[\\/](output|render-node-to-output)\.js$/},
		handler: (code, id) =>
			id.endsWith('render-node-to-output.js')
				? replaced(code, '= widestLine(text);', '= output.caches.getWidestLine(text);')
				: replaced(code, 'caches = new OutputCaches();', 'caches = outputCaches;') +
					`
						const kept = (limit) => {
							let latest = new Map();
							let earlier = new Map();
							const set = (key, value) => {
								if (latest.size >= limit) {
									earlier = latest;
									latest = new Map();
								}

								latest.set(key, value);
							};

							return {
								get(key) {
									const value = latest.get(key);
									if (value !== undefined) {
										return value;
									}

									const older = earlier.get(key);
									if (older !== undefined) {
										set(key, older);
									}

									return older;
								},
								set,
							};
						};

						const outputCaches = Object.assign(new OutputCaches(), {
							widths: kept(2048),
							blockWidths: kept(256),
							styledChars: kept(256),
						});
					`,
	},
});

const replaced = (code: string, what: string, by: string): string => {
	const changed = code.replace(what, by);
	if (changed === code) {
		throw new Error('Ink has changed its files: see scripts/build/ink-remembers-lines.ts');
	}

	return changed;
};
