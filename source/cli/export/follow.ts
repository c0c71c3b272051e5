import {
	createDependencyBook,
	withDependencyProblems,
} from '../../analysis/dependencies/dependencies.ts';
import {problemsBetween} from '../../analysis/problems-between.ts';
import type {Row} from '../../analysis/rows.ts';
import {type Finding, findingsAt} from '../../export/finding.ts';
import {jsonLine} from '../../export/json-text.ts';
import {createLiveBook} from '../../export/live/live-book.ts';
import type {LiveLine} from '../../export/live/live-schema.ts';
import {writtenTime} from '../../export/written-time.ts';
import type {State} from '../../store/state.ts';
import type {Invocation} from '../command.ts';
import {writeFailure, writeOut} from '../output.ts';
import {settingsFor} from '../settings.ts';
import {followRows} from '../sprint/live-rows.ts';
import {UsageError} from '../usage-error.ts';
import {checkWorkspaces} from '../workspaces.ts';

/**
`metawatch export --watch`: what happens, one JSON document a line, until it is ended. Ctrl+C and SIGTERM
are a good end; a reader that goes away too.
*/
export const follow = async ({paths, flags}: Invocation): Promise<number> => {
	refuseOthers(flags);
	const workspaces = await checkWorkspaces(paths);
	const settings = await settingsFor(flags, workspaces[0]!);
	const ended = new AbortController();
	let change = Promise.withResolvers<void>();
	const end = (): void => {
		ended.abort();
		change.resolve();
	};
	for (const signal of endSignals) {
		process.on(signal, end);
	}

	const live = await followRows(workspaces, settings, {
		onChange: () => change.resolve(),
		onError: writeFailure,
	});
	const findings = createFindings();
	const book = createLiveBook(flags.filter ?? '', workspaces, settings.alerts);
	while (!ended.signal.aborted) {
		change = Promise.withResolvers();
		const {rows} = live.look();
		const now = Date.now();
		const lines = book.linesOf({rows, findings: findings(live.store.getState(), rows, now), now});
		if (lines.length > 0) {
			// While the reader takes its time, changes gather; the next look tells them all.
			await writeOut(lines.map(textOf).join(''));
		}

		await change.promise;
	}

	await live.close();
	for (const signal of endSignals) {
		process.off(signal, end);
	}

	await writeOut(
		textOf({version: 1, at: writtenTime(Date.now()), event: 'end', reason: 'ended from outside'}),
	);
	return 0;
};

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const refuseOthers = ({
	what,
	outputFormat,
	since,
	until,
	output = '-',
}: Invocation['flags']): void => {
	const wrong = [
		what && '--what',
		outputFormat && outputFormat !== 'jsonl' && `--format ${outputFormat}`,
		since && '--since',
		until && '--until',
		output !== '-' && '--output',
	].find((flag) => typeof flag === 'string');
	if (wrong !== undefined) {
		throw new UsageError(
			`${wrong} does not go with --watch: that writes everything that happens from now on to stdout, as JSON lines`,
		);
	}
};

const textOf = (line: LiveLine): string => `${jsonLine(line)}\n`;

/** All findings of a moment; the same list while nothing it is made from has changed. */
const createFindings = () => {
	const dependencies = createDependencyBook();
	let known: {
		readonly problems: State['problems'];
		readonly tasks: State['tasks'];
		readonly rows: readonly Row[];
		readonly until: number;
		readonly findings: readonly Finding[];
	} | null = null;
	return ({problems, tasks}: State, rows: readonly Row[], now: number): readonly Finding[] => {
		if (
			known?.problems === problems &&
			known.tasks === tasks &&
			known.rows === rows &&
			now < known.until
		) {
			return known.findings;
		}

		const all = [
			...withDependencyProblems(problems, dependencies(tasks).findings),
			...problemsBetween(rows),
		];
		const upcoming = all.map(({activeFrom = 0}) => activeFrom).filter((at) => at > now);
		known = {
			problems,
			tasks,
			rows,
			until: Math.min(Infinity, ...upcoming),
			findings: findingsAt(all, [], now),
		};
		return known.findings;
	};
};
