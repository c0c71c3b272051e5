import path from 'node:path';
import {parseFilter} from '../analysis/filter.ts';
import {type Dimension, dimensions} from '../analysis/metrics/dimensions.ts';
import {type Metrics, metricsOf} from '../analysis/metrics/metrics.ts';
import {statsReport} from '../export/stats-report.ts';
import {jsonText} from '../export/json-text.ts';
import {historyFile} from '../history/history.ts';
import {keptAttempts} from '../history/kept-attempts.ts';
import {knownAttempts} from '../history/known-attempts.ts';
import {usesColor} from './color.ts';
import type {Run} from './command.ts';
import {writeOut} from './output.ts';
import {printedWidth} from './printed-width.ts';
import {takeSnapshot} from './snapshot.ts';
import {windowOf} from './stats-window.ts';
import {stateFolder, surroundings} from './user-folders.ts';

/** Lines longer than this are not easier to read. */
const widest = 180;

/** `metawatch stats`: figures about attempts, for people or as JSON. */
export const run: Run = async (invocation) => {
	const {flags} = invocation;
	const window = windowOf(flags, Date.now());
	const {workspaces, settings, state, rows, now} = await takeSnapshot(invocation);
	const files = workspaces.map((workspace) =>
		path.join(stateFolder(surroundings(), workspace), historyFile),
	);
	const kept = settings.history.isEnabled ? await keptAttempts(files) : [];
	const among = (format: string): boolean =>
		settings.formats.length === 0 || settings.formats.some((name) => name === format);
	const offsetMs = -new Date(now).getTimezoneOffset() * 60_000;
	const metrics = metricsOf({
		attempts: knownAttempts(
			kept.filter(({format}) => among(format)),
			state,
			rows,
		),
		rows,
		window,
		filter: parseFilter(flags.filter ?? ''),
		thresholds: settings.metrics,
		offsetMs,
	});
	if (flags.json) {
		await writeOut(jsonText(statsReport({metrics, workspaces, now})));
	} else {
		const isColored = usesColor(settings.color, process.env, process.stdout.isTTY);
		const by = flags.by === undefined ? dimensions : [flags.by];
		await writeOut(await printed(metrics, {by, now, offsetMs, isColored}));
	}

	return 0;
};

const printed = async (
	metrics: Metrics,
	{
		by,
		now,
		offsetMs,
		isColored,
	}: {
		readonly by: readonly Dimension[];
		readonly now: number;
		readonly offsetMs: number;
		readonly isColored: boolean;
	},
): Promise<string> => {
	const [{metricsLines}, {dayWriter}, {noAttemptsLines}, {painter}] = await Promise.all([
		import('../ui/views/metrics/blocks.ts'),
		import('../ui/views/metrics/words.ts'),
		import('../ui/views/metrics/empty.ts'),
		import('./sgr.ts'),
	]);
	const paint = painter(isColored);
	const width = Math.min(widest, printedWidth());
	const lines =
		metrics.population.attempts === 0
			? noAttemptsLines(metrics.population, width)
			: metricsLines(metrics, {width, by, day: dayWriter(now, offsetMs)});
	return `${lines
		.map((line) =>
			line
				.map(({text, tone = 'plain'}) => paint(text, tone))
				.join('')
				.trimEnd(),
		)
		.join('\n')}\n`;
};
