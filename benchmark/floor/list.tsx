/*
The least an Ink program can be that does what the Tasks view does: a thousand rows, of which those
that fit are drawn, and a cursor.
*/
import {Box, render, Text, useApp, useInput, useWindowSize} from 'ink';
import {memo, useState} from 'react';

const rows = Array.from(
	{length: 1000},
	(_, index) => `item-${String(index).padStart(5, '0')}  pending  Migrate the session store`,
);

const Row = memo(({text, isSelected}: {readonly text: string; readonly isSelected: boolean}) => (
	<Text wrap="truncate-end" inverse={isSelected}>
		<Text color="yellow">○ </Text>
		{text}
	</Text>
));

const List = () => {
	const {rows: height} = useWindowSize();
	const [selected, setSelected] = useState(0);
	const {exit} = useApp();
	useInput((input, key) => {
		if (input === 'q') {
			exit();
		} else if (input === 'j' || key.downArrow) {
			setSelected((index) => Math.min(rows.length - 1, index + 1));
		} else if (input === 'k' || key.upArrow) {
			setSelected((index) => Math.max(0, index - 1));
		}
	});
	const visible = height - 2;
	const first = Math.max(0, Math.min(selected - Math.floor(visible / 2), rows.length - visible));
	return (
		<Box flexDirection="column" height={height}>
			<Text>floor</Text>
			{rows.slice(first, first + visible).map((text, offset) => (
				<Row key={text} text={text} isSelected={first + offset === selected} />
			))}
			<Text>{selected + 1} of 1000</Text>
		</Box>
	);
};

render(<List />, {alternateScreen: true, incrementalRendering: true});
