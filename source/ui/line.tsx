import {Text} from 'ink';
import type {ReactNode} from 'react';
import type {Tone} from '../analysis/columns.ts';
import type {Style} from './theme.ts';
import {useTheme} from './theme-context.ts';

/** A run of text in one style. Widths have been dealt with before: it is printed as it is. */
export type Segment = {
	readonly text: string;
	readonly tone?: Tone;
	readonly style?: Style;
};

/** One line of the screen, as one `Text`: cheaper than a box per cell, and nothing wraps. */
export const Line = ({
	segments,
	style,
}: {
	readonly segments: readonly Segment[];
	readonly style?: Style;
}): ReactNode => {
	const {tones} = useTheme();
	return (
		<Text wrap="truncate-end" {...style}>
			{joined(segments).map((segment, index) => {
				const look = {...(segment.tone && tones[segment.tone]), ...segment.style};
				// The place in the line is the identity of a segment.
				return Object.keys(look).length === 0 ? (
					segment.text
				) : (
					// oxlint-disable-next-line react/no-array-index-key
					<Text key={index} {...look}>
						{segment.text}
					</Text>
				);
			})}
		</Text>
	);
};

/** Neighbours that look the same as one: every change of style costs bytes and time. */
const joined = (segments: readonly Segment[]): readonly Segment[] => {
	const result: Segment[] = [];
	for (const segment of segments) {
		const last = result.at(-1);
		if (
			last &&
			last.style === segment.style &&
			(last.tone ?? 'plain') === (segment.tone ?? 'plain')
		) {
			result[result.length - 1] = {...last, text: last.text + segment.text};
		} else if (segment.text !== '') {
			result.push(segment);
		}
	}

	return result;
};
