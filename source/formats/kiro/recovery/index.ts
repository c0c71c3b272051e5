import type {Recovery} from '../../recovery.ts';
import {aboutTask} from './about.ts';
import {agreeOptions} from './agree.ts';
import {archiveOptions} from './archive.ts';
import {bounded} from './bounded.ts';
import {checkpointOptions} from './checkpoint-options.ts';
import {leftParentOptions} from './left-parents.ts';
import {releaseOptions} from './release.ts';
import {salvageOptions} from './salvage.ts';

const families = [
	checkpointOptions,
	archiveOptions,
	agreeOptions,
	releaseOptions,
	leftParentOptions,
] as const;

/** What can be done for the tasks of a `.kiro` folder, and for its checkpoint. */
export const recovery: Recovery = {
	options(input) {
		const about = input.subject && aboutTask(input, input.subject);
		return [
			...(about ? families.flatMap((family) => family(about)) : []),
			...salvageOptions(input),
		].map((option) => bounded(option));
	},
};
