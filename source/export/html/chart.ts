import {type Content, element, type Markup} from './element.ts';

/** A part of a bar, coloured by its class in the style of the page. */
type Part = {readonly tone: string; readonly value: number};

type Bar = {
	/** Below the bar; null: too many to name them all. */
	readonly label: string | null;
	/** Said when the bar is pointed at, and by a screen reader. */
	readonly says: string;
	/** From the bottom up. */
	readonly parts: readonly Part[];
};

export type BarChart = {
	readonly title: string;
	readonly description: string;
	readonly bars: readonly Bar[];
};

const width = 720;
const height = 220;
const left = 40;
const bottom = 28;
const top = 12;

/** Bars beside each other over one scale of counts. Its size is that of its box: it has no pixels. */
export const barChart = ({title, description, bars}: BarChart): Markup => {
	const highest = Math.max(1, ...bars.map(({parts}) => heightOf(parts)));
	const ceiling = roundUp(highest);
	const step = (width - left) / Math.max(1, bars.length);
	const toY = (value: number): number =>
		top + (height - top - bottom) * (1 - value / Math.max(1, ceiling));
	const lines = [0, ceiling / 2, ceiling]
		.filter((value) => Number.isInteger(value))
		.map((value) => {
			const y = tenth(toY(value));
			return [
				element('line', {class: 'grid', x1: left, x2: width, y1: y, y2: y}),
				element('text', {class: 'scale', x: left - 6, y: y + 4, 'text-anchor': 'end'}, value),
			];
		});
	const drawn = bars.map(({label, says, parts}, index) => {
		const x = left + index * step;
		let sum = 0;
		const pieces = parts
			.filter(({value}) => value > 0)
			.map(({tone, value}) => {
				const upper = toY(sum + value);
				const lower = toY(sum);
				sum += value;
				return element('rect', {
					class: tone,
					x: tenth(x + step * 0.1),
					y: tenth(upper),
					width: tenth(step * 0.8),
					height: tenth(Math.max(1, lower - upper)),
				});
			});
		const name =
			label === null
				? null
				: element(
						'text',
						{class: 'scale', x: tenth(x + step / 2), y: height - 8, 'text-anchor': 'middle'},
						label,
					);
		return element(
			'g',
			{},
			element('title', {}, says),
			element('rect', {
				class: 'none',
				x: tenth(x),
				y: top,
				width: tenth(step),
				height: height - top - bottom,
			}),
			pieces,
			name,
		);
	});
	return figure({title, description}, `0 0 ${width} ${height}`, [lines, drawn]);
};

/** One bar from left to right, of all parts. */
export const shareBar = (
	title: string,
	description: string,
	parts: readonly (Part & {readonly says: string})[],
): Markup => {
	const total = Math.max(
		1,
		parts.reduce((sum, {value}) => sum + value, 0),
	);
	let x = 0;
	const pieces = parts
		.filter(({value}) => value > 0)
		.map(({tone, value, says}) => {
			const length = (value / total) * width;
			const piece = element(
				'rect',
				{class: tone, x: tenth(x), y: 0, width: tenth(Math.max(1, length - 1)), height: 24, rx: 2},
				element('title', {}, says),
			);
			x += length;
			return piece;
		});
	return figure({title, description}, `0 0 ${width} 24`, pieces);
};

/** A picture with its name and what it says in words, for those who do not see it. */
export const figure = (
	{title, description}: {readonly title: string; readonly description: string},
	viewBox: string,
	content: Content,
): Markup =>
	element(
		'figure',
		{},
		element(
			'svg',
			{role: 'img', viewBox},
			element('title', {}, title),
			element('desc', {}, description),
			content,
		),
		element('figcaption', {}, title),
	);

const heightOf = (parts: readonly Part[]): number => parts.reduce((sum, {value}) => sum + value, 0);

/** The next of 1, 2, 4, 6, 10, 20, 40, 60, 100 ... */
const roundUp = (value: number): number => {
	const power = 10 ** Math.floor(Math.log10(value));
	return [1, 2, 4, 6, 10].map((factor) => factor * power).find((ceiling) => ceiling >= value)!;
};

export const tenth = (value: number): number => Math.round(value * 10) / 10;
