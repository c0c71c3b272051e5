import {Box} from 'ink';
import {memo, type ReactNode} from 'react';
import type {WorkPlan} from '../../analysis/dependencies/work-plan.ts';
import type {Item} from '../../commands/context.ts';
import {displayWidth, truncate} from '../../text/width.ts';
import {Line, type Segment} from '../line.tsx';
import {useTheme} from '../theme-context.ts';
import {dependencyLine, dependencySummary} from '../views/dependency-lines.ts';

/** The Dependencies view: what is wrong, who holds whom, what is next, and the longest way. */
export const DependencyTable = ({
	workPlan,
	visible,
	selected,
	now,
	width,
	height,
	hasTitles,
}: {
	readonly workPlan: WorkPlan;
	readonly visible: readonly Item[];
	/** Position of the selected line among the visible ones. */
	readonly selected: number;
	readonly now: number;
	readonly width: number;
	readonly height: number;
	readonly hasTitles: boolean;
}): ReactNode => (
	<Box flexDirection="column" width={width} height={height + (hasTitles ? 1 : 0)}>
		{hasTitles && (
			<Line
				segments={[{text: ` ${truncate(dependencySummary(workPlan), width - 1)}`, tone: 'dim'}]}
			/>
		)}
		{visible.map((item, position) => (
			<OutlineRow
				key={item.key}
				segments={dependencyLine(workPlan, item.outline!, {width: width - 1, now})}
				isSelected={position === selected}
				width={width}
			/>
		))}
	</Box>
);

const widthOf = (segments: readonly Segment[]): number =>
	segments.reduce((sum, {text}) => sum + displayWidth(text), 0);

const OutlineRow = memo(
	({
		segments,
		isSelected,
		width,
	}: {
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
