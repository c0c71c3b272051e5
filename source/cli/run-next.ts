import {workPlanOf} from '../analysis/dependencies/work-plan.ts';
import {nextReport} from '../export/next-report.ts';
import {usesColor} from './color.ts';
import type {Run} from './command.ts';
import {writeOut} from './output.ts';
import {printedWidth} from './printed-width.ts';
import {takeSnapshot} from './snapshot.ts';
import {UsageError} from './usage-error.ts';
import {jsonText} from '../export/json-text.ts';

const usualLimit = 5;

/**
`metawatch next`: what can start now, in order, and why the rest can't, as lines or as JSON; with
`--start` it is started.
*/
export const run: Run = async (invocation) => {
	const {json, limit = usualLimit, agents = null, start, dryRun, yes} = invocation.flags;
	if (start !== undefined) {
		const {run: runSprint} = await import('./sprint/run-sprint.ts');
		return await runSprint(invocation);
	}

	if (dryRun || yes) {
		throw new UsageError(
			`--${yes ? 'yes' : 'dry-run'} belongs to --start: nothing else is done here`,
		);
	}

	const taken = await takeSnapshot(invocation);
	const {dependencies, rows, workspaces, settings, now} = taken;
	const workPlan = workPlanOf(dependencies, rows);
	const report = nextReport({workPlan, workspaces, limit, agents, now});
	if (json) {
		await writeOut(jsonText(report));
	} else {
		const [{nextList}, {etaLine}] = await Promise.all([
			import('./next-list.ts'),
			import('./eta.ts'),
		]);
		const eta = await etaLine(taken, workPlan, agents);
		const isColored = usesColor(settings.color, process.env, process.stdout.isTTY);
		const list = nextList(report, {width: printedWidth(), isColored});
		await writeOut(eta === null ? list : `${list}\n${eta}\n`);
	}

	return 0;
};
