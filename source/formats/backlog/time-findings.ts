import type {Problem} from '../../model/problem.ts';
import type {Task} from '../../model/task.ts';
import type {Made} from './findings.ts';
import {problem} from './problems.ts';
import type {Context} from './task.ts';

/** Claims that are merely not of the present try, or name no time of day, are nothing odd. */
const isImpossible = ({flaw}: Task['claimedTimes'][number]): boolean =>
	flaw !== null && /midnight|future|before the start/.test(flaw);

const mostNames = 5;

/** Times that cannot be true, once for each of the two files. */
export const timeFindings = (
	made: readonly Made[],
	{databasePath, project}: Context,
): readonly Problem[] => {
	const odd = made.filter(({task}) => task.claimedTimes.some((claim) => isImpossible(claim)));
	const byPath = Map.groupBy(odd, ({entry, task}) =>
		entry.record?.execution && databasePath !== null
			? databasePath
			: (task.files[0]?.path ?? project),
	);
	return [...byPath].map(([path, own]) => {
		const says = own.slice(0, mostNames).map(({task}) => {
			const claim = task.claimedTimes.find((one) => isImpossible(one))!;
			return `${claim.label} of ${task.id} (${claim.flaw})`;
		});
		const more = own.length > mostNames ? ` and ${own.length - mostNames} more` : '';
		return problem('time-implausible', `not used as times: ${says.join(', ')}${more}`, {
			path,
			line: path === databasePath ? null : (own[0]!.task.files[0]?.line ?? null),
		});
	});
};
