import {type TornFile, tornGraceMs, type Writes} from '../../store/torn-files.ts';
import {displayWidth, truncate, truncateStart} from '../../text/width.ts';
import {type DetailLine, field, heading, originText, paragraph} from './detail-parts.ts';

export type TornInput = {
	readonly now: number;
	readonly width: number;
	readonly workspace: string;
	/** Epoch ms -> local time, to the second. */
	readonly formatClock: (at: number) => string;
};

/** What is known of files that cannot be read, or could not be for a moment, as lines of details. */
export const tornLines = (files: readonly TornFile[], input: TornInput): readonly DetailLine[] =>
	files.flatMap((file) =>
		isUnreadable(file, input.now) ? unreadableLines(file, input) : pastLines(file, input),
	);

/** Whoever writes in place needs a moment; only what lasts is worth a word. */
const isUnreadable = ({since}: TornFile, now: number): boolean =>
	since !== null && now - since >= tornGraceMs;

const unreadableLines = (file: TornFile, input: TornInput): readonly DetailLine[] => {
	const {since, damage, shows, sizes} = file;
	const {width, formatClock} = input;
	const {line, column, byte} = damage;
	const place = [
		line === null ? null : `line ${line}`,
		column === null ? null : `column ${column}`,
		byte === null ? null : `byte ${byte.toLocaleString('en-US')}`,
	].filter((text) => text !== null);
	return [
		heading('unreadable file'),
		...paragraph(damage.message, width, 'failed'),
		...field('file', originText({path: file.path, line}, input.workspace), width),
		...field('place', place.join(', '), width),
		...excerptLines(file, width),
		...field('since', formatClock(since!), width),
		...field('seen torn', timesText(file, file.count, input), width),
		...field('writer', writerText(file.writes), width),
		...field('sizes', sizes.length < 2 ? null : `${sizes.map(grouped).join(' → ')} bytes`, width),
		...field('shown', shownTexts[shows], width, {tone: 'warning'}),
		...salvagedLines(file, width),
	];
};

const shownTexts: Readonly<Record<TornFile['shows'], string>> = {
	'last-good': 'the last good version; it is marked until the file can be read again',
	salvaged: 'what could be salvaged: it never was seen whole',
	nothing: 'nothing of it: it never was seen whole',
};

/** A file that is whole, and was not always. */
const pastLines = (file: TornFile, input: TornInput): readonly DetailLine[] => {
	// The present moment of grace does not count yet.
	const count = file.count - (file.since === null ? 0 : 1);
	return count < 1
		? []
		: [
				heading('torn at times'),
				...field('file', originText({path: file.path, line: null}, input.workspace), input.width),
				...field('seen torn', timesText(file, count, input), input.width),
				...field('writer', writerText(file.writes), input.width),
			];
};

const timesText = ({firstAt, lastAt}: TornFile, count: number, {formatClock}: TornInput): string =>
	count === 1
		? `once, ${formatClock(firstAt)}`
		: `${grouped(count)} times, first ${formatClock(firstAt)}, last ${formatClock(lastAt)}`;

/** How the file is changed, as far as that was seen; null: never. */
const writerText = ({inPlace, replaced, truncated}: Writes): string | null => {
	const changes = inPlace + replaced;
	if (changes === 0) {
		return null;
	}

	const cuts = truncated === 0 ? '' : `, ${grouped(truncated)} seen cut short`;
	return inPlace === 0
		? `puts another file in its place (${grouped(changes)} of ${grouped(changes)} changes)`
		: `rewrites it in place (${grouped(inPlace)} of ${grouped(changes)} changes${cuts}); a file written beside it and renamed is never seen torn`;
};

const salvagedLines = (
	{damage: {salvaged, salvagedCount}}: TornFile,
	width: number,
): readonly DetailLine[] =>
	salvagedCount === 0
		? []
		: [
				heading('salvaged from the fragment', salvagedCount),
				...salvaged.map(({name, value}): DetailLine => {
					const shown = truncateStart(name, Math.max(4, Math.floor(width / 2)));
					return [
						{text: `≈ ${shown} `, tone: 'dim'},
						{text: truncate(value, width - 3 - displayWidth(shown))},
					];
				}),
			];

const grouped = (value: number): string => value.toLocaleString('en-US');

/** The share of a line that is left to what stands before the place. */
const beforeShare = 0.6;

/** The lines around the place, numbered, with a caret under it. */
const excerptLines = (
	{damage: {excerpt, line}}: TornFile,
	width: number,
): readonly DetailLine[] => {
	if (excerpt === null || line === null) {
		return [];
	}

	const {above, before, after, below} = excerpt;
	const digits = String(line + 1).length;
	const room = Math.max(4, width - digits - 3);
	const numbered = (number: number, text: string): DetailLine => [
		{text: `${String(number).padStart(digits)} │ `, tone: 'dim'},
		{text},
	];
	const shownBefore = truncateStart(before, Math.floor(room * beforeShare));
	const column = displayWidth(shownBefore);
	return [
		...above.map((text, index) => numbered(line - above.length + index, truncate(text, room))),
		numbered(line, shownBefore + truncate(after, room - column)),
		[
			{text: `${' '.repeat(digits)} │ `, tone: 'dim'},
			{text: `${' '.repeat(column)}^`, tone: 'failed'},
		],
		...(below === null ? [] : [numbered(line + 1, truncate(below, room))]),
	];
};
