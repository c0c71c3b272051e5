import {memo, type ReactNode} from 'react';
import {sortById} from '../../analysis/sort.ts';
import type {ViewId} from '../../commands/screen-state.ts';
import {views} from '../../commands/view.ts';
import {displayWidth, truncate} from '../../text/width.ts';
import {Line, type Segment} from '../line.tsx';
import {useTheme} from '../theme-context.ts';
import {spread} from './header.tsx';

const widthOf = (segments: readonly Segment[]): number =>
	segments.reduce((sum, {text}) => sum + displayWidth(text), 0);

/** Of dependencies only what is wrong is counted: a bare number would be taken for theirs. */
const countText = (id: ViewId, count: number | null): string =>
	id === 'dependencies' ? (count ? `${count}!` : '') : String(count ?? '');

/** Third line: the views, and what the present one is sorted and filtered by. */
export const Tabs = memo(
	({
		view,
		counts,
		sort,
		isReversed,
		filter,
		shown,
		total,
		marked,
		width,
	}: {
		readonly view: ViewId;
		/** Null: there is nothing to count. */
		readonly counts: Readonly<Record<ViewId, number | null>>;
		readonly sort: string;
		readonly isReversed: boolean;
		readonly filter: string;
		readonly shown: number;
		readonly total: number;
		/** How many tasks are marked. */
		readonly marked: number;
		readonly width: number;
	}): ReactNode => {
		const theme = useTheme();
		const leftWith = (isNamed: (id: ViewId) => boolean, gap = ' │ '): Segment[] => [
			{text: ' '},
			...views.flatMap(({id, title}, index): Segment[] => {
				const isCurrent = id === view;
				return [
					...(index > 0 ? [{text: gap, tone: 'dim' as const}] : []),
					{
						text:
							isNamed(id) || countText(id, counts[id]) !== '' ? `${index + 1} ` : String(index + 1),
						style: theme.key,
					},
					...(isNamed(id)
						? [
								{
									text: title,
									...(isCurrent
										? {style: {...theme.brand, underline: true}}
										: {tone: 'dim' as const}),
								},
								...(countText(id, counts[id]) === '' ? [] : [{text: ' '}]),
							]
						: []),
					{text: countText(id, counts[id]), tone: 'dim'},
				];
			}),
		];
		const filtered: Segment[] = [
			...(marked === 0 ? [] : [{text: `${marked} marked  `, tone: 'warning' as const}]),
			...(filter === ''
				? []
				: [
						{text: `/${truncate(filter, 30)}`, tone: 'warning' as const},
						{text: ` ${shown} of ${total}  `, tone: 'dim' as const},
					]),
		];
		const sorted: Segment[] =
			view === 'tasks'
				? [
						{text: 'by ', tone: 'dim'},
						{text: sortById(sort).title},
						{text: isReversed ? ' ↑ ' : ' ', tone: 'dim'},
					]
				: [];
		// What is filtered out must be said; a view is still told by its number.
		const room = width - widthOf(filtered);
		const all = leftWith(() => true);
		const short = leftWith((id) => id === view);
		const left =
			widthOf(all) < room
				? all
				: widthOf(short) < room
					? short
					: leftWith((id) => id === view, ' ');
		const both = spread(left, [...filtered, ...sorted], width);
		return <Line segments={both.length > left.length ? both : spread(left, filtered, width)} />;
	},
);
