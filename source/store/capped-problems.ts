import type {Problem} from '../model/problem.ts';

/** Of one kind in one file: what is wrong so often is wrong for one reason. */
export const mostAlike = 1000;

/**
The findings with no more than `mostAlike` of a kind in a file; how many more there are is told in one
of the same kind. The list itself when nothing is left out.
*/
export const cappedProblems = (problems: readonly Problem[]): readonly Problem[] => {
	if (problems.length <= mostAlike) {
		return problems;
	}

	const counts = new Map<string, number>();
	const kept: Problem[] = [];
	const firstLeftOut = new Map<string, Problem>();
	for (const problem of problems) {
		const kind = `${problem.code}\n${problem.path}`;
		const count = (counts.get(kind) ?? 0) + 1;
		counts.set(kind, count);
		if (count <= mostAlike) {
			kept.push(problem);
		} else if (count === mostAlike + 1) {
			firstLeftOut.set(kind, problem);
		}
	}

	if (firstLeftOut.size === 0) {
		return problems;
	}

	for (const [kind, problem] of firstLeftOut) {
		const more = (counts.get(kind)! - mostAlike).toLocaleString('en-US');
		kept.push({...problem, task: null, message: `and ${more} more of this kind in this file`});
	}

	return kept;
};
