import {realpath} from 'node:fs/promises';
import type {JournalEntry} from '../../model/journal.ts';
import {readSafely} from './database/read-database.ts';
import {entryOf} from './journal-entries.ts';
import {withLock} from './lock.ts';
import {findPlace, shownPath} from './place.ts';
import {insistOnWritable} from './permission.ts';
import {isBroken, type PlanRecord, readRecord, recordIds} from './record.ts';
import {reasonOf, Refusal} from './refusal.ts';
import {run} from './run.ts';
import {settleAll} from './settle-journal.ts';
import {besideUnsettled} from './beside-unsettled.ts';
import {knownDigests, standingOf, standingOfRow} from './standing.ts';
import type {ApplyOptions} from './apply-plan.ts';

export type Undone =
	| {readonly state: 'undone'; readonly entry: JournalEntry}
	/** One sentence. Nothing has changed, unless it says so. */
	| {readonly state: 'refused'; readonly reason: string};

/** The plan that `undoLast` would take back, for a person to look at; null: there is none. */
export const lastApplied = async (folder: string): Promise<JournalEntry | null> => {
	const record = await newestApplied(folder);
	return record && entryOf(record);
};

const newestApplied = async (folder: string): Promise<PlanRecord | null> => {
	for (const id of await recordIds(folder)) {
		const record = await readRecord(folder, id);
		if (!isBroken(record) && record.state === 'applied') {
			return record;
		}
	}

	return null;
};

/**
Takes the newest plan that is applied back, exactly and as a whole; called again, the one before. It is
refused where the files have moved on since. Never throws.

@param expected id of the plan that the person has seen; another one is not taken back.
*/
export const undoLast = async (
	{journal: folder, who, reason, isReadOnly, onStep: step = () => {}}: ApplyOptions,
	expected: string | null = null,
): Promise<Undone> => {
	try {
		if (isReadOnly) {
			throw new Refusal('nothing is written with --read-only');
		}

		return await withLock(folder, async () => {
			step('locked');
			await settleAll(folder, () => {});
			const record = await newestApplied(folder);
			if (record === null || (expected !== null && record.plan.id !== expected)) {
				throw new Refusal(
					record === null
						? 'there is nothing to take back'
						: 'another plan has been applied or taken back meanwhile',
				);
			}

			await insistOnAfter(record);
			step('prepared');
			const undone = await besideUnsettled(
				folder,
				record,
				async () =>
					await run(
						{
							...record,
							state: 'begun',
							isUndoing: true,
							isVisible: false,
							failure: null,
							detail: `taken back by ${who}${reason === null ? '' : `: ${reason}`}`,
						},
						{folder, step},
					),
			);
			return {state: 'undone', entry: entryOf(undone)} as const;
		});
	} catch (error) {
		return {state: 'refused', reason: reasonOf(error)};
	}
};

/** @throws {Refusal} when anything is not as the plan has left it. */
const insistOnAfter = async ({plan, deeds}: PlanRecord): Promise<void> => {
	const known = knownDigests(deeds);
	const root = await realpath(plan.workspace);
	for (const deed of deeds) {
		const file = deed.type === 'move' ? deed.to : deed.path;
		const shown = shownPath(file, root);
		const place = await findPlace(file, root);
		if (place.path !== file) {
			throw new Refusal(`${shown} leads elsewhere since`);
		}

		try {
			if (deed.type === 'folder') {
				continue;
			}

			const isAfter =
				deed.type === 'rows'
					? await readSafely(deed.path, (database) =>
							deed.rows.every((row) => standingOfRow(database, row) === 'after'),
						)
					: standingOf(deed, known) === 'after';
			if (!isAfter) {
				throw new Refusal('it has changed since');
			}

			if (place.stats) {
				await insistOnWritable(place);
			}
		} catch (error) {
			throw new Refusal(`${shown}: ${reasonOf(error)}`);
		}
	}
};
