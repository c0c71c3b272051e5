import type {Check, Plan} from '../../model/plan.ts';
import {harmless} from '../../text/harmless.ts';
import {graphemesOf} from '../../text/graphemes.ts';
import {displayWidth, truncate} from '../../text/width.ts';
import {editLines} from './edit-lines.ts';
import {type PreviewLine, section, sentence} from './line.ts';

/** More ids, tasks or checks than this are counted, not named. */
const mostNamed = 40;

/**
A plan as a person reads it before they confirm: what is done, what was looked at, what changes in every
file, whom else it concerns, what is lost, what to type next.

@param width columns, 40 and more.
@param commandWidth where commands are broken: they are copied from what is printed, so there they stay whole.
*/
export const previewLines = (
	plan: Plan,
	width: number,
	commandWidth = width,
): readonly PreviewLine[] => {
	const {edits, workspace, checks, downstream, lost, notes, byHand, left} = plan;
	const listed = (texts: readonly string[]): readonly PreviewLine[] =>
		texts.flatMap((text) => sentence(text, width, {mark: '· '}));
	const lines = [
		...steps(plan, width),
		...section(
			'left out',
			left.flatMap(({id, reason}) =>
				sentence(`${id}: ${reason}`, width, {mark: '✖ ', tone: 'warning'}),
			),
		),
		...section(
			'checked',
			some(checks, (check) => checkLines(check, width)),
		),
		...section(
			`changes: ${edits.length}`,
			edits.flatMap((edit, index) => [
				...(index > 0 ? [[]] : []),
				...editLines(edit, workspace, width),
			]),
		),
		...section(
			'for other tasks',
			some(downstream, ({id, title, effect}) =>
				sentence(`${id} ${title}: ${effect}`, width, {mark: '→ ', markTone: 'accent'}),
			),
		),
		...section(
			'lost',
			lost.flatMap((text) => sentence(text, width, {mark: '- ', tone: 'warning'})),
		),
		...section('notes', listed(notes)),
		...section('by hand, never run by metawatch', commandLines(byHand, commandWidth)),
		...section(
			'next',
			commandLines(
				[...new Set(plan.steps.flatMap(({command}) => command ?? []))].slice(0, mostNamed),
				commandWidth,
			),
		),
	];
	return lines.at(-1)?.length === 0 ? lines.slice(0, -1) : lines;
};

/** The same without any look, to be printed. */
export const previewText = (plan: Plan, width: number): string =>
	previewLines(plan, width, Number.POSITIVE_INFINITY)
		.map(
			(line) =>
				`${line
					.map(({text}) => text)
					.join('')
					.trimEnd()}\n`,
		)
		.join('');

const steps = ({steps: all}: Plan, width: number): readonly PreviewLine[] =>
	[
		...Map.groupBy(all, ({format, option, title}) => `${format}\n${option}\n${title}`).values(),
	].flatMap((same): PreviewLine[] => {
		const ids = same.slice(0, mostNamed).map(({id}) => id);
		const more = same.length - ids.length;
		return [
			...sentence(same[0]!.title, width, {tone: 'strong'}),
			...sentence(`${ids.join(', ')}${more > 0 ? ` and ${more} more` : ''}`, width, {
				mark: same.length > 1 ? `${same.length} tasks: ` : 'for ',
				markTone: 'dim',
			}),
			[],
		];
	});

const marks: Readonly<
	Record<Check['state'], readonly [string, 'completed' | 'failed' | 'unknown']>
> = {
	passed: ['✔ ', 'completed'],
	failed: ['✖ ', 'failed'],
	unknown: ['? ', 'unknown'],
};

const checkLines = ({title, state, detail}: Check, width: number): readonly PreviewLine[] => {
	const [mark, markTone] = marks[state];
	return sentence(detail === '' ? title : `${title}: ${detail}`, width, {mark, markTone});
};

/** A command is copied: not a blank of it changes, and it is never shortened. */
const commandLines = (texts: readonly string[], width: number): readonly PreviewLine[] =>
	texts.flatMap((text) =>
		broken(harmless(text), width).map((line): PreviewLine => [{text: line, tone: 'accent'}]),
	);

const broken = (text: string, width: number): readonly string[] => {
	if (displayWidth(text) <= width) {
		return [text];
	}

	const lines: string[] = [];
	let line = '';
	let used = 0;
	for (const piece of graphemesOf(text)) {
		const columns = displayWidth(piece);
		if (used + columns > width) {
			lines.push(line);
			line = '';
			used = 0;
		}

		line += piece;
		used += columns;
	}

	return [...lines, line];
};

const some = <Value>(
	values: readonly Value[],
	linesOf: (value: Value) => readonly PreviewLine[],
): readonly PreviewLine[] => {
	const more = values.length - mostNamed;
	return [
		...values.slice(0, mostNamed).flatMap((value) => linesOf(value)),
		...(more > 0 ? [[{text: truncate(`and ${more} more`, 40), tone: 'dim' as const}]] : []),
	];
};
