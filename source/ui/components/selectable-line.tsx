import {memo, type ReactNode} from 'react';
import {displayWidth} from '../../text/width.ts';
import {Line, type Segment} from '../line.tsx';
import {useTheme} from '../theme-context.ts';

/** A line of a table that may be the selected one, then marked over its whole width; drawn anew only when it reads differently. */
export const SelectableLine = memo(
	({
		segments,
		isSelected,
		width,
	}: {
		/** What stands behind the mark, at most `width` - 1 columns. */
		readonly segments: readonly Segment[];
		readonly isSelected: boolean;
		readonly width: number;
	}): ReactNode => {
		const theme = useTheme();
		return (
			<Line
				style={isSelected ? theme.selection : undefined}
				segments={[
					{text: isSelected ? '▌' : ' ', style: theme.brand},
					// On the bar of the selected line, dim text would be unreadable.
					...(isSelected
						? [
								...segments.map((segment) =>
									segment.tone === 'dim' ? {...segment, tone: undefined} : segment,
								),
								{text: ' '.repeat(Math.max(0, width - 1 - widthOf(segments)))},
							]
						: segments),
				]}
			/>
		);
	},
	(before, after) =>
		before.isSelected === after.isSelected &&
		before.width === after.width &&
		before.segments.length === after.segments.length &&
		before.segments.every(
			({text, tone}, index) =>
				text === after.segments[index]!.text && tone === after.segments[index]!.tone,
		),
);

const widthOf = (segments: readonly Segment[]): number =>
	segments.reduce((sum, {text}) => sum + displayWidth(text), 0);
