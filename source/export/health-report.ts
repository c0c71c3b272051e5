import type {Row} from '../analysis/rows.ts';
import type {Health, Lag, Vitals} from '../model/health.ts';
import type {TornFile} from '../store/torn-files.ts';
import type {HealthReport, TornFileReport} from './report-schema.ts';
import {writtenTime, writtenTimeOrNull} from './written-time.ts';

/** What is known of metawatch's own sight: all of it while it watches, little for one snapshot. */
export type HealthInput = Pick<Health, 'files' | 'folders'> &
	Partial<Pick<Health, 'mode' | 'reason' | 'missed'> & Vitals> & {
		/** Tasks that were called stuck or interrupted and moved again, where that is counted. */
		readonly falseAlarms?: number;
	};

/** The `health` of `status --json`; what is not known is null. */
export const healthReport = (health: HealthInput, torn: readonly TornFile[]): HealthReport => ({
	mode: health.mode ?? null,
	reason: health.reason ?? null,
	files: health.files,
	folders: health.folders,
	missed: health.missed ?? null,
	lag: health.lag ? lagReport(health.lag) : null,
	unreadable: torn.flatMap(({path, since, damage: {line, column}}) =>
		since === null ? [] : [{path, since: writtenTimeOrNull(since), line, column}],
	),
	cpuShare: health.cpuShare ?? null,
	memoryBytes: health.memoryBytes ?? null,
	falseAlarms: health.falseAlarms ?? null,
});

const lagReport = ({p50Ms, p95Ms, samples}: Lag): Lag => ({p50Ms, p95Ms, samples});

/** The `tornFiles` of `status --json`. */
export const tornFilesReport = (
	torn: readonly TornFile[],
	rows: readonly Row[],
): TornFileReport[] => {
	if (torn.length === 0) {
		return [];
	}

	const tasks = new Map<string, string[]>(torn.map(({path}) => [path, []]));
	for (const {task} of rows) {
		for (const path of new Set(task.files.map((file) => file.path))) {
			tasks.get(path)?.push(task.key);
		}
	}

	return torn.map((file) => ({
		path: file.path,
		format: file.format,
		since: writtenTimeOrNull(file.since),
		firstAt: writtenTime(file.firstAt),
		lastAt: writtenTime(file.lastAt),
		count: file.count,
		message: file.damage.message,
		byte: file.damage.byte,
		line: file.damage.line,
		column: file.damage.column,
		excerpt: file.damage.excerpt && {
			above: [...file.damage.excerpt.above],
			before: file.damage.excerpt.before,
			after: file.damage.excerpt.after,
			below: file.damage.excerpt.below,
		},
		writes: {
			inPlace: file.writes.inPlace,
			replaced: file.writes.replaced,
			truncated: file.writes.truncated,
		},
		sizes: [...file.sizes],
		shows: file.shows,
		salvaged: file.damage.salvaged.map(({name, value}) => ({name, value})),
		salvagedCount: file.damage.salvagedCount,
		tasks: tasks.get(file.path) ?? [],
	}));
};
