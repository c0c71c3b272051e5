import type {ReactNode} from 'react';
import {commands} from '../../commands/index.ts';
import {keyLabel} from '../../commands/keymap.ts';
import {searchCommands} from '../../commands/palette.ts';
import {fit} from '../../text/width.ts';
import {windowTop} from '../layout.ts';
import type {Segment} from '../line.tsx';
import {useTheme} from '../theme-context.ts';
import {Pane} from './pane.tsx';

/** The commands that match what is typed, with their keys: finding one teaches its key. */
export const Palette = ({
	text,
	index,
	width,
	height,
}: {
	readonly text: string;
	readonly index: number;
	readonly width: number;
	readonly height: number;
}): ReactNode => {
	const theme = useTheme();
	const found = searchCommands(commands, text);
	const top = windowTop(0, index, height - 1, found.length);
	const titleWidth = Math.min(60, Math.max(10, width - 24));
	const lines = found
		.slice(top, top + height - 1)
		.map(({title, keys, group}, position): Segment[] => {
			const isSelected = top + position === index;
			return [
				{text: isSelected ? '▌' : ' ', style: theme.brand},
				{text: fit(title, titleWidth), style: isSelected ? theme.selection : undefined},
				{text: `  ${fit(keys.map((key) => keyLabel(key)).join(' '), 20)}`, tone: 'accent'},
				{text: width > titleWidth + 26 ? group : '', tone: 'dim'},
			];
		});
	return (
		<Pane
			lines={lines.length > 0 ? lines : [[{text: ' no command of that name', tone: 'dim'}]]}
			top={0}
			width={width}
			height={height}
			hasBorder={false}
		/>
	);
};
