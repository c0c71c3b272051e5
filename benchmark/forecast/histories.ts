import {existsSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {rowOf} from '../../source/analysis/rows.ts';
import {claimPath} from '../../source/formats/index.ts';
import {attemptsAfter, type KeptAttempt} from '../../source/history/attempts.ts';
import {recordingOf} from '../../source/history/applied.ts';
import {knownAttempts} from '../../source/history/known-attempts.ts';
import type {Attempt} from '../../source/model/attempt.ts';
import {formatNames} from '../../source/model/format-name.ts';
import {defaultSettings} from '../../source/model/settings.ts';
import {type Change, reduce} from '../../source/store/reduce.ts';
import {emptyState} from '../../source/store/state.ts';
import {createStore} from '../../source/store/store.ts';
import {readSnapshot} from '../../source/watch/snapshot.ts';
import {readHistories, type History, type Version} from '../liveness/history.ts';

/** What was done in one project, as attempts. */
export type Past = {
	readonly name: string;
	readonly attempts: readonly Attempt[];
};

/**
Everything in a corpus that tells attempts with times: replayed histories, databases, metadata files. What
several of its folders tell (copies of one database in other states) counts once.
*/
export const readPasts = async (corpus: string): Promise<readonly Past[]> => {
	const pasts: Past[] = readHistories(path.join(corpus, 'replay')).map((history) => ({
		name: `replay ${history.name}`,
		attempts: replayed(history),
	}));
	for (const format of formatNames) {
		const parent = path.join(corpus, format);
		for (const name of existsSync(parent) ? readdirSync(parent).sort() : []) {
			pasts.push({name: `${format} ${name}`, attempts: await attemptsIn(path.join(parent, name))});
		}
	}

	const seen = new Set<string>();
	return pasts
		.map(({name, attempts}) => ({
			name,
			attempts: attempts.filter(({id, title, endedAt, durationMs}) => {
				const key = [id, title, endedAt, durationMs].join('\n');
				return seen.size !== seen.add(key).size;
			}),
		}))
		.filter(({attempts}) => attempts.length > 0);
};

const workspace = '/history';

const changesOf = (versions: readonly Version[]): Change[] =>
	versions.flatMap(({at, path: relative, content}): Change[] => {
		const absolute = `${workspace}/${relative}`;
		const claimed = claimPath(absolute);
		if (!claimed) {
			return [];
		}

		return content === null
			? [{type: 'removed', path: absolute}]
			: [
					{
						type: 'read',
						format: claimed.format.name,
						input: {
							path: absolute,
							workspace,
							kind: claimed.claim.kind,
							content: {type: 'text', text: content, isUtf8: true},
							stat: {modifiedAt: at, size: content.length, isFolder: false},
							readAt: at,
						},
					},
				];
	});

/** The attempts that metawatch would have recorded, had it watched. */
const replayed = ({baseline, bursts}: History): readonly Attempt[] => {
	const kept = new Map<string, KeptAttempt[]>();
	let state = reduce(emptyState, changesOf(baseline), bursts[0]?.[0]?.at ?? 0, true);
	for (const burst of bursts) {
		const at = burst[0]!.at;
		const before = state;
		const changes = changesOf(burst);
		state = reduce(state, changes, at);
		const {tasks} = recordingOf(
			{changes, before, after: state, now: at, isFirst: false},
			workspace,
		);
		for (const change of tasks) {
			const {key} = (change.after ?? change.before)!;
			const own = kept.get(key) ?? [];
			kept.set(key, own);
			const seen = {at, isWitnessed: true, by: 'observed'} as const;
			for (const attempt of attemptsAfter(own.at(-1) ?? null, change.before, change.after, seen)) {
				const place = own.findIndex(({ordinal}) => ordinal === attempt.ordinal);
				if (place === -1) {
					own.push(attempt);
				} else {
					own[place] = attempt;
				}
			}
		}
	}

	return [...kept.values()].flat().filter(({isLost}) => !isLost);
};

/** What the files of a folder and the databases among them tell. */
const attemptsIn = async (folder: string): Promise<readonly Attempt[]> => {
	const store = createStore();
	await readSnapshot({
		workspaces: [folder],
		settings: defaultSettings,
		store,
		withReferences: true,
	});
	const state = store.getState();
	const now = Date.now();
	const rows = [...state.tasks.values()].map((task) => rowOf(task, undefined, now));
	return knownAttempts([], state, rows);
};
