import {Box} from 'ink';
import {memo, type ReactNode} from 'react';
import type {Item} from '../../commands/context.ts';
import {Line, type Segment} from '../line.tsx';
import {useTheme} from '../theme-context.ts';
import type {TimelineList} from '../timeline-items.ts';
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
			<TimelineLine
				key={item.key}
				item={item}
				formatClock={formatClock}
				width={width}
				isSelected={position === selected}
			/>
		))}
	</Box>
);

/** The day of the first line, where its heading is not to be seen. */
const dayAbove = ([first]: readonly Item[], formatTime: (at: number) => string): string | null =>
	first?.happening ? formatTime(first.happening.at).slice(0, 10) : null;

const TimelineLine = memo(
	({
		item,
		formatClock,
		width,
		isSelected,
	}: {
		readonly item: Item;
		readonly formatClock: (at: number, now: number) => string;
		readonly width: number;
		readonly isSelected: boolean;
	}): ReactNode => {
		const theme = useTheme();
		const segments: readonly Segment[] = timelineLine(item, width - 1, formatClock);
		return (
			<Line
				style={isSelected ? theme.selection : undefined}
				segments={[
					{text: isSelected ? '▌' : ' ', style: theme.brand},
					// On the bar of the selected line, dim text would be unreadable.
					...(isSelected
						? segments.map((segment) =>
								segment.tone === 'dim' ? {...segment, tone: undefined} : segment,
							)
						: segments),
				]}
			/>
		);
	},
);
