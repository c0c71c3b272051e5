import {type Campaign, storedText} from '../../recovery/campaign/stored.ts';

/** Writes a text for a workspace, or removes it; answers why that could not be done, or null. */
export type KeepText = (workspace: string, text: string | null) => Promise<string | null>;

/**
Keeps a campaign on the disk, one write after the other, and of many states only the latest.

@param onProblem told once: a restart would not find it.
*/
export const createKeeper = (
	keep: KeepText,
	workspace: string,
	onProblem: (reason: string) => void,
) => {
	let written: string | null | undefined;
	let wanted: string | null | undefined;
	let isWriting = false;
	let isTold = false;

	let writing = Promise.resolve();
	const write = async (): Promise<void> => {
		isWriting = true;
		while (wanted !== written) {
			written = wanted;
			// One after the other: the last one written is to be the latest.
			const problem = await keep(workspace, wanted ?? null);
			if (problem !== null && !isTold) {
				isTold = true;
				onProblem(problem);
			}
		}

		isWriting = false;
	};

	const keepLatest = (campaign: Campaign | null): void => {
		// What a sprint sees is looked up again, and would be most of the text.
		wanted =
			campaign === null
				? null
				: storedText(campaign.type === 'sprint' ? {...campaign, view: null} : campaign);
		if (!isWriting) {
			writing = write();
		}
	};

	return {
		keep: keepLatest,
		/** Settles when the latest is on the disk. */
		async settled() {
			await writing;
		},
	};
};
