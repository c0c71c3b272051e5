import {atLeast, countBySeverity, validateReport} from '../export/validate-report.ts';
import {usesColor} from './color.ts';
import type {Run} from './command.ts';
import {writeOut} from './output.ts';
import {printedWidth} from './printed-width.ts';
import {takeSnapshot} from './snapshot.ts';
import {validatedPaths} from './validated-paths.ts';
import {jsonText} from '../export/json-text.ts';

/** `metawatch validate`: every problem, grouped by file, as lines or as JSON. */
export const run: Run = async ({paths, flags}) => {
	const {json, severity = 'info', explain} = flags;
	const {folders, isAsked, fileCount} = await validatedPaths(paths);
	const taken = await takeSnapshot({paths: folders, flags});
	const all = taken.findings.filter(({path}) => isAsked(path));
	const findings = atLeast(all, severity);
	if (json) {
		const report = validateReport(findings, taken.workspaces, taken.now);
		await writeOut(jsonText(report));
	} else {
		const {problemList} = await import('./problem-list.ts');
		const isColored = usesColor(taken.settings.color, process.env, process.stdout.isTTY);
		const explanation = explain
			? (await import('./explanations.ts')).explanations(findings, {
					width: printedWidth(),
					isColored,
				})
			: null;
		const list = problemList(findings, {
			directory: process.cwd(),
			files: fileCount ?? taken.health.files,
			hidden: all.length - findings.length,
			width: process.stdout.isTTY ? printedWidth() : null,
			explanation,
			isColored,
		});
		await writeOut(list);
	}

	// What is not shown still counts: a script asked for errors must not miss one.
	return countBySeverity(all).error > 0 ? 1 : 0;
};
