import {jsonText} from '../export/json-text.ts';
import {auditReport} from '../export/recovery/reports.ts';
import {undoPlanOf} from '../recovery/undo-plan.ts';
import {usesColor} from './color.ts';
import type {Run} from './command.ts';
import {writeNotice, writeOut} from './output.ts';
import {printedWidth} from './printed-width.ts';
import {auditList} from './recover/audit-list.ts';
import {type Circumstances, obstacleTo, refuse, report, show} from './recover/carry-out.ts';
import {openClerk} from './recover/clerk.ts';
import {settingsFor} from './settings.ts';
import {checkWorkspaces} from './workspaces.ts';

/** `metawatch undo`: takes the last applied plan back, or prints the audit trail. */
export const run: Run = async ({paths, flags}) => {
	const workspaces = await checkWorkspaces(paths);
	const settings = await settingsFor(flags, workspaces[0]!);
	const clerk = await openClerk(workspaces, settings);
	const entries = await clerk.entries();
	const now = Date.now();
	const isColored = usesColor(settings.color, process.env, process.stdout.isTTY);
	const look = {width: printedWidth(), isColored};
	if (flags.list) {
		await writeOut(
			flags.json
				? jsonText(auditReport(entries, {workspaces, now}))
				: auditList(entries, {...look, now}),
		);
		return 0;
	}

	const around: Circumstances = {flags, settings, look, workspaces, now};
	const plan = undoPlanOf(entries);
	if (!plan) {
		return await refuse('there is nothing to take back', null, around);
	}

	await show(plan, around);
	if (flags.dryRun) {
		await report({state: 'planned', plan}, around);
		return 0;
	}

	const obstacle = await obstacleTo('yes', 'Take this back?', around);
	if (obstacle !== null) {
		return await refuse(obstacle, plan, around);
	}

	const result = await clerk.undo(plan, flags.reason ?? null);
	if (!result.isDone) {
		return await refuse(result.message, plan, around);
	}

	await report({state: 'undone', plan}, around);
	writeNotice(result.message);
	return 0;
};
