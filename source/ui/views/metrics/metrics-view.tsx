import {Box} from 'ink';
import type {ReactNode} from 'react';
import {Pane} from '../../components/pane.tsx';
import {DenseTable} from '../../ink-table/dense-table.tsx';
import type {Arranged} from './arrange.ts';

/** Columns at the left side of all lines. */
const margin = 1;

/** The Metrics view: lines, and over the room that is left in them small tables in boxes. */
export const MetricsView = ({
	plan: {lines, boxes},
	top,
	width,
	height,
}: {
	readonly plan: Arranged;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}): ReactNode => {
	const first = Math.min(top, Math.max(0, lines.length - height));
	// In the last line stands how many more there are.
	const room = first + height < lines.length ? height - 1 : height;
	const seen = boxes.filter(
		({line, cells}) => line + cells.length + 2 > first && line < first + room,
	);
	return (
		<Box width={width} height={height}>
			<Pane lines={lines} top={top} width={width} height={height} hasBorder={false} />
			{seen.length > 0 && (
				<Box position="absolute" width={width} height={room} overflow="hidden">
					{seen.map(({line, left, cells}) => (
						<Box
							key={`${line} ${left}`}
							position="absolute"
							marginTop={line - first}
							marginLeft={left + margin}
						>
							<DenseTable cells={cells} />
						</Box>
					))}
				</Box>
			)}
		</Box>
	);
};
