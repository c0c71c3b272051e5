import type {Pace} from '../../recovery/campaign/canary/state.ts';

const minute = 60_000;

/** What is offered; careful, and still done in a while. */
export const usualPace: Pace = {type: 'side-by-side', count: 2};

/** The paces that can be chosen, each with the key that chooses it. */
export const paces: readonly {readonly key: string; readonly pace: Pace}[] = [
	{key: '1', pace: {type: 'all'}},
	{key: '2', pace: usualPace},
	{key: '3', pace: {type: 'every', ms: 5 * minute}},
];

/** A key at the choice of a pace; null: it means nothing there. */
export const paceAfter = (pace: Pace, key: string): Pace | null => {
	const index = paces.findIndex((one) => one.pace.type === pace.type);
	const moves: Readonly<Record<string, number>> = {up: -1, k: -1, down: 1, j: 1};
	const move = moves[key];
	if (move !== undefined) {
		return paces[Math.min(Math.max(0, index + move), paces.length - 1)]!.pace;
	}

	const turns: Readonly<Record<string, number>> = {left: -1, h: -1, right: 1, l: 1};
	const turn = turns[key];
	return turn === undefined
		? (paces.find((one) => one.key === key)?.pace ?? null)
		: turned(pace, turn);
};

const turned = (pace: Pace, by: number): Pace =>
	pace.type === 'all'
		? pace
		: pace.type === 'side-by-side'
			? {...pace, count: Math.min(Math.max(1, pace.count + by), 20)}
			: {...pace, ms: Math.min(Math.max(1, pace.ms / minute + by), 240) * minute};

/** "2 side by side", "one every 5m". */
export const paceText = (pace: Pace): string =>
	pace.type === 'all'
		? 'all the others at once'
		: pace.type === 'side-by-side'
			? pace.count === 1
				? 'one after the other'
				: `${pace.count} side by side`
			: `one every ${Math.round(pace.ms / minute)}m`;
