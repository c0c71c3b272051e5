import {Text} from 'ink';
import {createContext, type ReactNode, useContext} from 'react';
import {displayWidth} from '../../text/width.ts';
import type {Segment} from '../line.tsx';
import {useTheme} from '../theme-context.ts';
import {type CellProps, InkTable} from './ink-table.ts';

/** Lines of cells of the table that is being drawn, each filled to the width of its column. */
const Cells = createContext<readonly (readonly Segment[])[]>([]);

/**
A boxed table without rules between its rows. ink-table draws one between any two, so all rows are given to
it as one: as its heading, each of whose cells is a column.
*/
export const DenseTable = ({
	cells,
}: {
	/** Titles first; every text as wide as its column. */
	readonly cells: readonly (readonly Segment[])[];
}): ReactNode => (
	<Cells value={cells}>
		<InkTable
			columns={cells[0]!.map((_, column) => String(column))}
			data={[]}
			cell={Skeleton}
			header={Column}
			skeleton={Skeleton}
		/>
	</Cells>
);

const Column = ({column = 0}: CellProps): ReactNode => {
	const {tones} = useTheme();
	const lines = useContext(Cells);
	return (
		<Text>
			{lines.map((line, index) => {
				const {text, tone = 'plain'} = line[column]!;
				return (
					// oxlint-disable-next-line react/no-array-index-key -- the place is the identity
					<Text key={index} {...tones[tone]}>{`${index === 0 ? '' : '\n'} ${text} `}</Text>
				);
			})}
		</Text>
	);
};

/** A wall is as high as the rows beside it, a rule as long as the column below it. */
const Skeleton = ({column, children}: CellProps): ReactNode => {
	const {border} = useTheme();
	const lines = useContext(Cells);
	const text =
		column === undefined
			? children === '│'
				? lines.map(() => '│').join('\n')
				: children
			: '─'.repeat(displayWidth(lines[0]![column]!.text) + 2);
	return <Text {...border}>{text}</Text>;
};
