import {editJson} from '../../json-edit.ts';
import {type Draft, type Option, ready, refused} from '../../recovery.ts';
import type {Metadata} from '../values.ts';
import type {Source} from '../feature.ts';
import {isObject, rootOf, withPlace} from './entry-edit.ts';
import {damageOf, lookAgain, type Present} from './look-again.ts';
import {reviewEntry} from './review-entry.ts';
import type {FeatureOption, Situation} from './situation.ts';
import {shownName, shownPath} from './words.ts';

/** The macro review of the first writer is of the feature as a whole. */
const reviewFeature =
	(hasPassed: boolean): FeatureOption =>
	(situation) => {
		const {feature, rows} = situation;
		const source = feature.metadata.find(({value}) => value.dialect === '2025-10');
		if (!source || rows.length === 0) {
			return null;
		}

		const open = rows.filter(({status}) => status !== 'completed' && status !== 'skipped');
		return {
			id: hasPassed ? 'review-feature-pass' : 'review-feature-fail',
			title: `record a ${hasPassed ? 'passed' : 'failed'} macro review of ${feature.label}`,
			scope: 'group',
			because: 'this writer keeps macro reviews for the feature and not for a task',
			against:
				open.length > 0 ? [`${open.length} of its ${rows.length} tasks are not completed`] : [],
			refusal: null,
			changes: [
				`${shownName(source.path)}: a ${hasPassed ? 'passed' : 'failed'} entry in reviews.macro_reviews`,
			],
			command: null,
			draft: (disk) =>
				lookAgain(disk, situation, {}, (present) => draftOf(hasPassed, source, situation, present)),
		} satisfies Option;
	};

const draftOf = (
	hasPassed: boolean,
	{path}: Source<Metadata>,
	situation: Situation,
	{texts}: Present,
): Draft => {
	const {feature, moment} = situation;
	const name = shownPath(path, feature.workspace);
	const before = texts.get(path);
	if (before === undefined) {
		return refused(`${name} is not there any more`);
	}

	const damage = damageOf(path, before, situation);
	if (damage !== null) {
		return refused(damage);
	}

	const {reviews} = rootOf(before);
	if (!isObject(reviews) || !Array.isArray(reviews['macro_reviews'])) {
		return refused(`${name} has no list reviews.macro_reviews`);
	}

	const value = reviewEntry(null, {kind: 'macro', hasPassed}, moment.now);
	const edited = editJson(before, [{path: ['reviews', 'macro_reviews', -1], value}]);
	return 'refusal' in edited
		? refused(withPlace(edited.refusal, name, before))
		: ready([{type: 'file', path, before, after: edited.text}]);
};

export const reviewFeatureOptions: readonly FeatureOption[] = [
	reviewFeature(true),
	reviewFeature(false),
];
