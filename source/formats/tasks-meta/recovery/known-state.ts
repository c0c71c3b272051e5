import {isEqual} from '../../../model/equality.ts';
import {harmless} from '../../../text/harmless.ts';
import {editJson} from '../../json-edit.ts';
import {readJson} from '../../json.ts';
import type {RecoveryMoment} from '../../recovery.ts';
import type {Feature} from '../feature.ts';
import {salvage} from '../salvage.ts';
import {isObject, placesIn, type RawEntry, rootOf} from './entry-edit.ts';
import {isoStamp} from './stamps.ts';

/**
The state before a file was started over, with what was written since: the text of the earliest moment,
and in it every task that came later or has gone on since. A task that was merely put in again (pending)
is as it was before.

@param texts whole JSON, the oldest first, the present one last.
@returns null: they can't be joined without a doubt.
*/
export const joinedStates = (texts: readonly string[]): string | null => {
	const [first, ...later] = texts;
	let text: string | null = first ?? null;
	for (const next of later) {
		text = text === null ? null : joined(text, next);
	}

	return text;
};

/** Whether a text has every task that the others have. */
export const hasAllTasks = (text: string, others: readonly string[]): boolean => {
	const present = new Set(placesIn(rootOf(text)).map(({id}) => id));
	return others.every((other) => placesIn(rootOf(other)).every(({id}) => present.has(id)));
};

const joined = (before: string, after: string): string | null => {
	const known = rootOf(before)['tasks'];
	const news = rootOf(after)['tasks'];
	// Files that keep their tasks in a list have no place for one of them.
	if (!isObject(known) || !isObject(news)) {
		return null;
	}

	const changed = Object.entries(news).filter(
		([id, entry]) => !Object.hasOwn(known, id) || (hasGoneOn(entry) && !isEqual(known[id], entry)),
	);
	const edited = editJson(
		before,
		changed.map(([id, value]) => ({path: ['tasks', id], value})),
	);
	return 'refusal' in edited ? null : edited.text;
};

const hasGoneOn = (entry: unknown): boolean =>
	!isObject(entry) || (entry['status'] !== 'pending' && entry['status'] !== undefined);

export type Rebuilt = {
	readonly text: string;
	/** Tasks of which something could be read in the broken file. */
	readonly salvaged: number;
	readonly total: number;
};

/**
Metadata made anew from the task list, in the form of the tool, with what can still be read in a broken
file. Null: there is neither.
*/
export const rebuilt = (
	{items, name}: Feature,
	broken: string,
	moment: RecoveryMoment,
): Rebuilt | null => {
	const damaged = readJson(broken);
	const read: unknown = damaged.damage ? salvage(damaged.damage) : damaged.value;
	const root: RawEntry = isObject(read) ? read : {};
	const kept = new Map<string, RawEntry>();
	for (const {id, value} of placesIn(root)) {
		if (isObject(value) && Object.keys(value).length > 0) {
			kept.set(id, value);
		}
	}

	const tasks = new Map<string, RawEntry>();
	for (const {item} of items) {
		if (!tasks.has(item.id)) {
			tasks.set(item.id, {
				description: item.title,
				files: item.files.paths.map(({written}) => written).join(' '),
				// Without a tag nobody knows it, and the tool would guess from the words.
				...(item.mode === null ? {} : {execution_mode: item.mode}),
				status: item.box === 'ticked' ? 'completed' : 'pending',
				agent_type: 'general',
				started_at: null,
				completed_at: null,
				result_summary: null,
				...kept.get(item.id),
			});
		}
	}

	for (const [id, entry] of kept) {
		if (!tasks.has(id)) {
			tasks.set(id, entry);
		}
	}

	const {feature, created} = root;
	return tasks.size === 0
		? null
		: {
				text: `${JSON.stringify(
					{
						feature: typeof feature === 'string' ? harmless(feature) : name,
						created: typeof created === 'string' ? harmless(created) : isoStamp(moment.now, moment),
						tasks: Object.fromEntries(tasks),
					},
					null,
					2,
				)}\n`,
				salvaged: kept.size,
				total: tasks.size,
			};
};
