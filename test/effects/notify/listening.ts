import xterm from '@xterm/headless';

/** A terminal that notes what it is told beside what it shows. */
export const listeningTerminal = () => {
	const terminal = new xterm.Terminal({cols: 80, rows: 5, allowProposedApi: true});
	const notes: string[] = [];
	terminal.onBell(() => notes.push('bell'));
	terminal.onTitleChange((title) => notes.push(`title ${title}`));
	for (const code of [9, 52, 99, 777]) {
		terminal.parser.registerOscHandler(code, (data) => {
			notes.push(`${code} ${data}`);
			return true;
		});
	}

	return {
		/** Answers with what it was told, and what is on the screen. */
		async write(text: string) {
			notes.length = 0;
			terminal.reset();
			await new Promise<void>((resolve) => {
				terminal.write(text, resolve);
			});
			const {active} = terminal.buffer;
			const screen = Array.from({length: 5}, (_, row) =>
				active.getLine(row)!.translateToString(true),
			).join('');
			return {notes: [...notes], screen, column: active.cursorX};
		},
	};
};
