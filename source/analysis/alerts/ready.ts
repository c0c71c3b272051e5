import type {Status} from '../../model/status.ts';
import {isMet} from '../dependencies/met.ts';
import {personReason} from '../dependencies/person.ts';
import type {Row} from '../rows.ts';
import type {Edge, Moment} from './moment.ts';

const startable: ReadonlySet<Status> = new Set(['pending', 'blocked']);

/**
Tasks whose last dependency was met between the moment before and this one. They are only looked for when
something was: as a rule nothing was.
*/
export const readyEdges = ({rows, changes}: Moment): readonly Edge[] => {
	const met = new Set<string>();
	for (const {before, after} of changes) {
		if (before && after && !isDone(before) && isDone(after)) {
			met.add(after.task.key);
		}
	}

	if (met.size === 0) {
		return [];
	}

	let byKey: ReadonlyMap<string, Row> | null = null;
	const isDoneKey = (key: string): boolean => {
		byKey ??= new Map(rows.map((row) => [row.task.key, row]));
		const row = byKey.get(key);
		return row !== undefined && isDone(row);
	};

	return rows
		.filter(
			({task, status}) =>
				startable.has(status) &&
				task.dependencies.some(({key}) => key !== null && met.has(key)) &&
				task.dependencies.every(
					({key, state}) =>
						state === 'archived' || (state === 'known' && key !== null && isDoneKey(key)),
				) &&
				personReason(task) === null,
		)
		.map((row) => ({rule: 'ready', row, message: `no longer waits for ${waitedFor(row, met)}`}));
};

const isDone = ({task: {format}, status}: Row): boolean => isMet({format, status});

const waitedFor = ({task}: Row, met: ReadonlySet<string>): string =>
	task.dependencies.find(({key}) => key !== null && met.has(key))!.raw;
