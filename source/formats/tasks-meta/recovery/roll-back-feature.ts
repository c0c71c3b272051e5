import {type Draft, type Option, ready, refused} from '../../recovery.ts';
import {countOf} from '../problems.ts';
import type {Row} from '../row.ts';
import {codeByHand} from './by-hand.ts';
import {featureEdits} from './feature-edits.ts';
import {filesCheck, filesWanted} from './listed-files.ts';
import {damageOf, lookAgain, type Present} from './look-again.ts';
import {featureBlock, loggedIn, rollbackLogOf} from './rollback-log.ts';
import type {FeatureOption, Situation} from './situation.ts';
import {shownName, shownPath} from './words.ts';

/**
Takes every task of a feature back. The tool also deletes `implementation.log` and `checklists/` there;
metawatch deletes nothing.
*/
export const rollBackFeature: FeatureOption = (situation) => {
	const {feature, rows} = situation;
	const [metadata] = feature.metadata;
	const stored = rows.filter((row) => row.stored?.wipedSince === null);
	if (!metadata || !stored.some(isBegun)) {
		return null;
	}

	const ticked = rows.filter(({listed}) => listed?.item.box === 'ticked');
	return {
		id: 'roll-back-feature',
		title: `roll back all of ${feature.label}`,
		scope: 'group',
		because: `its ${countOf(stored.length, 'task')} can be taken back together, to be done differently`,
		against: [
			'the code they wrote stays, and has to be taken back by hand',
			...(stored.some(({status}) => status === 'pending')
				? ['tasks that were never started are taken back too: each has to be retried to be done']
				: []),
		],
		refusal:
			metadata.isDamaged || metadata.staleSince !== null
				? `${shownName(metadata.path)} can't be read to its end: restore it first`
				: null,
		changes: [
			`${shownName(metadata.path)}: status of ${countOf(stored.filter(isNotTakenBack).length, 'task')} to rolled_back`,
			...(ticked.length > 0
				? [`${shownName(ticked[0]!.listed!.source.path)}: ${boxes(ticked.length)} opened`]
				: []),
			'rollback.log: five lines about it are added',
		],
		command: null,
		isGrave: true,
		draft: (disk) =>
			lookAgain(
				disk,
				situation,
				{more: [{path: rollbackLogOf(metadata.path), as: 'file'}], asides: filesWanted(rows)},
				(present) => draftOf(metadata.path, situation, present),
			),
	} satisfies Option;
};

const boxes = (count: number): string => `${count} ${count === 1 ? 'box' : 'boxes'}`;

/** Where nothing was begun, nothing is to be taken back. */
const isBegun = ({status}: Row): boolean =>
	status !== 'pending' && status !== 'cancelled' && status !== 'skipped';

const isNotTakenBack = ({said}: Row): boolean => said.metadata !== 'cancelled';

const draftOf = (path: string, situation: Situation, present: Present): Draft => {
	const {feature, moment} = situation;
	const {rows, texts, originalOf} = present;
	const text = texts.get(path);
	const damage =
		text === undefined
			? `${shownPath(path, feature.workspace)} is not there any more`
			: damageOf(path, text, situation);
	const stored = rows.filter((row) => row.stored !== null);
	if (damage !== null || !stored.some(isNotTakenBack)) {
		return refused(damage ?? `every task of ${feature.label} is rolled back already`);
	}

	const ticked = rows.filter(({listed}) => listed?.item.box === 'ticked');
	const edited = featureEdits(
		present,
		stored.filter(isNotTakenBack).map((row) => ({row, status: 'rolled_back'})),
		ticked.map((row) => ({row, mark: ' '})),
	);
	if ('refusal' in edited) {
		return refused(edited.refusal);
	}

	const log = rollbackLogOf(path);
	const block = featureBlock(feature.name, moment);
	const logged = loggedIn(log, originalOf(log), block, feature.workspace);
	return 'refusal' in logged
		? refused(logged.refusal)
		: ready([...edited.edits, logged.edit], {
				checks: filesCheck(rows, originalOf),
				lost: lostOf(stored),
				...codeByHand(situation, rows, originalOf),
			});
};

/** "3 completed, 1 failed": what the tasks were. */
const lostOf = (rows: readonly Row[]): readonly string[] => {
	const byStatus = Map.groupBy(rows.filter(isNotTakenBack), ({status}) => status);
	const counts = [...byStatus].map(([status, of]) => `${of.length} ${status}`);
	return [`what the tasks were: ${counts.join(', ')}`];
};
