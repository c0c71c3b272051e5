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

/** The screen of a terminal as a picture. */
export const svgOf = (display: Display, title: string, palette: Palette): string => {
	const columns = display.columns();
	const rows = display.rows();
	const width = Math.ceil(columns * cellWidth + padding * 2);
	const height = rows * lineHeight + padding * 2 + titleBar;
	const parts: string[] = [];
	for (let row = 0; row < rows; row++) {
		const y = titleBar + padding + row * lineHeight;
		for (const [column, cell] of display.cells(row).entries()) {
			const x = padding + column * cellWidth;
			const [front, back] = cell.isInverse
				? [
						colorOf(cell.background, palette.background, palette),
						colorOf(cell.foreground, palette.foreground, palette),
					]
				: [
						colorOf(cell.foreground, palette.foreground, palette),
						cell.background === null ? null : colorOf(cell.background, palette.background, palette),
					];
			if (back !== null && cell.width > 0) {
				parts.push(
					`<rect x="${x.toFixed(2)}" y="${y}" width="${(cell.width * cellWidth + 0.3).toFixed(2)}" height="${lineHeight}" fill="${back}"/>`,
				);
			}

			if (cell.text.trim() !== '') {
				const style = [
					`fill="${front}"`,
					cell.isBold ? 'font-weight="600"' : '',
					cell.isDim ? 'opacity="0.62"' : '',
					cell.isUnderline ? 'text-decoration="underline"' : '',
				]
					.filter(Boolean)
					.join(' ');
				parts.push(
					`<text x="${x.toFixed(2)}" y="${y + 13.5}" ${style}>${escapeXml(cell.text)}</text>`,
				);
			}
		}
	}

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
