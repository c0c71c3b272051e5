import type {Presence} from '../../source/model/presence.ts';
import {type History, readHistories} from '../liveness/history.ts';
import {type Called, replay} from '../liveness/replay.ts';
import {calledScore, cutText, fixedScore, type Score, scoreText} from '../liveness/score.ts';
import {type Episode, episodesOf} from '../liveness/truth.ts';
import type {Question, Row} from '../question.ts';

/** The threshold to beat. */
const fixedMinutes = 30;

const nobody: Presence = {type: 'seen', agents: []};

/** Histories tell of no processes: both what can be known without, and what a machine with none says. */
const policies: readonly {
	readonly name: string;
	readonly isLearning: boolean;
	readonly scale: number;
	readonly presence?: Presence;
}[] = [
	{name: 'measured', isLearning: false, scale: 1},
	{name: 'learned', isLearning: true, scale: 1},
	{name: 'measured, no agent process', isLearning: false, scale: 1, presence: nobody},
	{name: 'learned, no agent process', isLearning: true, scale: 1, presence: nobody},
	{name: 'measured, --stale 15', isLearning: false, scale: 0.5},
	{name: 'measured, --stale 60', isLearning: false, scale: 2},
];

const kinds = {run: 'runs by their own file', record: 'tasks by state.json'} as const;

export const liveness: Question = {
	name: 'liveness',
	question: 'Telling interrupted runs from healthy ones, in replayed histories',
	run({replays}) {
		const histories = readHistories(replays);
		return Promise.resolve(
			histories.length === 0
				? [note('skipped', `no histories in ${replays}; give a folder with --replays=DIR`)]
				: histories.flatMap((history) => rowsOf(history)),
		);
	},
};

const rowsOf = (history: History): readonly Row[] => {
	const episodes = episodesOf(history);
	const runs = policies.map((policy) => ({policy, ...replay(history, episodes, policy)}));
	return (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((what): readonly Row[] => {
		const own = episodes.filter((episode) => episode.what === what);
		if (own.length === 0) {
			return [note(`${history.name}, ${kinds[what]}`, 'none in this history')];
		}

		const floor = fixedScore(own, fixedMinutes);
		return [
			...[15, 30, 45, 60].map((minutes) =>
				scoreRow(`${history.name}, ${kinds[what]}: fixed ${minutes}m`, fixedScore(own, minutes)),
			),
			...runs.flatMap(({policy, called}) => {
				const mine = called.filter(({episode}) => episode.what === what);
				return [againstFloor(`${history.name}, ${kinds[what]}: ${policy.name}`, own, mine, floor)];
			}),
			...endRows(`${history.name}, ${kinds[what]}`, runs[0]!.called, what),
		];
	});
};

const againstFloor = (
	what: string,
	episodes: readonly Episode[],
	called: readonly Called[],
	floor: Score,
): Row => {
	const score = calledScore(episodes, called);
	return {
		what,
		measured: `${scoreText(score)}; ${cutText(called)}`,
		floor: `fixed ${fixedMinutes}m: ${scoreText(floor)}`,
		budget: 'no worse on both',
		isKept: score.found >= floor.found && score.wrong <= floor.wrong,
		runs: episodes.length,
	};
};

/** Every run again, with an entry in the error log in its middle that says it was interrupted. */
const endRows = (
	name: string,
	called: readonly Called[],
	what: Episode['what'],
): readonly Row[] => {
	const tried = called.filter(
		({episode, isEndNamed}) => episode.what === what && isEndNamed !== null,
	);
	const named = tried.filter(({isEndNamed}) => isEndNamed).length;
	return tried.length === 0
		? []
		: [
				{
					what: `${name}: explicit end in the error log`,
					measured: `${named} of ${tried.length} named at once`,
					floor: null,
					budget: 'all',
					isKept: named === tried.length,
					runs: tried.length,
				},
			];
};

const scoreRow = (what: string, score: Score): Row => ({
	what,
	measured: scoreText(score),
	floor: null,
	budget: null,
	isKept: null,
	runs: score.healthy + score.interrupted,
});

const note = (what: string, measured: string): Row => ({
	what,
	measured,
	floor: null,
	budget: null,
	isKept: null,
	runs: 0,
});
