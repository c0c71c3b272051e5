import type {JournalEntry} from '../model/journal.ts';
import type {Status} from '../model/status.ts';
import type {Transition} from '../model/transition.ts';

/** A line of the Timeline: a change of a task that was seen, or a plan that somebody applied. */
export type Happening = {
	/** Unique among all of them. */
	readonly key: string;
	/** Epoch milliseconds. */
	readonly at: number;
} & (
	| {readonly type: 'transition'; readonly transition: Transition}
	| {readonly type: 'recovery'; readonly entry: JournalEntry}
);

export const happeningOfTransition = (transition: Transition): Happening => {
	const {at, task, what, from, to} = transition;
	return {
		type: 'transition',
		key: [at, task, what, from ?? '', to ?? ''].join('\n'),
		at,
		transition,
	};
};

export const happeningOfEntry = (entry: JournalEntry): Happening => ({
	type: 'recovery',
	key: `plan\n${entry.plan.id}\n${entry.state}`,
	at: entry.settledAt ?? entry.at,
	entry,
});

const stateWords: Readonly<Record<JournalEntry['state'], string>> = {
	begun: 'recovery begun',
	applied: 'recovered',
	undone: 'recovery undone',
	'taken-back': 'recovery cut off and taken back',
	failed: 'recovery failed and taken back',
	stuck: 'recovery stuck half done',
};

/** What happened, in words: `pending → running`, `stage 2/4 Wire it`, `recovered by ana: retry`. */
export const whatHappened = (happening: Happening): string => {
	if (happening.type === 'recovery') {
		const {state, who, plan, reason} = happening.entry;
		const titles = [...new Set(plan.steps.map(({title}) => title))].join(', ');
		return `${stateWords[state]} by ${who}: ${titles}${reason === null ? '' : ` (${reason})`}`;
	}

	const {what, from, to} = happening.transition;
	switch (what) {
		case 'appeared': {
			return `appeared as ${to ?? 'unknown'}`;
		}

		case 'vanished': {
			return `vanished, was ${from ?? 'unknown'}`;
		}

		case 'status': {
			return `${from ?? 'unknown'} → ${to ?? 'unknown'}`;
		}

		case 'stage': {
			return to === null ? `left stage ${from ?? ''}` : `stage ${to}`;
		}

		case 'error': {
			return to === null ? 'error cleared' : `error: ${to}`;
		}

		case 'retries': {
			return `retries ${from ?? 'unknown'} → ${to ?? 'unknown'}`;
		}
	}
};

/** The status a happening is shown as; null: it is about no single status. */
export const statusOf = (happening: Happening): Status | null =>
	happening.type === 'transition' ? happening.transition.status : null;

/** Keys of the tasks it is about. */
export const tasksOf = (happening: Happening): readonly string[] =>
	happening.type === 'transition'
		? [happening.transition.task]
		: [...new Set(happening.entry.plan.steps.flatMap(({task}) => task ?? []))];

/** Id and title as they were. */
export const subjectOf = (happening: Happening): {readonly id: string; readonly title: string} => {
	if (happening.type === 'transition') {
		const {id, title} = happening.transition;
		return {id, title};
	}

	const ids = [...new Set(happening.entry.plan.steps.map(({id}) => id))];
	return {
		id: ids[0] ?? '',
		title: ids.length > 1 ? `and ${ids.length - 1} more: ${ids.slice(1).join(', ')}` : '',
	};
};
