import type {Row} from '../../analysis/rows.ts';
import type {ConfiguredCommand} from '../../recovery/commands/configured-command.ts';
import type {Offer} from '../../recovery/offer.ts';
import {formatAge} from '../../text/age.ts';
import {type ListedOption, optionKeys} from './panel.ts';

/**
The offers of one or many tasks as a list to choose from: what is the same for several tasks is one
line. What can be had comes first, and first of all what can be had for most of the tasks.
*/
export const listOffers = (
	offers: readonly Offer[],
	tasks: number,
	commandOf: (offer: Offer) => ConfiguredCommand | null = () => null,
): readonly {readonly listed: ListedOption; readonly offers: readonly Offer[]}[] => {
	const groups = [...Map.groupBy(offers, nameOf).values()].map((same) => ({
		same,
		possible: same.filter(({option}) => option.refusal === null),
	}));
	const ordered = groups.toSorted((a, b) => b.possible.length - a.possible.length);
	// With one task the format's own order counts: it knows what fits best.
	const shown =
		tasks > 1
			? ordered
			: groups.toSorted((a, b) => Number(b.possible.length > 0) - Number(a.possible.length > 0));
	return shown.map(({same, possible}, index) => {
		const {option, format, group, worked} = possible[0] ?? same[0]!;
		return {
			offers: possible,
			listed: {
				name: `${format} ${option.id} ${option.scope === 'group' ? group : ''}`,
				key: optionKeys[index] ?? '',
				id: option.id,
				title: option.title,
				because: option.because,
				against: option.against,
				refusal: possible.length > 0 ? null : option.refusal,
				changes: option.changes,
				command: same.length === 1 ? option.command : null,
				runs: runsOf(possible.map((offer) => commandOf(offer))),
				worked,
				possible: possible.length,
				total: option.scope === 'group' ? 1 : tasks,
				isGrave: option.isGrave ?? false,
			},
		};
	});
};

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
