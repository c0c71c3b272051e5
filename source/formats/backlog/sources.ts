import type {Origin} from '../../model/origin.ts';
import type {SourcedField, Task} from '../../model/task.ts';
import type {Entry} from './entries.ts';

/** Fields of a task and the field of the backlog each is read from. */
const planned: readonly (readonly [SourcedField, string])[] = [
	['priority', 'priority'],
	['dependencies', 'dependencies'],
	['nextStep', 'do_next'],
	['startedAt', 'started_at'],
	['updatedAt', 'last_updated'],
	['status', 'status'],
];

/** Fields of a task that the database decides once it has executed it. */
const executed: readonly SourcedField[] = ['startedAt', 'updatedAt', 'completedAt', 'retries'];

/** Where the values of a task were read: the backlog, and the database where it knows more. */
export const sourcesOf = (
	{item, record, recorded, together}: Entry,
	databasePath: string | null,
	hasHistory: boolean,
): Task['sources'] => {
	const sources: Partial<Record<SourcedField, Origin>> = {};
	for (const [field, name] of planned) {
		const found = item?.field(name);
		if (found) {
			sources[field] = found.origin;
		}
	}

	if (item) {
		sources.title = item.places[0]!.origin;
	}

	if (record && databasePath !== null) {
		const origin: Origin = {path: databasePath, line: null};
		sources.title ??= origin;
		const isRecord = recorded !== null && recorded === together.status;
		for (const field of record.execution ? executed : []) {
			sources[field] = origin;
		}

		for (const field of isRecord ? (['status', 'progress', 'agent'] as const) : []) {
			sources[field] = origin;
		}

		if (isRecord && recorded === 'failed') {
			sources.error = origin;
		}

		if (isRecord && hasHistory) {
			sources.stage = origin;
		}
	}

	return sources;
};
