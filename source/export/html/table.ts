import type {ReadableColumn} from '../column.ts';
import {begin, type Content, element, end, line} from './element.ts';

/** A column whose cells may hold more than text. */
export type HtmlColumn<Item> = Pick<ReadableColumn<Item>, 'title' | 'isNumber'> & {
	readonly text: (item: Item) => Content;
};

export type TableOptions<Item> = {
	readonly caption: string;
	/** Rows beyond it are left out, and that is said: a browser draws no hundred thousand. */
	readonly most: number;
	/** Marks a row, for its colour; null: none. */
	readonly toneOf?: (item: Item) => string | null;
};

/** A table with a caption and heads, row by row. */
export function* htmlTable<Item>(
	columns: readonly HtmlColumn<Item>[],
	items: Iterable<Item>,
	{caption, most, toneOf = () => null}: TableOptions<Item>,
): Generator<string, void, undefined> {
	const heads = columns.map(({title, isNumber}) =>
		element('th', {scope: 'col', class: classOf(isNumber)}, title),
	);
	yield begin('div', {class: 'wide'});
	yield begin('table');
	yield element('caption', {}, caption).markup;
	yield line('thead', {}, element('tr', {}, heads));
	yield begin('tbody');
	let count = 0;
	let hasMore = false;
	for (const item of items) {
		if (count === most) {
			hasMore = true;
			break;
		}

		count++;
		const cells = columns.map(({text, isNumber}, index) =>
			index === 0
				? element('th', {scope: 'row'}, text(item))
				: element('td', {class: classOf(isNumber)}, text(item)),
		);
		yield line('tr', {class: toneOf(item)}, cells);
	}

	yield end('tbody', 'table', 'div');
	if (hasMore) {
		yield line(
			'p',
			{class: 'note'},
			`Only the first ${most} are shown here. As CSV or JSON all of them can be had.`,
		);
	}
}

const classOf = (isNumber: boolean | undefined): string | null => (isNumber ? 'number' : null);
