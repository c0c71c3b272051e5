import type {Document} from '../../format.ts';
import type {Option, RecoveryInput, RecoveryMoment, Subject} from '../../recovery.ts';
import {featuresOf} from '../assemble.ts';
import {type Feature, featureOf} from '../feature.ts';
import {type Row, rowsOf} from '../row.ts';
import {placeOf} from '../places.ts';
import {rememberFor} from '../remember.ts';
import {shownName} from './words.ts';

/** One feature as its documents have it: what options are made from. */
export type Situation = {
	readonly feature: Feature;
	/** Absolute folder of the project. */
	readonly project: string;
	readonly rows: readonly Row[];
	/** Its own documents, and the markers of the project. */
	readonly documents: readonly Document[];
	readonly subjects: readonly Subject[];
	readonly moment: RecoveryMoment;
	/** Whether another feature of the project has a task of this id: markers of the project are its too. */
	readonly isElsewhere: (id: string) => boolean;
};

export type TaskSituation = Situation & {readonly subject: Subject; readonly row: Row};

/** Null: the situation it is for is absent. */
export type TaskOption = (situation: TaskSituation) => Option | null;
export type FeatureOption = (situation: Situation) => Option | null;

/** A set of marked tasks asks for the same features again and again. */
const readFeature = rememberFor((documents: readonly Document[]) => {
	const feature = featureOf(documents);
	return {feature, documents, rows: rowsOf(feature), project: placeOf(documents[0]!.path).project};
});

/** Every feature of the project. */
export const situationsOf = (input: RecoveryInput): readonly Situation[] => {
	const features = featuresOf(input.documents).map((documents) => readFeature(documents));
	return features.map((own) => ({
		...own,
		subjects: input.subjects,
		moment: input.moment,
		isElsewhere: (id) =>
			features.some((other) => other !== own && other.rows.some((row) => row.id === id)),
	}));
};

/** The feature that a task belongs to, and its row. */
export const taskSituationOf = (
	situations: readonly Situation[],
	subject: Subject,
): TaskSituation | null => {
	for (const situation of situations) {
		const row = situation.rows.find(({key}) => key === subject.task.key);
		if (row) {
			return {...situation, subject, row};
		}
	}

	return null;
};

/** Why the metadata of a task can't be changed as it stands, or null. */
export const metadataRefusal = ({row, feature}: TaskSituation): string | null => {
	const {stored} = row;
	if (!stored) {
		const [first] = feature.metadata;
		return first
			? `${shownName(first.path)} has no entry for ${row.id}`
			: `there is no metadata that can be read`;
	}

	const name = shownName(stored.source.path);
	return stored.wipedSince !== null
		? `${name} was started over and no longer has ${row.id}: restore it first`
		: stored.source.isDamaged || stored.source.staleSince !== null
			? `${name} can't be read to its end: restore it first`
			: null;
};
