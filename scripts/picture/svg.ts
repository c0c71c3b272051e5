import type {Cell, Display} from '../../test/helpers/emulator.ts';

/** Colours of a terminal: what a program's own palette means in a picture. */
export type Palette = {
	readonly foreground: string;
	readonly background: string;
	readonly frame: string;
	/** The 16 colours of the palette. */
	readonly colors: readonly string[];
};

export const darkPalette: Palette = {
	foreground: '#d4d8e0',
	background: '#14171d',
	frame: '#20252e',
	colors: [
		'#3b4252',
		'#f07178',
		'#a5d67a',
		'#f2c56b',
		'#7aa2f7',
		'#c792ea',
		'#6cc7d8',
		'#d4d8e0',
		'#5c6370',
		'#ff8b92',
		'#b8e890',
		'#ffd580',
		'#94b8ff',
		'#ddb0ff',
		'#89ddff',
		'#ffffff',
	],
};

const cellWidth = 8.43;
const lineHeight = 18;
const padding = 14;
const titleBar = 30;

const escapeXml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A number of the palette, `#rrggbb` or null to a colour; the colour cube beyond 16 included. */
const colorOf = (color: Cell['foreground'], fallback: string, palette: Palette): string => {
	if (color === null) {
		return fallback;
	}

	if (typeof color === 'string') {
		return color;
	}

	if (color < 16) {
		return palette.colors[color]!;
	}

	if (color >= 232) {
		const gray = 8 + (color - 232) * 10;
		return `rgb(${gray},${gray},${gray})`;
	}

	const level = (value: number): number => (value === 0 ? 0 : 55 + value * 40);
	const index = color - 16;
	return `rgb(${level(Math.floor(index / 36))},${level(Math.floor(index / 6) % 6)},${level(index % 6)})`;
};

/** Cells side by side that look alike: drawn as one, or a picture would be many times as large. */
type Run = {
	readonly column: number;
	readonly width: number;
	readonly text: string;
	readonly look: string;
};

const runsOf = (
	cells: readonly Cell[],
	lookOf: (cell: Cell) => string,
	canJoin: (before: string, text: string) => boolean,
): readonly Run[] => {
	const runs: Run[] = [];
	for (const [column, cell] of cells.entries()) {
		const look = lookOf(cell);
		const text = cell.text || ' ';
		const last = runs.at(-1);
		if (cell.width > 0 && last?.look === look && canJoin(last.text, text)) {
			runs[runs.length - 1] = {
				...last,
				width: last.width + cell.width,
				text: last.text + text,
			};
		} else if (cell.width > 0) {
			runs.push({column, width: cell.width, text, look});
		}
	}

	return runs;
};

/** Other characters may come from a font with other widths: each is put at its own place. */
const isPlain = (text: string): boolean => /^[ -~]+$/.test(text);

const xOf = (column: number): string => (padding + column * cellWidth).toFixed(2);

const widthOf = (cells: number): string => (cells * cellWidth).toFixed(2);

const frontOf = ({isInverse, foreground, background}: Cell, palette: Palette): string =>
	isInverse
		? colorOf(background, palette.background, palette)
		: colorOf(foreground, palette.foreground, palette);

const backOf = ({isInverse, foreground, background}: Cell, palette: Palette): string =>
	isInverse
		? colorOf(foreground, palette.foreground, palette)
		: colorOf(background, palette.background, palette);

const backgroundsOf = (cells: readonly Cell[], y: number, palette: Palette): readonly string[] =>
	runsOf(
		cells,
		(cell) => backOf(cell, palette),
		() => true,
	)
		.filter(({look}) => look !== palette.background)
		.map(
			({column, width, look}) =>
				`<rect x="${xOf(column)}" y="${y}" width="${widthOf(width)}" height="${lineHeight}" fill="${look}"/>`,
		);

const textsOf = (cells: readonly Cell[], y: number, palette: Palette): readonly string[] => {
	const lookOf = (cell: Cell): string =>
		[
			`fill="${frontOf(cell, palette)}"`,
			cell.isBold ? 'font-weight="600"' : '',
			cell.isDim ? 'opacity="0.62"' : '',
			cell.isUnderline ? 'text-decoration="underline"' : '',
		]
			.filter(Boolean)
			.join(' ');
	return runsOf(cells, lookOf, (before, text) => isPlain(before) && isPlain(text)).flatMap(
		({column, text, look}) =>
			// Blanks side by side may be drawn as one: what they part is put at its own place too.
			Array.from(text.matchAll(/\S+(?: \S+)*/g), ({0: words, index}) => {
				const length = words.length > 1 && isPlain(words);
				return `<text x="${xOf(column + index)}" y="${y + 13.5}"${length ? ` textLength="${widthOf(words.length)}"` : ''} ${look}>${escapeXml(words)}</text>`;
			}),
	);
};

/** The screen of a terminal as a picture. */
export const svgOf = (display: Display, title: string, palette: Palette): string => {
	const rows = display.rows();
	const width = Math.ceil(display.columns() * cellWidth + padding * 2);
	const height = rows * lineHeight + padding * 2 + titleBar;
	const parts = Array.from({length: rows}, (_, row) => {
		const y = titleBar + padding + row * lineHeight;
		const cells = display.cells(row);
		return [...backgroundsOf(cells, y, palette), ...textsOf(cells, y, palette)];
	}).flat();

	const lights = ['#ff5f57', '#febc2e', '#28c840']
		.map((color, index) => `<circle cx="${18 + index * 18}" cy="15" r="5.5" fill="${color}"/>`)
		.join('');
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="'SF Mono','JetBrains Mono','Fira Code',Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14">
<rect width="${width}" height="${height}" rx="9" fill="${palette.background}"/>
<path d="M0 ${titleBar}V9a9 9 0 0 1 9-9H${width - 9}a9 9 0 0 1 9 9V${titleBar}Z" fill="${palette.frame}"/>
${lights}<text x="${width / 2}" y="20" text-anchor="middle" font-size="12.5" fill="${palette.foreground}" opacity="0.7">${escapeXml(title)}</text>
<g xml:space="preserve">
${parts.join('\n')}
</g>
</svg>
`;
};
