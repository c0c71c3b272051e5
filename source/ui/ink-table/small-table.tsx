import {Box, Text} from 'ink';
import InkTableModule from 'ink-table';
import type {ComponentType, PropsWithChildren, ReactNode} from 'react';
import {displayWidth, fit} from '../../text/width.ts';
import {useTheme} from '../theme-context.ts';
import inkForTable from './ink.cjs';

Object.assign(inkForTable, {Box, Text});

type CellProps = PropsWithChildren<{readonly column?: number}>;

type InkTableProps = {
	readonly data: readonly Readonly<Record<string, string>>[];
	readonly columns: readonly string[];
	readonly cell: ComponentType<CellProps>;
	readonly header: ComponentType<CellProps>;
	readonly skeleton: ComponentType<CellProps>;
};

// A CommonJS default arrives as itself or inside of `default`, depending on who loads it.
const InkTable = ((InkTableModule as {default?: unknown}).default ??
	InkTableModule) as ComponentType<InkTableProps>;

const padding = 1;

/**
A boxed table of a few rows. ink-table counts code units; here every cell is fitted to its width on the
screen, so that wide characters line up.
*/
export const SmallTable = ({
	columns,
	data,
}: {
	/** Titles, which are also the keys of the rows. */
	readonly columns: readonly string[];
	readonly data: readonly Readonly<Record<string, string>>[];
}): ReactNode => {
	const theme = useTheme();
	const widths = columns.map((column) =>
		Math.max(displayWidth(column), ...data.map((row) => displayWidth(row[column] ?? ''))),
	);
	const textOf = (column: number | undefined, children: ReactNode): string => {
		const text = typeof children === 'string' ? children : '';
		if (column === undefined) {
			return text;
		}

		const width = widths[column]!;
		return text.startsWith('─') ? '─'.repeat(width + padding * 2) : ` ${fit(text.trim(), width)} `;
	};

	const Header = ({column, children}: CellProps): ReactNode => (
		<Text bold>{textOf(column, children)}</Text>
	);
	const Cell = ({column, children}: CellProps): ReactNode => (
		<Text>{textOf(column, children)}</Text>
	);
	const Skeleton = ({column, children}: CellProps): ReactNode => (
		<Text {...theme.border}>{textOf(column, children)}</Text>
	);
	return <InkTable columns={columns} data={data} cell={Cell} header={Header} skeleton={Skeleton} />;
};
