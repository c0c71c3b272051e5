import {Box} from 'ink';
import {memo, type ReactNode} from 'react';
import type {Row} from '../../analysis/rows.ts';
import {waitText} from '../../analysis/wait-text.ts';
import type {Item} from '../../commands/context.ts';
import {fit} from '../../text/width.ts';
import {cellGap, type FittedColumn} from '../layout.ts';
import {Line, type Segment} from '../line.tsx';
import {useTheme} from '../theme-context.ts';

/** The task table: only the visible lines are drawn, one `Text` each. */
export const TaskTable = ({
	fitted,
	visible,
	selected,
	now,
	width,
	height,
	hasTitles,
	pinned,
	marked,
	rowOf,
}: {
	readonly fitted: readonly FittedColumn[];
	readonly visible: readonly Item[];
	/** Position of the selected line among the visible ones. */
	readonly selected: number;
	readonly now: number;
	readonly width: number;
	readonly height: number;
	readonly hasTitles: boolean;
	readonly pinned: ReadonlySet<string>;
	readonly marked: ReadonlySet<string>;
	/** Key of a task -> its row. */
	readonly rowOf: (key: string) => Row | undefined;
}): ReactNode => {
	return (
		<Box flexDirection="column" width={width} height={height + (hasTitles ? 1 : 0)}>
			{hasTitles && <Titles fitted={fitted} />}
			{visible.map((item, position) => (
				<TaskLine
					key={item.key}
					row={item.row!}
					cells={cellTexts(item.row!, fitted, now, waitText(item.row!, rowOf))}
					fitted={fitted}
					isSelected={position === selected}
					isPinned={pinned.has(item.key)}
					isMarked={marked.has(item.key)}
				/>
			))}
		</Box>
	);
};

const Titles = memo(({fitted}: {readonly fitted: readonly FittedColumn[]}): ReactNode => {
	const text = fitted.map(({column, width}) => fit(column.title, width, column.align));
	return <Line segments={[{text: ` ${text.join(' '.repeat(cellGap))}`, tone: 'dim'}]} />;
});

/** What the cells of a row read, as long as its columns and its clock are the same. */
type KnownCells = {
	readonly fitted: readonly FittedColumn[];
	/** Null for a row without a running clock: nothing in it depends on the time. */
	readonly now: number | null;
	readonly waits: string | null;
	readonly text: string;
};

const knownCells = new WeakMap<Row, KnownCells>();

/** All cells as one text: what changes it is what must be drawn again. */
const cellTexts = (
	row: Row,
	fitted: readonly FittedColumn[],
	now: number,
	waits: string | null,
): string => {
	const clock = row.runningSince === null ? null : now;
	const known = knownCells.get(row);
	if (known?.fitted === fitted && known.now === clock && known.waits === waits) {
		return known.text;
	}

	const text = fitted
		.map(({column, width}) => fit(column.text(row, now, waits), width, column.align))
		.join(cellSeparator);
	knownCells.set(row, {fitted, now: clock, waits, text});
	return text;
};

/** No text from a file can hold it: harmless text has no control characters. */
const cellSeparator = '\u0001';

const TaskLine = memo(
	({
		row,
		cells,
		fitted,
		isSelected,
		isPinned,
		isMarked,
	}: {
		readonly row: Row;
		readonly cells: string;
		readonly fitted: readonly FittedColumn[];
		readonly isSelected: boolean;
		readonly isPinned: boolean;
		readonly isMarked: boolean;
	}): ReactNode => {
		const theme = useTheme();
		const segments: Segment[] = [
			isMarked
				? {text: isSelected ? '▐' : '+', tone: 'warning'}
				: {text: isSelected ? '▌' : isPinned ? '•' : ' ', style: theme.brand},
		];
		for (const [position, cell] of cells.split(cellSeparator).entries()) {
			const {column} = fitted[position]!;
			const tone = column.tone(row);
			const isLast = position === fitted.length - 1;
			// Only the bar of the selected line needs its blanks; elsewhere they are bytes for nothing.
			const text = isLast && !isSelected ? cell.trimEnd() : cell + ' '.repeat(cellGap);
			// On the bar of the selected line, dim text would be unreadable.
			segments.push(isSelected && tone === 'dim' ? {text} : {text, tone});
		}

		return <Line segments={segments} style={isSelected ? theme.selection : undefined} />;
	},
);
