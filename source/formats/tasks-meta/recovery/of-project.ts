import {type Draft, type Option, ready, refused} from '../../recovery.ts';
import type {FeatureOption, Situation} from './situation.ts';

/** An option about a feature, and whether all features that need it can have it at once. */
export type ProjectOption = {
	readonly make: FeatureOption;
	/** What doing it to several is called, before "3 features"; null: one of them has to be chosen. */
	readonly together: string | null;
};

/** An option for a project as a whole: of the one feature it is for, or of all of them. */
export const ofProject = (
	{make, together}: ProjectOption,
	situations: readonly Situation[],
): readonly Option[] => {
	const made = situations.flatMap((situation) => {
		const option = make(situation);
		return option ? [{option, label: situation.feature.label}] : [];
	});
	const [first] = made;
	if (!first || made.length === 1) {
		return first ? [first.option] : [];
	}

	const possible = made.filter(({option}) => option.refusal === null);
	const features = `${made.length} features`;
	if (together === null) {
		return [
			{
				...first.option,
				title: first.option.id.replaceAll('-', ' '),
				because: `${features} have it: ${made.map(({label}) => label).join(', ')}`,
				against: [],
				changes: [],
				refusal: 'choose a task of the feature that is meant',
			},
		];
	}

	return [
		{
			...first.option,
			title: `${together} ${features}`,
			because: `${features} need it: ${made.map(({label}) => label).join(', ')}`,
			against: possible
				.flatMap(({option, label}) => option.against.map((text) => `${label}: ${text}`))
				.concat(
					made.flatMap(({option, label}) =>
						option.refusal === null ? [] : [`${label} is left: ${option.refusal}`],
					),
				),
			changes: possible.flatMap(({option, label}) =>
				option.changes.map((text) => `${label}: ${text}`),
			),
			refusal: possible.length === 0 ? first.option.refusal : null,
			draft: (disk) => joined(possible.map(({option}) => option.draft(disk))),
		},
	];
};

/** One draft of several about different files; what can't be done is told and does not stop the rest. */
const joined = (drafts: readonly Draft[]): Draft => {
	const wanted = drafts.flatMap((draft) => (draft.type === 'needs' ? draft.wanted : []));
	if (wanted.length > 0) {
		return {type: 'needs', wanted};
	}

	const reasons = drafts.flatMap((draft) => (draft.type === 'refused' ? [draft.reason] : []));
	const done = drafts.filter((draft) => draft.type === 'ready');
	return done.length === 0
		? refused(reasons[0] ?? 'there is nothing to do')
		: ready(
				done.flatMap(({edits}) => edits),
				{
					checks: done.flatMap(({checks}) => checks),
					lost: done.flatMap(({lost}) => lost),
					notes: [...done.flatMap(({notes}) => notes), ...reasons],
					byHand: done.flatMap(({byHand}) => byHand),
				},
			);
};
