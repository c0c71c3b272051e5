import {summarise} from '../../analysis/summary.ts';
import {formatDuration} from '../../text/duration.ts';
import type {Exporter, ExportInput} from '../exporter.ts';
import type {ReportName} from '../report-names.ts';
import {begin, element, end, line} from './element.ts';
import {writtenTime} from '../written-time.ts';
import {style} from './style.ts';

/**
A report as one file that needs nothing else: no script, no picture, no style from elsewhere. The policy in
its head forbids a browser to fetch or run anything, whatever got into a text.
*/
export function* htmlPage(
	parts: readonly (Pick<Exporter, 'title' | 'sections'> & {readonly name: ReportName})[],
	input: ExportInput,
): Generator<string, void, undefined> {
	const {workspaces, filter, now, timeText} = input;
	const name = workspaces.map((workspace) => workspace.split('/').findLast(Boolean) ?? workspace);
	const title = `metawatch: ${name.join(', ')}`;
	yield `<!doctype html>\n${begin('html', {lang: 'en'})}\n`;
	yield line(
		'head',
		{},
		element('meta', {charset: 'utf-8'}),
		element('meta', {'http-equiv': 'Content-Security-Policy', content: policy}),
		element('meta', {name: 'viewport', content: 'width=device-width, initial-scale=1'}),
		element('meta', {name: 'referrer', content: 'no-referrer'}),
		element('title', {}, title),
		// The style is ours; as a text of the page its signs would be named.
		{markup: `<style>${style}</style>`},
	);
	yield begin('body');
	const made = element('time', {datetime: writtenTime(now)}, timeText(now));
	yield line(
		'header',
		{},
		element('h1', {}, title),
		element('p', {class: 'about'}, 'Made on ', made, ` from ${workspaces.join(', ')}`),
		[windowText(input), filter === '' ? '' : `Only what matches “${filter}”`]
			.filter((text) => text !== '')
			.map((text) => element('p', {class: 'about'}, text)),
	);
	yield figures(input);
	if (parts.length > 1) {
		const links = parts.map((part) =>
			element('li', {}, element('a', {href: `#${part.name}`}, part.title)),
		);
		yield line('nav', {'aria-label': 'parts'}, element('ul', {}, links));
	}

	yield begin('main');
	for (const part of parts) {
		yield begin('section', {'aria-labelledby': part.name});
		yield line('h2', {id: part.name}, part.title);
		yield* part.sections.html(input);
		yield end('section');
	}

	yield end('main', 'body', 'html');
}

/** Nothing is fetched and nothing runs; the style in the page is the only thing that is allowed. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export const windowText = ({window: {since, until}, timeText}: ExportInput): string =>
	[
		since === null ? null : `From ${timeText(since)}`,
		until === null ? null : `${since === null ? 'Until' : 'until'} ${timeText(until)}`,
	]
		.filter((part) => part !== null)
		.join(' ');

const figures = ({rows, findings}: ExportInput) => {
	const {total, byStatus, attention, successRate, medianDurationMs} = summarise(rows);
	const values: readonly (readonly [string, string | null])[] = [
		['tasks', String(total)],
		['completed', String(byStatus.completed)],
		['running', String(byStatus.running)],
		['failed', String(byStatus.failed)],
		['want attention', String(attention)],
		['problems', String(findings.length)],
		['success', successRate === null ? null : `${Math.round(successRate * 100)} %`],
		['median time', medianDurationMs === null ? null : formatDuration(medianDurationMs)],
	];
	return line(
		'dl',
		{class: 'figures'},
		values.flatMap(([name, value]) =>
			value === null ? [] : [element('div', {}, element('dt', {}, name), element('dd', {}, value))],
		),
	);
};
