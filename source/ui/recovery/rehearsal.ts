import type {Rehearsed} from './desk.ts';
import type {ListedOption, OptionsPanel, RehearsalPanel} from './panel.ts';

/** An option, rehearsed: the key that led here confirms it. */
export const rehearsalOf = (
	option: ListedOption,
	rehearsed: Rehearsed,
	from: OptionsPanel,
	now: number,
): RehearsalPanel => ({
	step: 'rehearsal',
	kind: 'apply',
	title: option.title,
	key: option.key,
	...rehearsed,
	word: option.isGrave ? option.id : null,
	from,
	...unread(now),
});

/** Taking the latest plan back, rehearsed. */
export const undoRehearsalOf = (rehearsed: Rehearsed, now: number): RehearsalPanel => ({
	step: 'rehearsal',
	kind: 'undo',
	title: `take back: ${rehearsed.plan.steps.map(({title}) => title)[0] ?? 'the latest plan'}`,
	key: 'u',
	...rehearsed,
	word: null,
	from: null,
	...unread(now),
});

const unread = (now: number) => ({shownAt: now, reason: '', typing: null, refusal: null});

/** What was done, and how to go back. */
export const doneText = ({kind, plan: {steps}}: RehearsalPanel): string => {
	const ids = [...new Set(steps.map(({id}) => id))];
	const named = `${ids.slice(0, 6).join(', ')}${ids.length > 6 ? ` and ${ids.length - 6} more` : ''}`;
	return kind === 'undo'
		? `${steps[0]?.title ?? 'taken back'}: ${named}`
		: `${steps[0]?.title ?? 'done'}: ${named}; u takes it back`;
};
