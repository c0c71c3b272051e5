import type {Plugin} from 'rolldown';

/**
Ink takes every line of a frame apart into its characters, measures each of them, and forgets that again
with the frame: half of what a key costs, for forty lines of which two have changed. What it found out
about a text stays true, so it is kept for the next frame, and from there for the one after it, as long
as the text is on the screen. The blanks that a frame begins as are one object instead of thousands.
*/
export const inkRemembersLines = (): Plugin => ({
	name: 'ink-remembers-lines',
	transform: {
		filter: {id: /[\\/]ink[\\/]build[\\/](output|render-node-to-output)\.js$/},
		handler: (code, id) =>
			id.endsWith('render-node-to-output.js')
				? replaced(code, ['= widestLine(text);', '= output.caches.getWidestLine(text);'])
				: replaced(
						code,
						['caches = new OutputCaches();', 'caches = cachesForNextFrame();'],
						[/row\.push\(\{[^}]*\}\);/, 'row.push(blank);'],
						[
							/(const characterLines = [^]*?)let (lines = characterLines[^;]*;)/,
							`
								let lines = this.caches.lines.get(text);
								if (lines === undefined) {
									$1 $2
									this.caches.lines.set(text, lines);
								}
							`,
						],
					) + kept,
	},
});

/** Added to Ink's output.js. */
const kept = `
	const blank = {type: 'char', value: ' ', fullWidth: false, styles: []};

	class KeptMap {
		latest = new Map();
		earlier = new Map();

		get(key) {
			let value = this.latest.get(key);
			if (value === undefined) {
				value = this.earlier.get(key);
				if (value !== undefined) {
					this.latest.set(key, value);
				}
			}

			return value;
		}

		set(key, value) {
			this.latest.set(key, value);
		}

		nextFrame() {
			[this.earlier, this.latest] = [this.latest, this.earlier];
			this.latest.clear();
		}
	}

	const kinds = ['widths', 'blockWidths', 'styledChars', 'lines'];
	const caches = new OutputCaches();
	for (const kind of kinds) {
		caches[kind] = new KeptMap();
	}

	const cachesForNextFrame = () => {
		for (const kind of kinds) {
			caches[kind].nextFrame();
		}

		return caches;
	};
`;

const replaced = (
	code: string,
	...changes: readonly (readonly [what: string | RegExp, by: string])[]
): string => {
	let changed = code;
	for (const [what, by] of changes) {
		const next = changed.replace(what, by);
		if (next === changed) {
			throw new Error('Ink has changed its files: see scripts/build/ink-remembers-lines.ts');
		}

		changed = next;
	}

	return changed;
};
