import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {formatNames} from '../../source/model/format-name.ts';
import {defaultSettings} from '../../source/model/settings.ts';
import type {Document} from '../../source/formats/format.ts';
import type {FormatName} from '../../source/model/format-name.ts';
import {reduce} from '../../source/store/reduce.ts';
import type {State} from '../../source/store/state.ts';
import {createStore} from '../../source/store/store.ts';
import {readSnapshot} from '../../source/watch/snapshot.ts';

let folder: string;

beforeEach(() => {
	folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'metawatch-torn-')));
});

afterEach(() => {
	rmSync(folder, {recursive: true, force: true});
});

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));

const write = (name: string, value: unknown): void => {
	mkdirSync(path.dirname(path.join(folder, name)), {recursive: true});
	writeFileSync(path.join(folder, name), JSON.stringify(value));
};

const stateOf = async (): Promise<State> => {
	const store = createStore();
	await readSnapshot({
		workspaces: [folder],
		settings: defaultSettings,
		store,
		withReferences: true,
	});
	return store.getState();
};

const rewritten = (state: State, document: Document, text: string, now: number): State => {
	const {path, workspace, kind, stat} = document;
	return reduce(
		state,
		[
			{
				type: 'read',
				format: (document as Document & {format: FormatName}).format,
				input: {
					path,
					workspace,
					kind,
					content: {type: 'text', text, isUtf8: true},
					stat: {...stat, modifiedAt: now, size: Buffer.byteLength(text)},
					readAt: now,
				},
			},
		],
		now,
	);
};

const tasksOf = ({tasks}: State) => [...tasks.values()].map(({key, status}) => `${key} ${status}`);

const problemsAt = ({problems}: State, now: number) =>
	problems.filter(({activeFrom = 0}) => activeFrom <= now).length;

/** Tears each JSON file of a project at several places, one after the other. */
const tearEach = async (): Promise<number> => {
	const first = await stateOf();
	const now = Date.now();
	let tears = 0;
	for (const document of first.documents.values()) {
		const text = document.stat.isFolder ? '' : readFileSync(document.path, 'utf8');
		if (document.quality === 'whole' && /^\s*[[{]/.test(text) && !text.trim().includes('}\n{')) {
			const state = rewritten(first, document, text, now);
			for (const share of [0, 0.3, 0.6, 0.97]) {
				const torn = rewritten(
					state,
					document,
					text.slice(0, Math.floor(text.trimEnd().length * share)),
					now,
				);
				const where = `${document.path} at ${share}`;
				expect({where, tasks: tasksOf(torn)}).toEqual({where, tasks: tasksOf(state)});
				expect({where, problems: problemsAt(torn, now)}).toEqual({
					where,
					problems: problemsAt(state, now),
				});
				expect(torn.torn.has(document.path)).toBe(true);
				tears++;
			}
		}
	}

	return tears;
};

describe('a JSON file torn at any place costs no task and changes none', () => {
	test.each(formatNames.filter((name) => name !== 'backlog'))('%s', async (name) => {
		cpSync(path.join(fixtures, name, 'good'), folder, {recursive: true});
		expect(await tearEach()).toBeGreaterThan(0);
	});

	test('return-meta: also a task that only its run tells of', async () => {
		const run = {status: 'implementing', session_id: 'sess_1767225600_abc', summary: 'x'};
		write('specs/017_without_entry/.return-meta.json', run);
		write('other/specs/state.json', {next_project_number: 2, active_projects: []});
		write('other/specs/018_not_listed/.return-meta.json', {...run, status: 'in_progress'});
		expect(tasksOf(await stateOf()).length).toBeGreaterThan(1);
		expect(await tearEach()).toBe(12);
	});
});
