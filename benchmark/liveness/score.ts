import type {Called} from './replay.ts';
import type {Episode} from './truth.ts';

/** How well something told interrupted runs from healthy ones. */
export type Score = {
	readonly interrupted: number;
	/** Interrupted ones that were called so before they were replaced. */
	readonly found: number;
	readonly healthy: number;
	/** Healthy ones that were called interrupted all the same. */
	readonly wrong: number;
	/** Healthy ones that were called stuck: a suspicion, no verdict. */
	readonly suspected: number;
};

const minute = 60_000;

/** What a fixed silence of the whole task folder would have called. */
export const fixedScore = (episodes: readonly Episode[], minutes: number): Score =>
	scoreOf(
		episodes,
		({longestSilenceMs}) => longestSilenceMs >= minutes * minute,
		() => false,
	);

/** What metawatch called. */
export const calledScore = (episodes: readonly Episode[], called: readonly Called[]): Score => {
	const byEpisode = new Map(called.map((call) => [call.episode, call]));
	return scoreOf(
		episodes,
		(episode) => (byEpisode.get(episode)?.interruptedAfter ?? null) !== null,
		(episode) => (byEpisode.get(episode)?.stuckAfter ?? null) !== null,
	);
};

const scoreOf = (
	episodes: readonly Episode[],
	isCalled: (episode: Episode) => boolean,
	isSuspected: (episode: Episode) => boolean,
): Score => {
	const interrupted = episodes.filter(({fate}) => fate === 'interrupted');
	const healthy = episodes.filter(({fate}) => fate === 'went on');
	return {
		interrupted: interrupted.length,
		found: interrupted.filter(isCalled).length,
		healthy: healthy.length,
		wrong: healthy.filter(isCalled).length,
		suspected: healthy.filter((episode) => isSuspected(episode) && !isCalled(episode)).length,
	};
};

export const scoreText = ({interrupted, found, healthy, wrong, suspected}: Score): string =>
	[
		`found ${found}, missed ${interrupted - found}`,
		`false ${wrong} of ${healthy}${healthy === 0 ? '' : ` (${((100 * wrong) / healthy).toFixed(1)} %)`}`,
		...(suspected > 0 ? [`stuck ${suspected}`] : []),
	].join(', ');

/** "36m, at most 45m": how long after being cut off in the middle runs are called interrupted. */
export const cutText = (called: readonly Called[]): string => {
	const times = called
		.flatMap(({cutAfter}) => (cutAfter === null ? [] : [cutAfter]))
		.sort((a, b) => a - b);
	const minutes = (ms: number): string => `${Math.round(ms / minute)}m`;
	return times.length === 0
		? 'cut off: never named'
		: `cut off: ${times.length} of ${called.length} named, p50 ${minutes(times[times.length >> 1]!)}, at most ${minutes(times.at(-1)!)}`;
};
