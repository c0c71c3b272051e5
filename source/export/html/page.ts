import {summarise} from '../../analysis/summary.ts';
import {formatDuration} from '../../text/duration.ts';
import type {Exporter, ExportInput} from '../exporter.ts';
import type {ReportName} from '../report-names.ts';
import {html} from './html.ts';
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
	yield html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta
					http-equiv="Content-Security-Policy"
					content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
				/>
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="referrer" content="no-referrer" />
				<title>${title}</title>
				<style>
					${{markup: style}}
				</style>
			</head>
			<body>
				<header>
					<h1>${title}</h1>
					<p class="about">
						Made on <time datetime="${new Date(now).toISOString()}">${timeText(now)}</time> from
						${workspaces.join(', ')}
					</p>
					${windowText(input) === '' ? null : html`<p class="about">${windowText(input)}</p>`}
					${filter === '' ? null : html`<p class="about">Only what matches “${filter}”</p>`}
				</header>
				${figures(input)}
				${
					parts.length < 2
						? null
						: html`<nav aria-label="parts">
								<ul>
									${parts.map((part) => html`<li><a href="#${part.name}">${part.title}</a></li>`)}
								</ul>
							</nav>`
				}
				<main></main>
			</body>
		</html> `.markup;
	for (const part of parts) {
		yield html`<section aria-labelledby="${part.name}">
			<h2 id="${part.name}">${part.title}</h2>
		</section> `.markup;
		yield* part.sections.html(input);
		yield '</section>\n';
	}

	yield html`</main>
</body>
</html>
`.markup;
}

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
	return html`<dl class="figures">
		${values.flatMap(([name, value]) =>
			value === null
				? []
				: [
						html`<div>
							<dt>${name}</dt>
							<dd>${value}</dd>
						</div>`,
					],
		)}
	</dl>`;
};
