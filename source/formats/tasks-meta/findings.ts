import type {Problem} from '../../model/problem.ts';
import {hasEarlierFailure} from './facts.ts';
import type {Row} from './row.ts';
import {namesOf, problem} from './problems.ts';
import {statusOfWord} from './status.ts';
import {existsIn} from './artifacts.ts';

/** What is wrong or odd about one task. */
export const findingsOf = (row: Row): readonly Problem[] =>
	checks.flatMap((check) => check(row) ?? []);

type Check = (row: Row) => Problem | readonly Problem[] | null;

const atMetadata = ({key, stored}: Row, field: string) => ({
	task: key,
	path: stored!.source.path,
	line: stored!.entry.lines[field] ?? stored!.entry.line,
});

const atList = ({key, listed}: Row) => ({
	task: key,
	path: listed!.source.path,
	line: listed!.item.line,
});

const offVocabulary: Check = (row) => {
	const word = row.stored?.entry.status ?? null;
	return word !== null && statusOfWord(word) === null
		? problem(
				'status-off-vocabulary',
				`${row.id}: "${word}" is no status of this format`,
				atMetadata(row, 'status'),
			)
		: null;
};

const disagreement: Check = (row) =>
	row.disagreement === null
		? null
		: problem('checkbox-disagrees', `${row.id}: ${row.disagreement}`, atList(row));

const rolledBackTicked: Check = (row) =>
	row.said.metadata === 'cancelled' && row.said.box === 'completed'
		? problem(
				'rolled-back-ticked',
				`${row.id} is rolled back, but its box is ticked: the tool would never do it again`,
				atList(row),
			)
		: null;

const gateFailed: Check = (row) =>
	row.review.state === 'failed'
		? problem(
				'gate-failed',
				`${row.id}: ${row.review.detail}`,
				atMetadata(
					row,
					row.stored?.entry.lines['quality_gate_passed'] ? 'quality_gate_passed' : 'review_status',
				),
			)
		: null;

const delegation: Check = (row) => {
	if (row.delegation?.state === 'failed') {
		return problem(
			'delegation-failed',
			`${row.id}: delegation failed: ${row.delegation.text ?? 'no reason given'}; the metadata still says ${row.stored?.entry.status ?? 'running'}`,
			{task: row.key, path: row.delegation.path, line: 1},
		);
	}

	return row.delegation?.state === 'completed'
		? problem(
				'delegation-unrecorded',
				`${row.id}: the delegation finished, but the metadata does not say so`,
				{task: row.key, path: row.delegation.path},
			)
		: null;
};

const duplicate: Check = (row) =>
	row.occurrence === 1
		? problem(
				'id-duplicate',
				`${row.id} is declared more than once; the metadata belongs to the first`,
				atList(row),
			)
		: null;

const modeDiffers: Check = (row) => {
	const stored = row.stored?.entry.mode ?? null;
	const tag = row.listed?.item.mode ?? null;
	return stored !== null && tag !== null && stored !== tag
		? problem(
				'mode-differs',
				`${row.id} is ${stored} in the metadata and ${tag} in the list`,
				atMetadata(row, 'execution_mode'),
			)
		: null;
};

const earlierFailure: Check = (row) =>
	hasEarlierFailure(row)
		? problem(
				'earlier-failure',
				`${row.id} failed before: ${row.stored?.entry.failure ?? ''}`,
				atMetadata(row, 'failure_reason'),
			)
		: null;

const dependencies: Check = (row) => {
	// Backwards, so that the first of a name counts.
	const lines = new Map(row.written.toReversed().map(({raw, line}) => [raw, line]));
	return row.dependencies.flatMap((dependency) => {
		const {raw, id, state} = dependency;
		const line = lines.get(raw) ?? null;
		const where = row.stored?.entry.dependencies.length
			? atMetadata(row, 'dependencies')
			: {...atList(row), line};
		return state === 'missing'
			? [
					problem(
						'dependency-unknown',
						`${row.id} depends on ${id}, which this feature lacks`,
						where,
					),
				]
			: state === 'external'
				? [problem('dependency-external', `${row.id} depends on something else: ${raw}`, where)]
				: [];
	});
};

/** Files of a task that is not done need not be there yet. */
const missingArtifacts: Check = (row) => {
	const files = row.stored?.entry.files;
	if (row.status !== 'completed' || !files || !row.stored) {
		return null;
	}

	const stats = row.stored.source.referenceStats;
	const looked = files.paths.filter((path) => existsIn(path, stats) !== null);
	const missing = looked.filter((path) => existsIn(path, stats) === false);
	const isEnough = files.areAlternatives && missing.length < looked.length;
	return missing.length === 0 || isEnough
		? null
		: problem(
				'artifact-missing',
				`${row.id}: ${missing.length} of ${looked.length} listed paths missing: ${namesOf(
					missing.map(({written}) => written),
					3,
				)}`,
				atMetadata(row, row.stored.entry.lines['files_modified'] ? 'files_modified' : 'files'),
			);
};

const checks: readonly Check[] = [
	offVocabulary,
	disagreement,
	rolledBackTicked,
	gateFailed,
	delegation,
	duplicate,
	modeDiffers,
	earlierFailure,
	dependencies,
	missingArtifacts,
];
