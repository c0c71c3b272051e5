import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Item} from '../../commands/context.ts';
import {Line} from '../line.tsx';
import type {TimelineList} from '../timeline-items.ts';
import {SelectableLine} from './selectable-line.tsx';
import {timelineLine, timelineSummary} from '../views/timeline-lines.ts';

/** The Timeline view: what happened when, the newest first. */
export const TimelineTable = ({
	list,
	isPast,
	visible,
	selected,
	formatClock,
	formatTime,
	width,
	height,
	hasTitles,
}: {
	readonly list: TimelineList;
	readonly isPast: boolean;
	readonly visible: readonly Item[];
	/** Position of the selected line among the visible ones. */
	readonly selected: number;
	readonly formatClock: (at: number, now: number) => string;
	readonly formatTime: (at: number) => string;
	readonly width: number;
	readonly height: number;
	readonly hasTitles: boolean;
}): ReactNode => (
	<Box flexDirection="column" width={width} height={height + (hasTitles ? 1 : 0)}>
		{hasTitles && (
			<Line
				segments={[
					{
						text: ` ${timelineSummary(list, width - 1, {isPast, day: dayAbove(visible, formatTime)})}`,
						tone: 'dim',
					},
				]}
			/>
		)}
		{visible.map((item, position) => (
			<SelectableLine
				key={item.key}
				segments={timelineLine(item, width - 1, formatClock)}
				width={width}
				isSelected={position === selected}
			/>
		))}
	</Box>
);

/** The day of the first line, where its heading is not to be seen. */
const dayAbove = ([first]: readonly Item[], formatTime: (at: number) => string): string | null =>
	first?.happening ? formatTime(first.happening.at).slice(0, 10) : null;
