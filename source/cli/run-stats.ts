import path from 'node:path';
import {workPlanOf} from '../analysis/dependencies/work-plan.ts';
import {parseFilter} from '../analysis/filter.ts';
import {type Insights, insightsOf} from '../analysis/insights.ts';
import {type Dimension, dimensions} from '../analysis/metrics/dimensions.ts';
import {type Metrics, metricsOf} from '../analysis/metrics/metrics.ts';
import {statsReport} from '../export/stats-report.ts';
import {jsonText} from '../export/json-text.ts';
import {historyFile} from '../history/history.ts';
import {keptAttempts} from '../history/kept-attempts.ts';
import {keptRecord} from '../history/kept-record.ts';
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
	const {workspaces, settings, state, rows, dependencies, now} = await takeSnapshot(invocation);
	const files = workspaces.map((workspace) =>
		path.join(stateFolder(surroundings(), workspace), historyFile),
	);
	const kept = settings.history.isEnabled ? await keptAttempts(files) : [];
	const among = (format: string): boolean =>
		settings.formats.length === 0 || settings.formats.some((name) => name === format);
	const offsetMs = -new Date(now).getTimezoneOffset() * 60_000;
	const asked = {
		attempts: knownAttempts(
			kept.filter(({format}) => among(format)),
			state,
			rows,
		),
		rows,
		window,
		filter: parseFilter(flags.filter ?? ''),
	};
	const metrics = metricsOf({...asked, thresholds: settings.metrics, offsetMs});
	const insights = insightsOf({
		...asked,
		...(settings.history.isEnabled ? await keptRecord(files) : {}),
		plan: workPlanOf(dependencies, rows),
		now,
		hourOf: (at) => new Date(at).getHours(),
	});
	if (flags.json) {
		await writeOut(jsonText(statsReport({metrics, insights, workspaces, now})));
	} else {
		const isColored = usesColor(settings.color, process.env, process.stdout.isTTY);
		const by = flags.by === undefined ? dimensions : [flags.by];
		await writeOut(await printed(metrics, {insights, by, now, offsetMs, isColored}));
	}

	return 0;
};

const printed = async (
	metrics: Metrics,
	{
		insights,
		by,
		now,
		offsetMs,
		isColored,
	}: {
		readonly insights: Insights;
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
			: metricsLines(metrics, {width, by, insights, day: dayWriter(now, offsetMs)});
	return `${lines
		.map((line) =>
			line
				.map(({text, tone = 'plain'}) => paint(text, tone))
				.join('')
				.trimEnd(),
		)
		.join('\n')}\n`;
};
