import type {Row} from '../../analysis/rows.ts';
import type {ConfiguredCommand} from '../../recovery/commands/configured-command.ts';
import type {Offer} from '../../recovery/offer.ts';
import {formatAge} from '../../text/age.ts';
import {type ListedOption, optionKeys} from './panel.ts';
import {sharedSentence, sharedSentences, sharedTitle} from './shared-words.ts';

/**
The offers of one or many tasks as a list to choose from: what is the same for several tasks is one
line. The order is that of the format, however many tasks there are: a key that did no harm to one
must not do it to twelve. What can be had for none comes last, what takes something away last of its kind.
*/
export const listOffers = (
	offers: readonly Offer[],
	tasks: number,
	commandOf: (offer: Offer) => ConfiguredCommand | null = () => null,
): readonly {readonly listed: ListedOption; readonly offers: readonly Offer[]}[] =>
	inOrder(offers)
		.map((same) => ({same, possible: same.filter(({option}) => option.refusal === null)}))
		.toSorted((a, b) => rankOf(a) - rankOf(b))
		.map(({same, possible}, index) => {
			const meant = possible.length > 0 ? possible : same;
			const {option, format, group, worked} = meant[0]!;
			return {
				offers: possible,
				listed: {
					name: `${format} ${option.id} ${option.scope === 'group' ? group : ''}`,
					key: optionKeys[index] ?? '',
					id: option.id,
					...wordsOf(meant),
					refusal:
						possible.length > 0 ? null : sharedSentence(said(same, ({refusal}) => refusal ?? '')),
					command: same.length === 1 ? option.command : null,
					runs: runsOf(possible.map((offer) => commandOf(offer))),
					worked,
					possible: possible.length,
					total: option.scope === 'group' ? 1 : tasks,
					isGrave: option.isGrave ?? false,
				},
			};
		});

/** The same ones together. What a task does not have stands where the other tasks have it. */
const inOrder = (offers: readonly Offer[]): readonly (readonly Offer[])[] => {
	const names: string[] = [];
	for (const list of listsOf(offers)) {
		for (const [index, name] of list.entries()) {
			if (!names.includes(name)) {
				const follower = names.findIndex((known) => list.includes(known));
				const position =
					index > 0
						? names.indexOf(list[index - 1]!) + 1
						: follower === -1
							? names.length
							: follower;
				names.splice(position, 0, name);
			}
		}
	}

	const groups = Map.groupBy(offers, nameOf);
	return names.flatMap((name) => [groups.get(name)!]);
};

/** The names of what is offered, a list for each task and each group. */
const listsOf = (offers: readonly Offer[]): readonly (readonly string[])[] =>
	[
		...Map.groupBy(offers, ({subject, group, option}) =>
			option.scope === 'task' && subject ? `task ${subject.task.key}` : `group ${group}`,
		).values(),
	].map((list) => [...new Set(list.map((offer) => nameOf(offer)))]);

const rankOf = ({
	same,
	possible,
}: {
	readonly same: readonly Offer[];
	readonly possible: readonly Offer[];
}): number => {
	const {scope, isGrave, takesAway} = same[0]!.option;
	return (
		(possible.length > 0 ? 0 : 8) +
		(scope === 'task' ? 0 : 4) +
		(isGrave === true ? 2 : 0) +
		(takesAway === true ? 1 : 0)
	);
};

/** What is said about one option for all that it is offered for. */
const wordsOf = (
	offers: readonly Offer[],
): Pick<ListedOption, 'title' | 'because' | 'against' | 'changes'> => {
	const {option} = offers[0]!;
	return option.scope === 'group'
		? {
				title: option.title,
				because: option.because,
				// What speaks against it for one of the tasks it came with does so for the group.
				against: [...new Set(offers.flatMap((offer) => offer.option.against))],
				changes: option.changes,
			}
		: {
				title: sharedTitle(
					offers.map((offer) => offer.option.title),
					option.id,
				),
				because: sharedSentence(said(offers, ({because}) => because)),
				against: sharedSentences(said(offers, ({against}) => against)),
				changes: sharedSentences(said(offers, ({changes}) => changes)),
			};
};

const said = <Words>(
	offers: readonly Offer[],
	wordsFor: (option: Offer['option']) => Words,
): readonly {readonly name: string; readonly words: Words}[] =>
	offers.map(({name, option}) => ({name, words: wordsFor(option)}));

/** The command of the first one, and how many others there are. */
const runsOf = (commands: readonly (ConfiguredCommand | null)[]): string | null => {
	const [first, ...others] = commands.filter((command) => command !== null);
	return first
		? `${first.text}${others.length === 0 ? '' : `, and so for ${others.length} more`}`
		: null;
};

/** Options of a whole group are the same one, whichever of its tasks they are offered with. */
const nameOf = ({format, option, group}: Offer): string =>
	option.scope === 'group' ? `${format} ${option.id} ${group}` : `${format} ${option.id}`;

/** How it stands with a task, in a few words: "interrupted: silent for 43m". */
export const stateOf = ({status, attention, liveness, task}: Row, now: number): string => {
	const [first] = attention;
	const said = first?.message ?? task.error?.message ?? null;
	const last = liveness?.lastSignAt ?? null;
	return [
		status,
		said === null || said === status ? null : said,
		last === null ? null : `last sign of life ${formatAge(now - last)}`,
	]
		.filter((part) => part !== null)
		.join(' · ');
};
