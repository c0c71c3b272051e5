import {Text} from 'ink';
import {createContext, type ReactNode, useContext, useMemo} from 'react';
import {displayWidth, fit} from '../../text/width.ts';
import {useTheme} from '../theme-context.ts';
import {type CellProps, InkTable} from './ink-table.ts';

/** Widths on the screen of the columns of the table that is being drawn. */
const Widths = createContext<readonly number[]>([]);

/** What ink-table filled by counting code units, filled again to its width on the screen. */
const useFitted = ({column, children}: CellProps): string => {
	const widths = useContext(Widths);
	const text = typeof children === 'string' ? children : '';
	if (column === undefined) {
		return text;
	}

	const width = widths[column]!;
	return text.startsWith('─') ? '─'.repeat(width + 2) : ` ${fit(text.trim(), width)} `;
};

const Header = (props: CellProps): ReactNode => <Text bold>{useFitted(props)}</Text>;

const Cell = (props: CellProps): ReactNode => <Text>{useFitted(props)}</Text>;

const Skeleton = (props: CellProps): ReactNode => (
	<Text {...useTheme().border}>{useFitted(props)}</Text>
);

/** A boxed table of a few rows, in which wide characters line up. */
export const SmallTable = ({
	columns,
	data,
}: {
	/** Titles, which are also the keys of the rows. */
	readonly columns: readonly string[];
	readonly data: readonly Readonly<Record<string, string>>[];
}): ReactNode => {
	const widths = useMemo(
		() =>
			columns.map((column) =>
				Math.max(displayWidth(column), ...data.map((row) => displayWidth(row[column] ?? ''))),
			),
		[columns, data],
	);
	return (
		<Widths value={widths}>
			<InkTable columns={columns} data={data} cell={Cell} header={Header} skeleton={Skeleton} />
		</Widths>
	);
};
