import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterAll, describe, expect, test} from 'vitest';
import {type History, readHistories} from '../../benchmark/liveness/history.ts';
import {replay} from '../../benchmark/liveness/replay.ts';
import {calledScore, fixedScore} from '../../benchmark/liveness/score.ts';
import {episodesOf} from '../../benchmark/liveness/truth.ts';
import {liveness} from '../../benchmark/questions/liveness.ts';

const minute = 60_000;
const begin = Date.UTC(2026, 5, 8, 10);
const folder = mkdtempSync(path.join(tmpdir(), 'metawatch-replay-'));

afterAll(() => {
	rmSync(folder, {recursive: true, force: true});
});

const run = (status: string, session: string): string =>
	JSON.stringify({
		status,
		metadata: {session_id: session, agent_type: 'lean-research-agent'},
	});

const record = (status: string): string =>
	JSON.stringify({
		next_project_number: 9,
		active_projects: [{project_number: 8, project_name: 'other', status}],
	});

const lineOf = (minutes: number, file: string, content: string | null): string =>
	JSON.stringify({
		commit: String(minutes),
		committed_at: new Date(begin + minutes * minute).toISOString(),
		path: file,
		content,
	});

const own = 'specs/007_prove/.return-meta.json';
const first = 'sess_1780912800_aaaaaa';
const second = 'sess_1780920000_bbbbbb';

const historyOf = (...lines: readonly string[]): History => {
	writeFileSync(path.join(folder, 'one.jsonl.gz'), gzipSync(`${lines.join('\n')}\n`));
	return readHistories(folder)[0]!;
};

const history = historyOf(
	lineOf(0, own, run('in_progress', first)),
	lineOf(10, own, run('implemented', first)),
	lineOf(20, own, run('in_progress', first)),
	lineOf(80, own, run('in_progress', second)),
	lineOf(90, own, null),
	lineOf(90, 'specs/state.json', record('researching')),
	lineOf(95, 'specs/state.json', record('researched')),
	lineOf(96, 'specs/state.json', record('planning')),
	lineOf(99, 'specs/state.json', record('not_started')),
);
const episodes = episodesOf(history);

describe('a history', () => {
	test('tells what became of everything it calls active', () => {
		expect(
			episodes.map(({what, from, fate, longestSilenceMs}) => [
				what,
				(from - begin) / minute,
				fate,
				longestSilenceMs / minute,
			]),
		).toEqual([
			['run', 0, 'went on', 10],
			['run', 20, 'interrupted', 60],
			['run', 80, 'interrupted', 10],
			['record', 90, 'went on', 5],
			['record', 96, 'interrupted', 3],
		]);
	});

	test('shows what is found and what is mistaken', () => {
		const {called} = replay(history, episodes, {
			isLearning: false,
			scale: 1,
			presence: {type: 'seen', agents: []},
		});
		const expected = {interrupted: 3, found: 1, healthy: 2, wrong: 0, suspected: 0};
		expect(calledScore(episodes, called)).toEqual(expected);
		expect(fixedScore(episodes, 30)).toEqual(expected);
		expect(fixedScore(episodes, 5)).toEqual({...expected, found: 2, wrong: 2});
		expect(called.map(({isEndNamed}) => isEndNamed)).toEqual([true, true, true, null, null]);
	});
});

test('where there are no histories, the question says so', async () => {
	const [row] = await liveness.run({isQuick: true, replays: path.join(folder, 'nowhere')});
	expect(row).toMatchObject({what: 'skipped', isKept: null});
});
