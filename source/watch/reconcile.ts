import type {Intake} from './intake.ts';
import {isAsSeen} from './ledger.ts';
import type {Pace} from './pace.ts';
import {walkAll} from './walk.ts';

/** What a pass over everything found that was not known. */
export type Reconciled = {
	/** Claimed paths that are not as they were last read. */
	readonly different: readonly string[];
	/** Folders that came, or became others. */
	readonly entered: readonly string[];
};

/** Compares everything known with the disk; reads only folders that have changed, and no file. */
export const reconcile = async (
	{territory, ledger, now}: Intake,
	pace: Pace,
): Promise<Reconciled> => {
	const walked = await walkAll(territory, {pace, now, isRepeated: true});
	const different = new Set([...walked.appeared, ...walked.gone]);
	const absent = new Set(
		territory.roots.filter(({realPath}) => realPath === null).map(({path}) => path),
	);
	for (const file of territory.files.values()) {
		if (!absent.has(file.workspace) && !isAsSeen(ledger, file)) {
			different.add(file.path);
		}

		if (pace.isDue()) {
			await pace.rest();
		}
	}

	return {different: [...different], entered: walked.entered};
};
