import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {WorkPlan} from '../../analysis/dependencies/work-plan.ts';
import type {Item} from '../../commands/context.ts';
import {truncate} from '../../text/width.ts';
import {Line} from '../line.tsx';
import {SelectableLine} from './selectable-line.tsx';
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
			<SelectableLine
				key={item.key}
				segments={dependencyLine(workPlan, item.outline!, {width: width - 1, now})}
				isSelected={position === selected}
				width={width}
			/>
		))}
	</Box>
);
