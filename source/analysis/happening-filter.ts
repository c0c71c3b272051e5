import type {Field} from './field.ts';
import {createMatcher} from './filter.ts';
import {type Happening, subjectOf, tasksOf, whatHappened} from './happening.ts';
import type {Row} from './rows.ts';

/** A line of the Timeline, and the task as it is now. */
type Told = {readonly happening: Happening; readonly row: Row | null};

/** What `field:value` terms understand in the Timeline. */
export const happeningFields: readonly Field<Told>[] = [
	{
		name: 'status',
		description: 'status it changed from or to',
		values: ({happening}) =>
			happening.type === 'transition'
				? [
						happening.transition.status,
						...(happening.transition.what === 'status'
							? [happening.transition.from, happening.transition.to]
							: []),
					]
				: [],
	},
	{
		name: 'what',
		description: 'appeared, vanished, status, stage, error, retries, recovery',
		values: ({happening}) =>
			happening.type === 'transition' ? [happening.transition.what] : ['recovery'],
	},
	{name: 'id', description: 'id of the task', values: ({happening}) => idsOf(happening)},
	{
		name: 'title',
		description: 'title',
		values: ({happening}) => [subjectOf(happening).title],
	},
	{name: 'agent', description: 'who works on it', values: ({row}) => [row?.task.agent ?? null]},
	{
		name: 'format',
		description: 'kind of metadata file',
		values: ({row}) => [row?.task.format ?? null],
	},
	{
		name: 'who',
		description: 'who recovered it',
		values: ({happening}) => [happening.type === 'recovery' ? happening.entry.who : null],
	},
	{
		name: 'task',
		description: 'key of the task',
		values: ({happening}) => tasksOf(happening),
	},
];

const idsOf = (happening: Happening): readonly string[] =>
	happening.type === 'transition'
		? [happening.transition.id]
		: happening.entry.plan.steps.map(({id}) => id);

const matcher = createMatcher<Told>(happeningFields, ({happening, row}) =>
	[
		...idsOf(happening),
		subjectOf(happening).title,
		whatHappened(happening),
		row?.task.agent ?? '',
	].join(' '),
);

export const parseHappeningFilter = matcher.parse;
export const matchesHappeningFilter = matcher.matches;
