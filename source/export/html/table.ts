import type {ReadableColumn} from '../column.ts';
import {html, type Html, type HtmlValue} from './html.ts';

/** A column whose cells may hold more than text. */
export type HtmlColumn<Item> = Pick<ReadableColumn<Item>, 'title' | 'isNumber'> & {
	readonly text: (item: Item) => HtmlValue;
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
	const heads = columns.map(
		({title, isNumber}) =>
			html`<th scope="col" ${classOf(isNumber ? 'number' : null)}>${title}</th>`,
	);
	yield html`<div class="wide">
		<table>
			<caption>
				${caption}
			</caption>
			<thead>
				<tr>
					${heads}
				</tr>
			</thead>
			<tbody></tbody>
		</table>
	</div> `.markup;
	let count = 0;
	let hasMore = false;
	for (const item of items) {
		if (count === most) {
			hasMore = true;
			break;
		}

		count++;
		const cells = columns.map(({text, isNumber}, index) => {
			const value = text(item);
			return index === 0
				? html`<th scope="row">${value}</th>`
				: html`<td${classOf(isNumber ? 'number' : null)}>${value}</td>`;
		});
		yield html`<tr${classOf(toneOf(item))}>${cells}</tr>
`.markup;
	}

	yield html`</tbody></table></div>
`.markup;
	if (hasMore) {
		yield html`<p class="note">
			Only the first ${most} are shown here. As CSV or JSON all of them can be had.
		</p> `.markup;
	}
}

const classOf = (name: string | null): Html | null =>
	name === null ? null : html` class="${name}"`;
