import type {Offer} from '../../recovery/offer.ts';
import {nearest} from '../../text/nearest.ts';
import {UsageError} from '../usage-error.ts';
import type {Offered} from './offers.ts';

export type Chosen = {
	readonly choices: readonly Offer[];
	/** Tasks that have no such option: told, and left. */
	readonly without: readonly {
		readonly task: string;
		readonly id: string;
		readonly reason: string;
	}[];
};

/**
The option of that id, for every task that was asked for; an option of a whole group once.

@throws {UsageError} when none of them has it.
*/
export const chooseOption = (id: string, offered: readonly Offered[]): Chosen => {
	const choices = new Map<string, Offer>();
	const without: Chosen['without'][number][] = [];
	for (const {row, offers} of offered) {
		const offer = offers.find(({option}) => option.id === id);
		if (offer) {
			const {option, format, group, subject} = offer;
			choices.set(
				option.scope === 'group' ? `${format} ${group}` : `task ${subject?.task.key}`,
				offer,
			);
		} else if (row) {
			const others = idsOf(offers);
			without.push({
				task: row.task.key,
				id: row.task.id,
				reason: `there is no option "${id}" for it${others.length > 0 ? `, only ${others.join(', ')}` : ''}`,
			});
		}
	}

	if (choices.size === 0) {
		throw new UsageError(noSuchOption(id, idsOf(offered.flatMap(({offers}) => offers))));
	}

	return {choices: [...choices.values()], without};
};

const idsOf = (offers: readonly Offer[]): readonly string[] => [
	...new Set(offers.map(({option}) => option.id)),
];

const noSuchOption = (id: string, known: readonly string[]): string => {
	const meant = nearest(id, known);
	return known.length === 0
		? `there is no option "${id}": nothing can be done for it from here`
		: `there is no option "${id}" for it; ${meant ? `did you mean "${meant}"?` : `there is ${known.join(', ')}`}`;
};

/** @throws {UsageError} for tasks of several workspaces: a plan is applied in one, as a whole. */
export const insistOnOneWorkspace = (choices: readonly Offer[]): void => {
	const workspaces = [...new Set(choices.map(({workspace}) => workspace))];
	if (workspaces.length > 1) {
		throw new UsageError(
			`these tasks belong to ${workspaces.length} workspaces (${workspaces.join(', ')}); recover one after the other`,
		);
	}
};
