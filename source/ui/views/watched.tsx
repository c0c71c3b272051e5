import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {formatNames} from '../../model/format-name.ts';
import {truncate, wrap} from '../../text/width.ts';
import type {Surroundings} from '../app.tsx';
import {Pane} from '../components/pane.tsx';
import type {Frame} from '../frame.ts';
import {SmallTable} from '../ink-table/small-table.tsx';

/** What is watched, how, and what was found where: the answer to "does it see my files?". */
export const Watched = ({
	frame: {
		screen: {detailsTop: top},
		model,
		health,
		layout,
	},
	surroundings: {workspaces},
}: {
	readonly frame: Frame;
	readonly surroundings: Surroundings;
}): ReactNode => {
	const width = layout.columns - 4;
	const found = formatNames.map((name) => {
		const rows = model.rows.filter(({task}) => task.format === name);
		return {
			Format: name,
			Tasks: String(rows.length),
			Running: String(rows.filter(({status}) => status === 'running').length),
			Attention: String(rows.filter(({attention}) => attention.length > 0).length),
			Groups: String(new Set(rows.map(({task}) => task.group)).size),
			Problems: String(model.problems.filter(({format}) => format === name).length),
		};
	});
	const lines = [
		...workspaces.map((folder) => `watching ${folder}`),
		`${health.mode}: ${health.files} files in ${health.folders} folders`,
		health.reason,
		health.missed > 0
			? `${health.missed} changes were found by the slow pass only: the system did not report them`
			: 'no change was missed so far',
	].filter((line) => line !== null);
	const texts = lines.flatMap((line) => wrap(line, width));
	if (1 + texts.length + 1 + tableRows(found.length) > layout.bodyRows) {
		return (
			<Pane
				lines={[
					...texts,
					...found.map(
						({Format, Tasks, Problems}) => `${Format}: ${Tasks} tasks, ${Problems} problems`,
					),
				].map((text) => [{text: truncate(text, width)}])}
				top={top}
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
