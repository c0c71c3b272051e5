import type {Fact} from '../../model/task.ts';
import type {Origin} from '../../model/origin.ts';
import type {Feature} from './feature.ts';
import type {Row} from './row.ts';

type Saying = {
	readonly label: string;
	readonly value: string | null | undefined;
	/** Key of the metadata it came from. */
	readonly key?: string;
};

/** Everything that has no column of its own, in reading order. */
export const factsOf = (row: Row, feature: Feature): readonly Fact[] => {
	const entry = row.stored?.entry;
	const item = row.listed?.item;
	const sayings: readonly Saying[] = [
		{label: 'feature', value: feature.isActive ? 'the active one of .specify/feature.json' : null},
		{
			label: 'before re-initialisation',
			value: isWiped(row) ? 'the file was started over since and no longer has this task' : null,
		},
		{label: 'metadata says', value: entry?.status, key: 'status'},
		{label: 'box', value: item?.boxText},
		{label: 'part', value: item?.part},
		{label: 'story', value: entry?.story ?? item?.story, key: 'story'},
		{label: 'parallel', value: (entry?.isParallel ?? item?.isParallel) ? 'yes' : null},
		{label: 'tags', value: item?.tags.join(', ')},
		{label: 'wave', value: feature.waves.get(row.id)},
		{label: 'result', value: entry?.result, key: 'result_summary'},
		{
			label: 'earlier failure',
			value: hasEarlierFailure(row) ? entry?.failure : null,
			key: 'failure_reason',
		},
		{label: 'delegation', value: delegationWords(row)},
		{label: 'job', value: entry?.job},
		{label: 'reviewer', value: entry?.review.reviewer, key: 'reviewer'},
		{label: 'review notes', value: entry?.review.notes, key: 'review_notes'},
		{label: 'commits', value: entry?.commits.join(', '), key: 'commits'},
		{label: 'pull requests', value: entry?.pullRequests.join(', '), key: 'pr_links'},
		{label: 'execution mode', value: row.stored?.source.value.executionMode},
	];
	return sayings.flatMap(({label, value, key}) => {
		if (!value) {
			return [];
		}

		const origin = originOf(row, key);
		return [origin ? {label, value, origin} : {label, value}];
	});
};

/** Whether the row is only remembered: the metadata was started over without it. */
export const isWiped = ({stored}: Pick<Row, 'stored'>): boolean =>
	stored !== null && stored.wipedSince !== null;

/** A failure that is written down but no longer the state of the task. */
export const hasEarlierFailure = ({status, stored}: Row): boolean =>
	status !== 'failed' && typeof stored?.entry.failure === 'string';

const originOf = ({stored}: Row, key: string | undefined): Origin | null => {
	const line = key === undefined ? undefined : stored?.entry.lines[key];
	return stored && line !== undefined ? {path: stored.source.path, line} : null;
};

const delegationWords = ({delegation}: Row): string | null =>
	delegation && `${delegation.state}${delegation.text === null ? '' : `: ${delegation.text}`}`;
