import path from 'node:path';
import type {History, Version} from './history.ts';

/** Something that a history calls active for a while, and what became of it. */
export type Episode = {
	/**
	- `run`: one version of a run's own file that says somebody is at work;
	- `record`: the time for which `state.json` calls a task active.
	*/
	readonly what: 'run' | 'record';
	/** Path of the run's file, or the number of the task. */
	readonly subject: string;
	readonly session: string | null;
	/** Epoch ms at which it began. */
	readonly from: number;
	/** Epoch ms at which the file (the word) changed next; of an open one, the end of the history. */
	readonly until: number;
	/**
	- `went on`: the next version is of the same session or names none; the word moved on;
	- `interrupted`: deleted or moved away unfinished, or overwritten by another session; the word went
	  back, or the task was abandoned;
	- `open`: the history ends before.
	*/
	readonly fate: 'went on' | 'interrupted' | 'open';
	/** The longest time in which nothing in its folder changed (ms): what a fixed threshold goes by. */
	readonly longestSilenceMs: number;
};

/**
What a history itself says about everything it calls active, read without metawatch's own readers, so
that a mistake of those cannot hide itself.
*/
export const episodesOf = (history: History): readonly Episode[] => {
	const {baseline, bursts} = history;
	const versions = [...baseline, ...bursts.flat()];
	const begin = bursts[0]?.[0]?.at ?? 0;
	return [...runEpisodes(versions), ...recordEpisodes(versions)]
		.filter(({from}) => from >= begin)
		.sort((a, b) => a.from - b.from);
};

const runFile = /(?:^|\/)(?:\.return-meta[\w-]*|(?:[a-z]+-)?return-meta)\.json$/;

const runEpisodes = (versions: readonly Version[]): readonly Episode[] => {
	const end = versions.at(-1)?.at ?? 0;
	const byFolder = Map.groupBy(versions, (version) => path.posix.dirname(version.path));
	return [...Map.groupBy(versions, (version) => version.path)]
		.filter(([name]) => runFile.test(name))
		.flatMap(([name, list]) =>
			list.flatMap((version, index): Episode[] => {
				const run = readRun(version);
				if (run === null || !run.isAtWork) {
					return [];
				}

				const next = list[index + 1];
				const until = next?.at ?? end;
				const around = byFolder.get(path.posix.dirname(name)) ?? [];
				return [
					{
						what: 'run',
						subject: name,
						session: run.session,
						from: version.at,
						until,
						fate: fateOfRun(run.session, next),
						longestSilenceMs: longestSilence(around, version.at, until),
					},
				];
			}),
		);
};

const fateOfRun = (session: string | null, next: Version | undefined): Episode['fate'] => {
	if (!next) {
		return 'open';
	}

	if (next.content === null) {
		return 'interrupted';
	}

	const other = readRun(next)?.session ?? null;
	return other !== null && session !== null && baseOf(other) !== baseOf(session)
		? 'interrupted'
		: 'went on';
};

/** Sub-runs carry the number of their task behind the session. */
const baseOf = (session: string): string =>
	/^(sess?_\d{10}_[0-9a-z]+)/i.exec(session)?.[1] ?? session;

type RunFile = {
	readonly status?: unknown;
	readonly session_id?: unknown;
	readonly metadata?: {readonly session_id?: unknown};
};

const readRun = ({content}: Version): {session: string | null; isAtWork: boolean} | null => {
	const value: RunFile | null = parsed(content);
	const session = value?.metadata?.session_id ?? value?.session_id;
	return (
		value && {
			session: typeof session === 'string' ? session : null,
			isAtWork: value.status === 'in_progress' || value.status === 'implementing',
		}
	);
};

type Container = {
	readonly active_projects?: readonly {
		readonly project_number?: unknown;
		readonly status?: unknown;
	}[];
};

/** How far a word of `state.json` has come; only words that mean work or a result of it. */
const progress: Readonly<Record<string, number>> = {
	not_started: 0,
	researching: 1,
	researched: 2,
	planning: 3,
	revising: 3,
	planned: 4,
	implementing: 5,
	partial: 6,
	blocked: 6,
	completed: 7,
	expanded: 7,
};

const atWork: ReadonlySet<string> = new Set([
	'researching',
	'planning',
	'revising',
	'implementing',
]);

const recordEpisodes = (versions: readonly Version[]): readonly Episode[] => {
	const episodes: Episode[] = [];
	const open = new Map<string, {readonly word: string; readonly from: number}>();
	const end = versions.at(-1)?.at ?? 0;
	const close = (number: string, until: number, next: string | null | undefined): void => {
		const {word, from} = open.get(number)!;
		open.delete(number);
		const folder = new RegExp(`^specs/(?:OC_)?0*${number}_`);
		const around = versions.filter((version) => folder.test(version.path));
		episodes.push({
			what: 'record',
			subject: number,
			session: null,
			from,
			until,
			fate:
				next === undefined
					? 'open'
					: (progress[next ?? ''] ?? -1) >= progress[word]!
						? 'went on'
						: 'interrupted',
			longestSilenceMs: longestSilence(around, from, until),
		});
	};

	for (const {at, content} of versions.filter((version) => version.path === 'specs/state.json')) {
		const container: Container | null = parsed(content);
		const words = new Map(
			(container?.active_projects ?? []).map((entry) => [
				String(entry.project_number),
				String(entry.status),
			]),
		);
		if (words.size === 0) {
			continue;
		}

		for (const [number, {word}] of open) {
			const next = words.get(number) ?? null;
			if (next !== word) {
				close(number, at, next);
			}
		}

		for (const [number, word] of words) {
			if (atWork.has(word) && !open.has(number)) {
				open.set(number, {word, from: at});
			}
		}
	}

	for (const number of open.keys()) {
		close(number, end, undefined);
	}

	return episodes;
};

const parsed = (content: string | null): object | null => {
	try {
		const value: unknown = JSON.parse(content ?? 'null');
		return typeof value === 'object' ? value : null;
	} catch {
		return null;
	}
};

const longestSilence = (versions: readonly Version[], from: number, until: number): number => {
	const inside = versions
		.flatMap(({at}) => (at > from && at < until ? [at] : []))
		.sort((a, b) => a - b);
	const all = [from, ...inside, until];
	return Math.max(...all.slice(1).map((at, index) => at - all[index]!));
};
