import {harmless} from '../../text/harmless.ts';
import {redact} from './redact.ts';

export type CapsuleSection = {
	/** Ours: stands outside of the fence. */
	readonly title: string;
	/** What files say: stands inside. */
	readonly lines: readonly string[];
};

/** More lines are counted, not written: a prompt has to be read. */
const mostLines = 60;
const longestLine = 2000;

/**
A section whose lines are fenced as data: nothing in them can end the fence. Secrets are taken out
line by line: a key that is cut off hides no more than its line.
*/
export const sectionText = ({title, lines}: CapsuleSection): string => {
	const more = lines.length - mostLines;
	const shown = [
		...lines.slice(0, mostLines).map((line) => redact(harmless(line)).slice(0, longestLine)),
		...(more > 0 ? [`and ${more} more`] : []),
	];
	const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
	return [`## ${title}`, '', `${fence}text`, ...shown, fence].join('\n');
};

/** Length of the longest run of backticks: a fence has to be longer. */
const longestRun = (lines: readonly string[]): number =>
	lines.reduce(
		(longest, line) =>
			(line.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), longest),
		0,
	);
