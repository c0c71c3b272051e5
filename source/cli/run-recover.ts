import {jsonText} from '../export/json-text.ts';
import {recoverReport} from '../export/recovery/reports.ts';
import {capsuleOf} from '../recovery/capsule.ts';
import {usesColor} from './color.ts';
import type {Run} from './command.ts';
import {writeOut} from './output.ts';
import {printedWidth} from './printed-width.ts';
import {chooseOption} from './recover/choose.ts';
import {carryOut} from './recover/carry-out.ts';
import {openClerks} from './recover/clerk.ts';
import {offeredFor, offerInput, recoverable} from './recover/offers.ts';
import {keptLives} from './recover/kept-lives.ts';
import {optionList, recoverableList} from './recover/option-list.ts';
import {planChoices} from './recover/plan-choices.ts';
import {chosenRows, readTargets} from './recover/targets.ts';
import {takeSnapshot} from './snapshot.ts';
import {UsageError} from './usage-error.ts';

/** `metawatch recover`: lists what can be done, shows a plan, applies it. */
export const run: Run = async ({paths, flags}) => {
	const targets = await readTargets(paths, flags);
	const taken = await takeSnapshot({paths: targets.folders, flags});
	const {rows, workspaces, settings, now} = taken;
	const clerks = await openClerks(workspaces, settings);
	const chosen = chosenRows(targets, flags.filter, rows);
	const isColored = usesColor(settings.color, process.env, process.stdout.isTTY);
	const look = {width: printedWidth(), isColored};
	const needsTask = flags.option !== undefined || flags.capsule === true;
	if (needsTask && chosen === null && targets.files.length === 0) {
		throw new UsageError(
			`${flags.capsule ? '--capsule' : '--option'} needs a TASK, --task or --filter; "metawatch recover" lists what can be recovered`,
		);
	}

	if (flags.capsule) {
		const byKey = new Map(rows.map((row) => [row.task.key, row]));
		const capsules = (chosen ?? []).map((row) =>
			capsuleOf({row, rowOf: (key) => byKey.get(key), now}),
		);
		await writeOut(capsules.join('\n---\n\n'));
		return capsules.length > 0 ? 0 : 1;
	}

	const entries = await clerks.entries();
	const input = await offerInput(taken, entries, await keptLives(workspaces, entries));
	const isOverview = chosen === null && targets.files.length === 0;
	const offered = isOverview
		? recoverable(rows, input)
		: offeredFor(chosen ?? [], targets.files, input);
	if (flags.option === undefined) {
		const text = flags.json
			? jsonText(recoverReport(offered, {workspaces, now}))
			: isOverview
				? recoverableList(offered, look)
				: optionList(offered, look);
		await writeOut(text);
		return isOverview || offered.some(({offers}) => offers.length > 0) ? 0 : 1;
	}

	const planned = await planChoices(chooseOption(flags.option, offered), input, clerks);
	return await carryOut(planned, {flags, settings, look, workspaces, now}, clerks);
};
