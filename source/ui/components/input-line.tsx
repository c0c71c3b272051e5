import {useCursor} from 'ink';
import type {ReactNode} from 'react';
import type {TextInput} from '../../commands/text-input.ts';
import {graphemesOf} from '../../text/graphemes.ts';
import {displayWidth} from '../../text/width.ts';
import {Line, type Segment} from '../line.tsx';
import {useTheme} from '../theme-context.ts';

/** A line one types into, with the terminal's own cursor where the next letter goes. */
export const InputLine = ({
	prompt,
	input,
	notes,
	row,
	width,
}: {
	readonly prompt: string;
	readonly input: TextInput;
	/** What to say beside it, the longest that fits. */
	readonly notes: readonly string[];
	/** Line of the screen it stands on, from 0: input methods open their window at the cursor. */
	readonly row: number;
	readonly width: number;
}): ReactNode => {
	const theme = useTheme();
	const {setCursorPosition} = useCursor();
	const letters = graphemesOf(input.text);
	// A long text is shown around its caret.
	const room = Math.max(1, width - displayWidth(prompt) - 2);
	let start = input.caret;
	let used = 0;
	while (start > 0 && used + displayWidth(letters[start - 1]!) <= room) {
		start--;
		used += displayWidth(letters[start]!);
	}

	const shown = letters.slice(start).join('');
	setCursorPosition({x: 1 + displayWidth(prompt) + used, y: row});
	const free = width - 2 - displayWidth(prompt) - displayWidth(shown);
	const note = notes.find((text) => displayWidth(text) + 2 <= free);
	const segments: Segment[] = [
		{text: ' '},
		{text: prompt, style: theme.key},
		{text: shown},
		...(note === undefined ? [] : [{text: note.padStart(free), tone: 'dim' as const}]),
	];
	return <Line segments={segments} />;
};
