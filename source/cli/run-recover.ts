import {jsonText} from '../export/json-text.ts';
import {recoverReport} from '../export/recovery/reports.ts';
import {capsuleOf} from '../recovery/capsule.ts';
import {usesColor} from './color.ts';
import type {Run} from './command.ts';
import type {FlagValues} from './flags.ts';
import {writeNotice, writeOut} from './output.ts';
import {printedWidth} from './printed-width.ts';
import {chooseOption} from './recover/choose.ts';
import {carryOut} from './recover/carry-out.ts';
import {openClerk} from './recover/clerk.ts';
import {offeredFor, offerInput, recoverable} from './recover/offers.ts';
import {keptLives} from './recover/kept-lives.ts';
import {optionList, recoverableList} from './recover/option-list.ts';
import {planChosen} from './recover/plan-choices.ts';
import {chosenRows, readTargets} from './recover/targets.ts';
import {takeSnapshot} from './snapshot.ts';
import {UsageError} from './usage-error.ts';

/** `metawatch recover`: lists what can be done, shows a plan, applies it. */
export const run: Run = async ({paths, flags}) => {
	checkTogether(flags);
	const targets = await readTargets(paths, flags);
	const isNamed = targets.names.length + targets.files.length > 0 || flags.filter !== undefined;
	if ((flags.option !== undefined || flags.capsule) && !isNamed) {
		throw new UsageError(
			`${flags.capsule ? '--capsule' : '--option'} needs a TASK, --task or --filter; "metawatch recover" lists what can be recovered`,
		);
	}

	const taken = await takeSnapshot({paths: targets.folders, flags});
	const {rows, workspaces, settings, now} = taken;
	const clerk = await openClerk(workspaces, settings);
	const chosen = chosenRows(targets, flags.filter, rows);
	const isColored = usesColor(settings.color, process.env, process.stdout.isTTY);
	const look = {width: printedWidth(), isColored};
	if (chosen?.length === 0 && flags.filter !== undefined && targets.files.length === 0) {
		writeNotice(`no task matches --filter "${flags.filter}"`);
		return 1;
	}

	if (flags.capsule) {
		const byKey = new Map(rows.map((row) => [row.task.key, row]));
		const capsules = (chosen ?? []).map((row) =>
			capsuleOf({row, rowOf: (key) => byKey.get(key), now}),
		);
		await writeOut(capsules.join('\n---\n\n'));
		return capsules.length > 0 ? 0 : 1;
	}

	const entries = await clerk.heads();
	const input = await offerInput(taken, entries, await keptLives(workspaces, entries));
	const isOfFiles = targets.files.length > 0 && (chosen?.length ?? 0) > 1;
	const isOverview = chosen === null || (isOfFiles && flags.option === undefined);
	// A file that no task can be read from stands for the group it belongs to.
	const silent = targets.files.filter(
		(file) => !chosen?.some(({task}) => task.files.some(({path}) => path === file)),
	);
	const offered = isOverview
		? recoverable(chosen ?? rows, input)
		: offeredFor(chosen, silent, input);
	if (flags.option === undefined) {
		const text = flags.json
			? jsonText(recoverReport(offered, {workspaces, now}))
			: isOverview
				? recoverableList(offered, look)
				: optionList(offered, look);
		await writeOut(text);
		return isOverview || offered.some(({offers}) => offers.length > 0) ? 0 : 1;
	}

	const planned = await planChosen(chooseOption(flags.option, offered), input, clerk);
	return await carryOut(planned, {flags, settings, look, workspaces, now}, clerk);
};

/** @throws {UsageError} for flags that would be ignored beside, or without, others. */
const checkTogether = ({option, capsule, json, yes, reason, dryRun}: FlagValues): void => {
	if (capsule && (json || option !== undefined)) {
		throw new UsageError(
			'--capsule prints Markdown and changes nothing: it goes without --json and --option',
		);
	}

	const alone = [yes && '--yes', reason !== undefined && '--reason', dryRun && '--dry-run'].find(
		Boolean,
	);
	if (alone && option === undefined) {
		throw new UsageError(`${alone} needs --option ID: without it the options are only listed`);
	}
};
