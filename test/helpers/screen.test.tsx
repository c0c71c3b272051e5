import {Box, Text, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {useState} from 'react';
import {expect, test} from 'vitest';
import {openScreen} from './screen.ts';

const App = () => {
	const {columns, rows} = useWindowSize();
	const [heard, setHeard] = useState('');
	const {exit} = useApp();
	useInput((input, key) => {
		if (input === 'q') {
			exit(new Error('over'));
		}

		setHeard(key.downArrow ? 'down' : key.return ? 'enter' : key.escape ? 'escape' : input);
	});
	usePaste((text) => {
		setHeard(`pasted ${text}`);
	});
	return (
		<Box height={rows} flexDirection="column">
			<Text>
				{columns}x{rows}
			</Text>
			<Text color="red" bold>
				heard {heard}
			</Text>
			<Text>🚀👩‍💻⚠️日本🇩🇪👍🏽e{'\u0301'}|</Text>
			<Text>abcdefghijkl n|</Text>
		</Box>
	);
};

test('shows rows, wide characters and colours as a terminal does', async () => {
	const screen = await openScreen(<App />, {columns: 40, rows: 6});
	expect(screen.lines()).toEqual([
		'40x6',
		'heard',
		'🚀👩‍💻⚠️日本🇩🇪👍🏽e\u0301|',
		'abcdefghijkl n|',
		'',
		'',
	]);
	// Both bars stand in the same column: the emulator agrees with the widths the program uses.
	expect(screen.cells(2).findIndex(({text}) => text === '|')).toBe(
		screen.cells(3).findIndex(({text}) => text === '|') + 1,
	);
	expect(screen.cells(1)[0]).toMatchObject({text: 'h', foreground: 1, isBold: true});
	expect(screen.cells(0)[0]).toMatchObject({text: '4', foreground: null, isBold: false});
	expect(screen.isAlternate()).toBe(true);
	expect(screen.isCursorVisible()).toBe(false);
	expect(screen.isRaw()).toBe(true);
	await screen.close();
	expect(screen.isAlternate()).toBe(false);
	expect(screen.isCursorVisible()).toBe(true);
	expect(screen.isRaw()).toBe(false);
});

test('hears typing, keys, pastes and the window', async () => {
	const screen = await openScreen(<App />, {columns: 40, rows: 6});
	const heard = async (what: string) => screen.waitFor((lines) => lines[1] === `heard ${what}`);
	screen.type('jj');
	await heard('jj');
	screen.press('down');
	await heard('down');
	screen.press('enter');
	await heard('enter');
	screen.press('escape');
	await heard('escape');
	screen.paste('q\nq');
	await screen.waitFor((lines) => lines[1] === 'heard pasted q');
	screen.resize(60, 10);
	await screen.waitFor((lines) => lines[0] === '60x10' && lines.length === 10);
	screen.type('q');
	await expect(screen.exit).rejects.toThrow('over');
	await screen.close();
});

test('shows the whole screen when the wait is in vain', async () => {
	const screen = await openScreen(<App />, {columns: 40, rows: 6});
	await expect(screen.waitFor(() => false, {timeout: 20, what: 'Godot'})).rejects.toThrow(
		/Godot[^]*│40x6\n│heard/,
	);
	await screen.close();
});
