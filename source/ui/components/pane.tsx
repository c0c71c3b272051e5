import {Box} from 'ink';
import type {ReactNode} from 'react';
import {Line, type Segment} from '../line.tsx';

/** Lines that may be more than fit: shows those from `top` on, with a mark where more follow. */
export const Pane = ({
	lines,
	top,
	width,
	height,
	hasBorder,
}: {
	readonly lines: readonly (readonly Segment[])[];
	readonly top: number;
	readonly width: number;
	readonly height: number;
	/** A line at its left side, when it stands beside something. */
	readonly hasBorder: boolean;
}): ReactNode => {
	const first = Math.min(top, Math.max(0, lines.length - height));
	const visible = lines.slice(first, first + height);
	const hasMore = first + height < lines.length;
	const filled = [...visible, ...Array.from({length: height - visible.length}, () => [])];
	return (
		<Box flexDirection="column" width={width} height={height}>
			{filled.map((line, index) => {
				const isMark = hasMore && index === height - 1;
				const content: readonly Segment[] = isMark
					? [{text: `↓ ${lines.length - first - height + 1} more lines`, tone: 'dim'}]
					: line;
				return (
					<Line
						// oxlint-disable-next-line react/no-array-index-key -- the place is the identity
						key={index}
						segments={[{text: hasBorder ? '│ ' : ' ', tone: 'dim'}, ...content]}
					/>
				);
			})}
		</Box>
	);
};
