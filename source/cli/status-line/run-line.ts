import {addedFigures, lineWords, statusLine, unknownLineWord} from '../../export/status-line.ts';
import type {LineFigures} from '../../model/line-figures.ts';
import {nearest} from '../../text/nearest.ts';
import type {Run} from '../command.ts';
import type {FlagValues} from '../flags.ts';
import {writeOut} from '../output.ts';
import {UsageError} from '../usage-error.ts';
import {stateFolder, surroundings} from '../user-folders.ts';
import {checkWorkspaces} from '../workspaces.ts';
import {readFigures} from './read-figures.ts';

/**
`metawatch status --line`: one short line for a status bar or a prompt, which asks every second. A screen
that watches the same folder has the answer ready; nothing but this file is loaded then.
*/
export const run: Run = async (invocation) => {
	const {flags, paths} = invocation;
	const template = flags.formatLine ?? null;
	checkFlags(flags, template);
	const workspaces = await checkWorkspaces(paths);
	const around = surroundings();
	const folderOf = (workspace: string): string => stateFolder(around, workspace);
	const isUsual = asksTheUsual(flags);
	const kept = isUsual
		? workspaces.map((workspace) => readFigures(folderOf(workspace), Date.now()))
		: [];
	const known = kept.filter((figures) => figures !== null);
	const all: readonly LineFigures[] =
		isUsual && known.length === workspaces.length
			? known
			: await (
					await import('./look-for-yourself.ts')
				).lookForYourself(invocation, isUsual && !flags.readOnly ? folderOf : null);
	await writeOut(`${statusLine(addedFigures(all), {template, isColored: flags.color === true})}\n`);
	return 0;
};

/** What others have found out answers only the question that they asked. */
const asksTheUsual = ({format, stale, config}: FlagValues): boolean =>
	format === undefined && stale === undefined && config === undefined;

const checkFlags = ({json}: FlagValues, template: string | null): void => {
	if (json) {
		throw new UsageError('--line and --json cannot stand together: choose one of them');
	}

	const unknown = template === null ? null : unknownLineWord(template);
	if (unknown !== null) {
		const meant = nearest(unknown, lineWords);
		throw new UsageError(
			`--format-line knows no {${unknown}}; ${meant ? `did you mean {${meant}}?` : `there are ${lineWords.map((word) => `{${word}}`).join(' ')}`}`,
		);
	}
};
