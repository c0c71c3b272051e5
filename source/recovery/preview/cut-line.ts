import type {Tone} from '../../analysis/columns.ts';
import {displayWidth, truncate, truncateStart} from '../../text/width.ts';
import type {Part} from './changed-parts.ts';
import type {PreviewSegment} from './line.ts';
import {visible} from './visible.ts';

/**
A line of a file in at most so many columns. Where it is longer, what changed in it stays in sight: JSON
may stand on one line of a megabyte.
*/
export const cutLine = (
	parts: readonly Part[],
	width: number,
	tone: Tone,
): readonly PreviewSegment[] => {
	const changed = parts.findIndex(({isChanged}) => isChanged);
	const before = changed === -1 ? [] : parts.slice(0, changed);
	const [first, ...rest] = changed === -1 ? parts : parts.slice(changed);
	// No more than could ever be seen is measured. A tab takes two columns, no character less than none.
	const lead = visible(
		before
			.map(({text}) => text)
			.join('')
			.slice(-4 * width - 8),
	);
	const wholeLead = before.reduce((length, {text}) => length + text.length, 0);
	const tail = [first, ...rest].reduce((length, part) => length + (part?.text.length ?? 0), 0);
	const isLong = wholeLead + tail > width;
	const leadRoom = isLong ? Math.max(Math.floor(width / 3), width - tail) : width;
	const segments: PreviewSegment[] = [{text: truncateStart(lead, leadRoom), tone}];
	let room = width - displayWidth(segments[0]!.text);
	for (const {text, isChanged} of [first, ...rest].filter((part) => part !== undefined)) {
		if (room <= 0) {
			break;
		}

		const shown = truncate(visible(text.slice(0, 4 * width + 8)), room);
		segments.push({text: shown, tone, ...(isChanged && {style: {inverse: true}})});
		room -= displayWidth(shown);
	}

	return segments.filter(({text}) => text !== '');
};
