import type {Row} from '../../analysis/rows.ts';
import {statusGlyphs} from '../../model/status-glyphs.ts';
import type {Offer} from '../../recovery/offer.ts';
import {displayWidth, fit, truncate, wrap} from '../../text/width.ts';
import {type Paint, painter} from '../sgr.ts';
import type {Offered} from './offers.ts';

export type ListLook = {readonly width: number; readonly isColored: boolean};

/** The tasks that can be recovered, with a line for each of their options. */
export const recoverableList = (all: readonly Offered[], look: ListLook): string => {
	const paint = painter(look.isColored);
	if (all.length === 0) {
		return `nothing needs to be recovered; "metawatch recover TASK" tells what can be done for any task\n`;
	}

	const title =
		all.length === 1 ? '1 task can be recovered' : `${all.length} tasks can be recovered`;
	const blocks = all.map(({row, offers}) => {
		const possible = offers.filter(({option}) => option.refusal === null);
		const idWidth = Math.max(...possible.map(({option}) => displayWidth(option.id)));
		return [
			...headLines(row, look.width, paint),
			...possible.map(
				({option: {id, title: text}}) =>
					`    ${paint(fit(id, idWidth), 'accent')}  ${truncate(text, Math.max(20, look.width - idWidth - 6))}`,
			),
		].join('\n');
	});
	return `${[
		paint(title, 'strong'),
		...blocks,
		paint(
			'metawatch recover TASK tells more, and --option ID --dry-run what would be changed',
			'dim',
		),
	].join('\n\n')}\n`;
};

/** Everything about the options of the tasks that were asked about. */
export const optionList = (all: readonly Offered[], look: ListLook): string => {
	const paint = painter(look.isColored);
	const blocks = all.map(({row, offers}) =>
		[
			...(row ? headLines(row, look.width, paint) : groupLines(offers, paint)),
			...(offers.length === 0 ? [paint('  nothing can be done for it from here', 'dim')] : []),
			...offers.flatMap((offer) => ['', ...offerLines(offer, look.width, paint)]),
		].join('\n'),
	);
	return `${blocks.join('\n\n')}\n`;
};

const headLines = (row: Row | null, width: number, paint: Paint): readonly string[] => {
	if (!row) {
		return [];
	}

	const {task, status, attention, liveness} = row;
	const said = attention[0]?.message ?? liveness?.reason ?? null;
	return [
		`${paint(statusGlyphs[status], status)} ${truncate(`${task.id} ${task.title}`, width - 2)}`,
		paint(
			truncate(
				`  ${[status, said === status ? null : said, task.group].filter(Boolean).join(' · ')}`,
				width,
			),
			'dim',
		),
	];
};

const groupLines = (offers: readonly Offer[], paint: Paint): readonly string[] =>
	offers.length > 0 ? [paint(offers[0]!.name, 'strong')] : [];

const labelWidth = 8;
const indent = 4;

const offerLines = (offer: Offer, width: number, paint: Paint): readonly string[] => {
	const {id, title, scope, because, against, refusal, changes, command, isGrave} = offer.option;
	const notes = [
		scope === 'group' ? `for all of ${offer.name}` : null,
		offer.worked && `worked ${offer.worked.successes} of ${offer.worked.tries} times`,
		isGrave ? 'asks for its id' : null,
	].filter(Boolean);
	const note = notes.length > 0 ? paint(`  (${notes.join(', ')})`, 'dim') : '';
	return [
		`  ${paint(id, refusal === null ? 'accent' : 'dim')}  ${paint(title, refusal === null ? 'strong' : 'dim')}${note}`,
		...labelled('not now', refusal === null ? [] : [refusal], width, paint),
		...labelled('why', [because], width, paint),
		...labelled('changes', changes, width, paint),
		...labelled('against', against, width, paint),
		// A command is copied: it stays whole.
		...(command === null
			? []
			: [
					`${' '.repeat(indent)}${paint(fit('then', labelWidth), 'dim')}${paint(command, 'accent')}`,
				]),
	];
};

const labelled = (
	label: string,
	texts: readonly string[],
	width: number,
	paint: Paint,
): readonly string[] =>
	texts
		.flatMap((text) => wrap(text, Math.max(20, width - indent - labelWidth)))
		.map(
			(line, index) =>
				`${' '.repeat(indent)}${paint(fit(index === 0 ? label : '', labelWidth), 'dim')}${line}`,
		);
