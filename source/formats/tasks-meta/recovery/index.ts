import type {Recovery} from '../../recovery.ts';
import {alignToBoxes, alignToMetadata} from './align.ts';
import {markCompleted, markFailed} from './delegation.ts';
import {gateOptions} from './gate.ts';
import {ofProject, type ProjectOption} from './of-project.ts';
import {restore} from './restore.ts';
import {retry} from './retry.ts';
import {reviewFeatureOptions} from './review-feature.ts';
import {reviewOptions} from './review.ts';
import {rollBackFeature} from './roll-back-feature.ts';
import {rollBack} from './roll-back.ts';
import {situationsOf, type TaskOption, taskSituationOf} from './situation.ts';
import {takeOptions} from './take.ts';

/** In the order in which they are offered. */
const taskOptions: readonly TaskOption[] = [
	markCompleted,
	markFailed,
	retry,
	...takeOptions,
	...reviewOptions,
	...gateOptions,
	rollBack,
];

const featureOptions: readonly ProjectOption[] = [
	{make: restore, together: 'restore the metadata of'},
	{make: alignToBoxes, together: 'bring in line with their boxes:'},
	{make: alignToMetadata, together: 'bring in line with their metadata:'},
	...reviewFeatureOptions.map((make) => ({make, together: null})),
	{make: rollBackFeature, together: null},
];

/** A group is a project, and its options are about one feature of it: that of the task, if there is one. */
export const recovery: Recovery = {
	options(input) {
		const situations = situationsOf(input);
		const {subject} = input;
		if (!subject) {
			return featureOptions.flatMap((option) => ofProject(option, situations));
		}

		const situation = taskSituationOf(situations, subject);
		return situation
			? [
					...taskOptions.map((option) => option(situation)),
					...featureOptions.map(({make}) => make(situation)),
				].filter((option) => option !== null)
			: [];
	},
};
