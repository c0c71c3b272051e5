import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {formatNames} from '../../model/format-name.ts';
import {wrap} from '../../text/width.ts';
import type {Surroundings} from '../app.tsx';
import type {Frame} from '../frame.ts';
import {SmallTable} from '../ink-table/small-table.tsx';

/** What is watched, how, and what was found where: the answer to "does it see my files?". */
export const Watched = ({
	frame: {model, health, layout},
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
	return (
		<Box
			flexDirection="column"
			height={layout.bodyRows}
			overflow="hidden"
			paddingX={2}
			paddingTop={1}
		>
			{lines
				.flatMap((line) => wrap(line, width))
				.map((line) => (
					<Text key={line} wrap="truncate-end">
						{line}
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
