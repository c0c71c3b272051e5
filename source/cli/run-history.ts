import {statSync} from 'node:fs';
import path from 'node:path';
import {historyFile, openReader} from '../history/history.ts';
import type {Summary} from '../history/queries.ts';
import type {Imported} from '../history/import/import-history.ts';
import {formats} from '../formats/index.ts';
import {createStore} from '../store/store.ts';
import {counted} from '../text/counted.ts';
import {formatRoughly} from '../text/duration.ts';
import {harmless} from '../text/harmless.ts';
import {readSnapshot} from '../watch/snapshot.ts';
import type {Invocation, Run} from './command.ts';
import {writeNotice, writeOut} from './output.ts';
import {createProgressBar} from './progress-bar.ts';
import {settingsFor} from './settings.ts';
import {stateFolder, surroundings} from './user-folders.ts';
import {UsageError} from './usage-error.ts';
import {checkWorkspaces} from './workspaces.ts';

/** `metawatch history`: what is kept; `metawatch history import`: takes over what others have kept. */
export const run: Run = async (invocation) =>
	invocation.paths[0] === 'import'
		? await takeOver({...invocation, paths: invocation.paths.slice(1)})
		: await list(invocation);

type Listed = {
	readonly workspace: string;
	readonly file: string;
	/** Bytes; null: there is no history, or none that can be read. */
	readonly bytes: number | null;
	readonly summary: Summary | null;
};

const fileOf = (workspace: string): string =>
	path.join(stateFolder(surroundings(), workspace), historyFile);

const list = async ({paths, flags}: Invocation): Promise<number> => {
	const listed: Listed[] = [];
	for (const workspace of await checkWorkspaces(paths)) {
		const file = fileOf(workspace);
		const reader = await openReader(file);
		listed.push({
			workspace,
			file,
			bytes: reader ? (statSync(file, {throwIfNoEntry: false})?.size ?? null) : null,
			summary: reader?.queries.summary() ?? null,
		});
		reader?.database.close();
	}

	await writeOut(
		flags.json
			? `${JSON.stringify({version: 1, histories: listed.map(listedJson)}, null, '\t')}\n`
			: listed.map((one) => listedText(one, Date.now())).join('\n'),
	);
	return 0;
};

const listedJson = ({workspace, file, bytes, summary}: Listed) => {
	const time = (at: number | null): string | null =>
		at === null ? null : new Date(at).toISOString();
	return {
		workspace,
		file,
		bytes,
		...(summary && {...summary, since: time(summary.since), until: time(summary.until)}),
	};
};

const listedText = ({workspace, file, bytes, summary}: Listed, now: number): string => {
	if (!summary || bytes === null) {
		return `${harmless(workspace)}: no history yet (${harmless(file)})\n`;
	}

	const {since, transitions, versions, files, tasks, attempts} = summary;
	const age =
		since === null
			? attempts === 0
				? 'empty'
				: `no changes watched yet; ${counted(attempts, 'attempt')} imported`
			: `since ${new Date(since).toISOString().slice(0, 16)}Z, ${formatRoughly(now - since)} ago`;
	const counts = `${counted(tasks, 'task')}, ${counted(transitions, 'transition')}, ${counted(attempts, 'attempt')}, ${counted(versions, 'version')} of ${counted(files, 'file')}`;
	return [
		harmless(workspace),
		`  ${harmless(file)}, ${(bytes / 1024 / 1024).toFixed(1)} MB, ${age}`,
		...(since === null ? [] : [`  ${counts}`]),
		'',
	].join('\n');
};

const takeOver = async ({paths, flags}: Invocation): Promise<number> => {
	const workspaces = await checkWorkspaces(paths);
	const settings = await settingsFor(flags, workspaces[0]!);
	const isDryRun = flags.dryRun === true;
	if (!isDryRun && (settings.isReadOnly || !settings.history.isEnabled)) {
		throw new UsageError(
			`nothing is written with ${settings.isReadOnly ? '--read-only' : 'history switched off'}; --dry-run counts what is there`,
		);
	}

	const {importHistory} = await import('../history/import/import-history.ts');
	const interrupted = new AbortController();
	const stop = (): void => interrupted.abort();
	process.once('SIGINT', stop);
	const among = formats.filter(
		({name}) => settings.formats.length === 0 || settings.formats.includes(name),
	);
	try {
		for (const workspace of workspaces) {
			const store = createStore();
			await readSnapshot({workspaces: [workspace], settings, store, withReferences: true});
			const bar = createProgressBar(process.stderr, 'commits');
			const imported = await importHistory({
				file: fileOf(workspace),
				workspace,
				state: store.getState(),
				now: Date.now(),
				isDryRun,
				among,
				onProgress: bar.show,
				signal: interrupted.signal,
			}).finally(bar.clear);
			await writeOut(
				flags.json
					? `${JSON.stringify({version: 1, workspace, isDryRun, ...imported}, null, '\t')}\n`
					: importedText(workspace, imported, isDryRun),
			);
		}
	} catch (error) {
		const isStopped = interrupted.signal.aborted;
		const reason = error instanceof Error ? error.message : String(error);
		writeNotice(
			isStopped
				? 'stopped; what was taken over so far is kept, and the next import goes on'
				: `the history could not be written: ${reason}`,
		);
		return isStopped ? 130 : 1;
	} finally {
		process.off('SIGINT', stop);
	}

	return 0;
};

const importedText = (
	workspace: string,
	{git, gitFailure, records}: Imported,
	isDryRun: boolean,
): string => {
	const news = (value: number): string =>
		isDryRun ? '' : `, ${value.toLocaleString('en-US')} of them new`;
	return [
		harmless(workspace),
		git
			? `  git: ${counted(git.versions, 'version')} in ${counted(git.commits, 'commit')}${news(git.newVersions)}; ${counted(git.transitions, 'transition')}${git.leftOut > 0 ? `; ${counted(git.leftOut, 'database')} left out` : ''}`
			: `  git: nothing (${harmless(gitFailure ?? '')})`,
		...records.map(
			({name, attempts, news: fresh}) => `  ${name}: ${counted(attempts, 'attempt')}${news(fresh)}`,
		),
		'',
	].join('\n');
};
