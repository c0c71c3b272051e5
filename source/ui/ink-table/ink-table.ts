import {Box, Text} from 'ink';
import InkTableModule from 'ink-table';
import type {ComponentType, PropsWithChildren} from 'react';
import inkForTable from './ink.cjs';

Object.assign(inkForTable, {Box, Text});

export type CellProps = PropsWithChildren<{readonly column?: number}>;

type InkTableProps = {
	readonly data: readonly Readonly<Record<string, string>>[];
	readonly columns: readonly string[];
	readonly cell: ComponentType<CellProps>;
	readonly header: ComponentType<CellProps>;
	readonly skeleton: ComponentType<CellProps>;
};

// A CommonJS default arrives as itself or inside of `default`, depending on who loads it.
export const InkTable = ((InkTableModule as {default?: unknown}).default ??
	InkTableModule) as ComponentType<InkTableProps>;
