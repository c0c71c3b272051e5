import type {DatabaseSync} from 'node:sqlite';
import {numberOf} from './row-values.ts';

/** How much is kept. */
export type Limits = {
	readonly maximumAgeDays: number;
	readonly maximumMegabytes: number;
};

const dayMs = 24 * 60 * 60 * 1000;

/** Rows that are taken away at once: some milliseconds of work. */
const portion = 500;

/**
@returns what takes a small part of the oldest away and says whether there is more to take. Every file
keeps the last version that is too old, or nobody could tell what it was when memory begins.
*/
export const createRetention = (
	database: DatabaseSync,
): ((limits: Limits, now: number, within: (work: () => boolean) => boolean) => boolean) => {
	const pragma = (name: string): number =>
		Number(Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0]);
	const usedBytes = (): number =>
		(pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
	const oldVersions = database.prepare(`
		delete from versions where id in (
			select id from versions as old where at < $before and exists (
				select 1 from versions as newer
				where newer.path_id = old.path_id and newer.at < $before
					and (newer.at, newer.id) > (old.at, old.id)
					and (newer.type = 'references') = (old.type = 'references')
			) order by at limit ${portion})`);
	const orphans = database.prepare(`
		delete from contents where id in (
			select id from contents as one
			where not exists (select 1 from versions where content_id = one.id)
				and not exists (select 1 from contents where base_id = one.id)
			limit ${portion})`);
	const others = [
		`delete from transitions where id in
			(select id from transitions where at < $before order by at limit ${portion})`,
		`delete from attempts where rowid in
			(select rowid from attempts where ended_at < $before order by ended_at limit ${portion})`,
		`delete from execution_history where id in (select id from execution_history
			where timestamp < strftime('%Y-%m-%dT%H:%M:%fZ', $before / 1000.0, 'unixepoch')
			order by timestamp limit ${portion})`,
		`delete from audit where state not in ('begun', 'stuck') and plan in
			(select plan from audit where at < $before order by at limit ${portion})`,
	].map((sql) => database.prepare(sql));
	const oldest = database.prepare(`
		select min(at) as at from (
			select min(at) as at from (select at from versions order by at limit 1)
			union all select min(at) from transitions)`);
	const middle = database.prepare('select at from versions order by at limit 1 offset ?');

	const removeBefore = (before: number): boolean => {
		const counts = [
			Number(oldVersions.run({$before: before}).changes),
			...others.map((statement) => Number(statement.run({$before: before}).changes)),
		];
		const orphaned = Number(orphans.run().changes);
		return [...counts, orphaned].some((count) => count >= portion) || orphaned > 0;
	};

	return ({maximumAgeDays, maximumMegabytes}, now, within) => {
		const isMoreByAge = within(() => removeBefore(now - maximumAgeDays * dayMs));
		const isTooLarge = usedBytes() > maximumMegabytes * 1024 * 1024;
		const isMoreBySize = isTooLarge && within(removeOldest);
		database.exec('pragma incremental_vacuum(500)');
		return isMoreByAge || isMoreBySize;
	};

	/** The oldest portion, whatever its age. @returns whether anything could be taken away. */
	function removeOldest(): boolean {
		const from = oldest.get()?.['at'];
		const until = numberOf(middle.get(portion)?.['at'] ?? from);
		if (until === null) {
			return false;
		}

		const before = usedBytes();
		removeBefore(until + 1);
		return usedBytes() < before;
	}
};
