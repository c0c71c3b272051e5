import type {DatabaseSync} from 'node:sqlite';
import {recordOf, truthOf} from '../analysis/forecast/backtest.ts';
import {cutsAfter} from '../analysis/forecast/calibration.ts';
import type {ForecastRecord, SettledForecast} from '../analysis/forecast/record.ts';
import {attemptOf} from './attempt-table.ts';
import type {KeptAttempt, Seen} from './attempts.ts';

/** Beside the other tables, in files that were made without it too: nothing else knows of it. */
const table = `
create table if not exists forecasts (
	id integer primary key,
	task text not null,
	ordinal integer not null,
	at integer not null,
	forecast text not null,
	settled_at integer,
	took_ms real,
	is_success integer
) strict;
create unique index if not exists forecasts_once on forecasts (task, ordinal);
create index if not exists forecasts_settled on forecasts (settled_at) where settled_at is not null;
`;

/** So many attempts are learned from, and so many forecasts kept. */
const mostAttempts = 1000;
const mostForecasts = 10_000;

/** The latest that came to their end: what a score is made of. */
const mostSettled = 500;

export type ForecastKeeper = {
	/** Makes a forecast when an attempt begins before our eyes, and settles it when that has ended. */
	readonly see: (attempt: KeptAttempt, seen: Seen) => void;
};

/** Runs within the caller's transaction; the table is made at once. */
export const createForecastKeeper = (database: DatabaseSync): ForecastKeeper => {
	database.exec(table);
	const known = database.prepare(`
		select * from (
			select * from attempts where ended_at <= ? and is_lost = 0
			order by ended_at desc, id desc limit ${mostAttempts}
		) order by ended_at, id`);
	const insert = database.prepare(
		'insert or ignore into forecasts (task, ordinal, at, forecast) values (?, ?, ?, ?)',
	);
	const open = database.prepare(
		'select id, forecast from forecasts where task = ? and ordinal = ? and settled_at is null',
	);
	const settle = database.prepare(
		'update forecasts set settled_at = ?, took_ms = ?, is_success = ? where id = ?',
	);
	const forget = database.prepare(
		`delete from forecasts where id <= (select max(id) from forecasts) - ${mostForecasts}`,
	);
	return {
		see(attempt, {at, isWitnessed, by}) {
			if (!isWitnessed || by !== 'observed' || attempt.isLost) {
				return;
			}

			const {task, ordinal, outcome, row} = attempt;
			if (outcome === 'running') {
				if (row === null) {
					const past = known.all(at).map(attemptOf);
					const elapsed = Math.max(0, at - (attempt.startedAt ?? at));
					const cuts = cutsAfter(settledForecasts(database));
					const record = recordOf(attempt, past, {at, elapsed, cuts});
					if (record.left !== null || record.probability !== null) {
						insert.run(task, ordinal, Math.trunc(at), JSON.stringify(record));
						forget.run();
					}
				}

				return;
			}

			const found = open.get(task, ordinal);
			const record = found && recordIn(found['forecast']);
			if (record) {
				const {settledAt, took, isSuccess} = truthOf(record, attempt, at);
				settle.run(
					Math.trunc(settledAt),
					took,
					isSuccess === null ? null : isSuccess ? 1 : 0,
					Number(found['id']),
				);
			}
		},
	};
};

/** Forecasts of which the truth is known, as it became known. None where none have been kept. */
export const settledForecasts = (database: DatabaseSync): readonly SettledForecast[] => {
	const table = database
		.prepare(`select 1 from sqlite_schema where type = 'table' and name = 'forecasts'`)
		.get();
	return table
		? database
				.prepare(`select * from (
					select * from forecasts where settled_at is not null
					order by settled_at desc, id desc limit ${mostSettled}
				) order by settled_at, id`)
				.all()
				.flatMap((row) => {
					const record = recordIn(row['forecast']);
					const success = row['is_success'];
					return record
						? [
								{
									...record,
									settledAt: Number(row['settled_at']),
									took: row['took_ms'] === null ? null : Number(row['took_ms']),
									isSuccess: success === null ? null : success === 1,
								},
							]
						: [];
				})
		: [];
};

/** What was written here; null where it is damaged. */
const recordIn = (text: unknown): ForecastRecord | null => {
	try {
		return JSON.parse(String(text)) as ForecastRecord;
	} catch {
		return null;
	}
};
