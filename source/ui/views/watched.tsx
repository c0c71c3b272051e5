import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import type {Surroundings} from '../app.tsx';
import {Pane} from '../components/pane.tsx';
import type {Frame} from '../frame.ts';
import {SmallTable} from '../ink-table/small-table.tsx';
import {foundByFormat, watchedLines, watchedTexts} from './watched-lines.ts';

/** What is watched, how, and what was found where: the answer to "does it see my files?". */
export const Watched = ({
	frame,
	surroundings,
}: {
	readonly frame: Frame;
	readonly surroundings: Surroundings;
}): ReactNode => {
	const {screen, layout} = frame;
	const width = layout.columns - 4;
	const texts = watchedTexts(frame, surroundings, width);
	const found = foundByFormat(frame);
	if (1 + texts.length + 1 + tableRows(found.length) > layout.bodyRows) {
		return (
			<Pane
				lines={watchedLines(frame, surroundings)}
				top={screen.detailsTop}
				width={layout.columns}
				height={layout.bodyRows}
				hasBorder={false}
			/>
		);
	}

	return (
		<Box flexDirection="column" height={layout.bodyRows} paddingX={2} paddingTop={1}>
			{texts.map((text, index) => (
				// oxlint-disable-next-line react/no-array-index-key -- the place is the identity
				<Text key={index} wrap="truncate-end">
					{text}
				</Text>
			))}
			<Box marginTop={1}>
				<SmallTable
					columns={width < 64 ? ['Format', 'Tasks', 'Problems'] : Object.keys(found[0]!)}
					data={found}
				/>
			</Box>
		</Box>
	);
};

/** Lines of a boxed table: its titles, its rows, and rules around all of them. */
const tableRows = (rows: number): number => 2 * rows + 3;
