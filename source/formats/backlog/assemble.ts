import {isSettled} from '../../model/status.ts';
import {harmless} from '../../text/harmless.ts';
import type {Assembled, Document} from '../format.ts';
import {rhythmOf} from './activity.ts';
import {finishedBlockers} from './blockers.ts';
import {dependenciesOf} from './dependencies.ts';
import {findingsBetween, findingsOf, type Made} from './findings.ts';
import {joined} from './joined.ts';
import {problem} from './problems.ts';
import {type Context, taskOf} from './task.ts';
import {timeFindings} from './time-findings.ts';

/** Joins the backlogs of a project and its database to rows. */
export const assemble = (group: string, documents: readonly Document[]): Assembled => {
	const {backlogs, databases, files, database, memory, entries, directory} = joined(
		group,
		documents,
	);
	const records = database?.records ?? [];
	const open: ReadonlySet<string | null> = new Set(
		entries
			.filter(({isDone, together: {status}}) => !isDone && !isSettled(status))
			.map(({key}) => key),
	);
	const used = [...backlogs, ...databases];
	const first = used[0]?.document;
	if (!first) {
		return {tasks: [], problems: []};
	}

	const context: Context = {
		project: group,
		workspace: first.workspace,
		label: labelOf(first),
		databasePath: databases[0]?.document.path ?? null,
		rhythm: rhythmOf(records),
		offset: database?.offset ?? null,
		readAt: Math.max(...used.map(({document}) => document.readAt)),
		backlogChangedAt: backlogs[0]?.document.stat.modifiedAt ?? null,
		lastUpdated: files[0]?.file.lastUpdated ?? null,
		referenceStats: new Map(used.flatMap(({document}) => [...document.referenceStats])),
		backlogStaleSince: backlogs[0]?.staleSince ?? null,
		databaseStaleSince: databases[0]?.staleSince ?? null,
	};
	const made = entries.map((entry, order): Made => {
		const dependencies = dependenciesOf(entry, directory);
		const relations = {
			order,
			dependencies,
			isWaiting: dependencies.some(({state, key}) => state === 'known' && open.has(key)),
			finishedBlockers: finishedBlockers(entry, directory),
		};
		return {
			entry,
			task: memory.keep(taskOf(entry, relations, context)),
			finishedBlockers: relations.finishedBlockers,
		};
	});
	return {
		tasks: made.map(({task}) => task),
		problems: [
			...made.flatMap((one) => findingsOf(one, context)),
			...findingsBetween(made),
			...timeFindings(made, context),
			...zoneFinding(made, context),
		],
	};
};

const labelOf = ({path, workspace}: Document): string =>
	harmless(path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : path);

/** The comments of a backlog give local times; without a database nobody knows whose. */
const zoneFinding = (made: readonly Made[], context: Context) => {
	const told = made.find(
		({task, entry}) => !entry.record && (task.startedAt !== null || task.updatedAt !== null),
	);
	return told && context.offset === null
		? [
				problem(
					'time-zone-assumed',
					'the times in the backlog name no zone: they are read in the zone of this machine',
					told.task.files[0] ?? {path: context.project},
				),
			]
		: [];
};
