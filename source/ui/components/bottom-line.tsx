import {memo, type ReactNode} from 'react';
import {commands} from '../../commands/index.ts';
import {keyLabel} from '../../commands/keymap.ts';
import type {Message} from '../../commands/screen-state.ts';
import type {Tone} from '../../analysis/columns.ts';
import {displayWidth, truncate} from '../../text/width.ts';
import type {Hint} from '../hint.ts';
import {Line, type Segment} from '../line.tsx';
import {useTheme} from '../theme-context.ts';

const hinted = commands.filter(({hint}) => hint !== undefined);

const messageTones: Readonly<Record<Message['tone'], Tone>> = {
	done: 'completed',
	notice: 'warning',
	problem: 'failed',
};

/**
Last line: what just happened, or the keys that matter most. They are the same for every line, so that
fingers learn them; a key that can't do its work at the moment says why when it is pressed.
*/
export const BottomLine = memo(
	({
		message,
		extra,
		hasCommands,
		isPast,
		width,
	}: {
		readonly message: Message | null;
		/** More keys for the present state, shown first. */
		readonly extra: readonly Hint[];
		/** Whether the usual keys work at the moment. */
		readonly hasCommands: boolean;
		/** Whether an earlier moment is shown: what acts on the present is not offered then. */
		readonly isPast: boolean;
		readonly width: number;
	}): ReactNode => {
		const theme = useTheme();
		if (message) {
			return (
				<Line
					segments={[
						{text: ` ${truncate(message.text, width - 2)}`, tone: messageTones[message.tone]},
					]}
				/>
			);
		}

		const hints = [
			...extra,
			...(hasCommands ? hinted.filter(({isForNow}) => !isPast || !isForNow) : []).map(
				({keys, hint}) => ({
					key: keyLabel(keys[0]!),
					hint: hint!,
				}),
			),
		];
		const segments: Segment[] = [
			{text: ' '},
			...thatFit(hints, width, hasCommands ? 2 : 1).flatMap(({key, hint}): Segment[] => [
				{text: key, style: theme.key},
				{text: ` ${hint}  `, tone: 'dim'},
			]),
		];
		return <Line segments={segments} />;
	},
);

/**
As many hints as there is room for.

@param kept so many at the end are left out last: the way to help, the way out.
*/
const thatFit = (hints: readonly Hint[], width: number, kept: number): readonly Hint[] => {
	const shown = [...hints];
	const needed = (): number =>
		shown.reduce((sum, {key, hint}) => sum + displayWidth(key) + displayWidth(hint) + 3, 1);
	while (shown.length > 0 && needed() > width) {
		shown.splice(Math.max(0, shown.length - 1 - kept), 1);
	}

	return shown;
};
