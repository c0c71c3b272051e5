import type {Fact} from '../../model/task.ts';
import {formatDuration} from '../../text/duration.ts';
import {leadingNumber} from './cells.ts';
import {artifactFields} from './artifacts.ts';
import type {Entry} from './entries.ts';

const longest = 600;

/** Fields shown about an item, in reading order. */
const shown: readonly {readonly label: string; readonly names: readonly string[]}[] = [
	{label: 'points', names: ['points']},
	{label: 'outcome', names: ['problem', 'description']},
	{label: 'technology', names: ['tech_footprint']},
	{label: 'setup', names: ['setup']},
	{label: 'instructions', names: ['instructions']},
	{label: 'progress', names: ['progress']},
	{label: 'note', names: ['note', 'notes']},
	{label: 'blocked by', names: ['blocked_by']},
	{label: 'acceptance', names: ['acceptance', 'success_criteria']},
	{label: 'estimate', names: ['est_hours', 'estimated_effort']},
	{label: 'executor', names: ['default_executor']},
	{label: 'review on', names: ['review_on']},
	{label: 'completed', names: ['completion_date']},
	{label: 'key outcomes', names: ['key_outcomes']},
	{label: 'lessons', names: ['lessons', 'lessons_applied']},
	{label: 'implementation', names: ['implementation_notes']},
	{label: 'research', names: ['research']},
	{label: 'context', names: ['context']},
];

/** Read elsewhere, or of no use to a person who looks at a task. */
const notShown: ReadonlySet<string> = new Set([
	...shown.flatMap(({names}) => names),
	...artifactFields.map(({name}) => name),
	'status',
	'priority',
	'dependencies',
	'score',
	'score_total',
	'human_required',
	'reason',
	'do_next',
	'next_steps',
	'started_at',
	'last_updated',
	'implementation_plan',
]);

const units: ReadonlyMap<string, string> = new Map([['est_hours', ' h']]);

export const factsOf = (entry: Entry): readonly Fact[] => [
	...planFacts(entry),
	...(entry.item ? skipRule(entry) : []),
	...recordFacts(entry),
];

const planFacts = ({item, record}: Entry): Fact[] => {
	if (!item) {
		const {metadata = null} = record ?? {};
		return [
			fact('points', metadata?.points ?? null),
			fact('outcome', metadata?.description ?? null),
			fact('technology', metadata?.tech_footprint ?? null),
		].flat();
	}

	const known = shown.flatMap(({label, names}) => {
		const name = names.find((candidate) => item.field(candidate) !== null);
		const field = name === undefined ? null : item.field(name);
		return field
			? fact(label, `${field.value}${units.get(name!) ?? ''}`).map((made) => ({
					...made,
					origin: field.origin,
				}))
			: [];
	});
	const others = item.fieldNames
		.filter((name) => !notShown.has(name))
		.flatMap((name) => {
			const field = item.field(name)!;
			return fact(name.replaceAll('_', ' '), field.value).map((made) => ({
				...made,
				origin: field.origin,
			}));
		});
	return [...known, ...others];
};

const fact = (label: string, value: string | number | null): Fact[] =>
	value === null || value === '' ? [] : [{label, value: String(value).slice(0, longest)}];

/** "Skip the PRD when points are below 5 and the score is at least 3.0": the rule of the document. */
const skipRule = ({item}: Entry): Fact[] => {
	const points = leadingNumber(item?.field('points')?.value ?? null);
	const score = leadingNumber(item?.field('score_total')?.value ?? null);
	return points !== null && score !== null && points < 5 && score >= 3 && !item?.field('prd')
		? fact('PRD', 'not needed: points below 5, score 3.0 or more')
		: [];
};

const recordFacts = ({record, otherRecords, recorded, together}: Entry): Fact[] => {
	if (!record?.execution) {
		return [];
	}

	const {execution, attempts, meanSeconds} = record;
	const ended = attempts?.ended ?? [];
	const worked = ended.reduce<number | null>(
		(sum, {durationMs}) => (sum === null || durationMs === null ? null : sum + durationMs),
		0,
	);
	const inAll = ended.length > 1 && worked !== null ? `, ${formatDuration(worked)} in all` : '';
	const succeeded = ended.filter(({outcome}) => outcome === 'completed').length;
	const isOldFailure = recorded === 'failed' && together.status === 'completed';
	return [
		fact('executed by', execution.executor),
		fact('trigger', execution.trigger),
		ended.length > 0
			? fact(
					'attempts',
					`${ended.length}${inAll}: ${succeeded} completed, ${ended.length - succeeded} failed`,
				)
			: [],
		recorded === 'running' && execution.retries !== null && execution.retries > 0
			? fact('first try started', execution.startedAt?.raw ?? null)
			: [],
		meanSeconds !== null && ended.length > 1
			? fact('mean attempt', `${Math.round(meanSeconds)} s`)
			: [],
		recorded !== together.status ? fact('database says', execution.status) : [],
		isOldFailure ? fact('last run failed', execution.error) : [],
		...otherRecords.map(({id, execution: other}) =>
			fact('also recorded', `${id}: ${other?.status ?? 'never executed'}`),
		),
	].flat();
};
