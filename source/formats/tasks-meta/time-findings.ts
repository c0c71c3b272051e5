import type {Problem} from '../../model/problem.ts';
import type {Feature, Source} from './feature.ts';
import {countOf, namesOf, problem} from './problems.ts';
import type {Row} from './row.ts';
import type {Metadata} from './values.ts';

/** What is odd about the times of one file, told once and not for every task. */
export const timeFindings = (
	feature: Feature,
	{path}: Source<Metadata>,
	rows: readonly Row[],
): readonly Problem[] => {
	const own = rows.filter(({stored}) => stored?.source.path === path);
	return [...impossible(feature, path, own), ...withoutZone(path, own)];
};

const impossible = (
	{areTimesHandMade, metadata}: Feature,
	path: string,
	rows: readonly Row[],
): readonly Problem[] => {
	const odd = rows.filter(({times}) => times?.implausible);
	const [first] = odd;
	const says = [
		...(areTimesHandMade && metadata[0]?.path === path
			? ['the times were made by hand: every one falls on a half minute']
			: []),
		...(first
			? [
					`not used as times: ${namesOf(odd.map(({id, times}) => `${times!.implausible!.field} of ${id} (${times!.implausible!.flaw})`))}`,
				]
			: []),
	];
	const entry = first?.stored?.entry;
	const line = entry ? (entry.lines[first.times!.implausible!.field] ?? entry.line) : null;
	return says.length === 0 ? [] : [problem('time-implausible', says.join('; '), {path, line})];
};

/** The PowerShell twin of the writer leaves the zone out. */
const withoutZone = (path: string, rows: readonly Row[]): readonly Problem[] => {
	const local = rows.filter(({times}) => (times?.withoutZone ?? 0) > 0);
	return local.length === 0
		? []
		: [
				problem(
					'time-zone-assumed',
					`the times of ${countOf(local.length, 'task')} name no zone (${namesOf(local.map(({id}) => id))}): they are read in the zone of this machine`,
					{path, line: local[0]!.stored?.entry.line ?? null},
				),
			];
};
