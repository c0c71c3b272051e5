import {atLeast, countBySeverity, validateReport} from '../export/validate-report.ts';
import {usesColor} from './color.ts';
import type {Run} from './command.ts';
import {writeOut} from './output.ts';
import {takeSnapshot} from './snapshot.ts';

/** `metawatch validate`: every problem, grouped by file, as lines or as JSON. */
export const run: Run = async (invocation) => {
	const {json, severity = 'info'} = invocation.flags;
	const {findings: all, workspaces, settings, health, now} = await takeSnapshot(invocation);
	const findings = atLeast(all, severity);
	if (json) {
		await writeOut(`${JSON.stringify(validateReport(findings, workspaces, now), null, '\t')}\n`);
	} else {
		const {problemList} = await import('./problem-list.ts');
		const isColored = usesColor(settings.color, process.env, process.stdout.isTTY);
		await writeOut(problemList(findings, {workspaces, files: health.files, isColored}));
	}

	// What is not shown still counts: a script asked for errors must not miss one.
	return countBySeverity(all).error > 0 ? 1 : 0;
};
