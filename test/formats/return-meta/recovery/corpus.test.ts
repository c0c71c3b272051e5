import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {returnMeta} from '../../../../source/formats/return-meta/index.ts';
import type {Option} from '../../../../source/formats/recovery.ts';
import type {Task} from '../../../../source/model/task.ts';
import type {Edit} from '../../../../source/model/edit.ts';
import {type Change, reduce} from '../../../../source/store/reduce.ts';
import {emptyState, type State} from '../../../../source/store/state.ts';
import {corpusFolder} from '../../../helpers/corpus.ts';
import {type MemoryDisk, memoryDisk, type MemoryFile} from '../../../helpers/memory-disk.ts';
import {readFolder} from '../../../helpers/read-folder.ts';
import {minute} from '../given.ts';
import {optionsIn} from './workbench.ts';

const root = corpusFolder === null ? null : `${corpusFolder}/return-meta`;

type Manifest = {
	readonly committed_at: string | null;
	readonly files: readonly {readonly path: string; readonly mtime?: string}[];
};

type Project = {
	readonly folder: string;
	readonly now: number;
	readonly state: State;
	readonly files: ReadonlyMap<string, MemoryFile>;
};

/** A case so many minutes after its commit; reports, which are empty in the corpus, may hold a word. */
const readCase = (name: string, later: number, report: string): Project => {
	const folder = `${root}/${name}`;
	const manifest = JSON.parse(readFileSync(`${folder}/MANIFEST.json`, 'utf8')) as Manifest;
	const committedAt = Date.parse(manifest.committed_at ?? '2026-09-20T00:00:00Z');
	const now = committedAt + later * minute;
	const times = new Map(manifest.files.map(({path, mtime}) => [path, Date.parse(mtime ?? '')]));
	const modifiedAt = (relative: string): number => {
		const at = times.get(relative) ?? Number.NaN;
		return Number.isNaN(at) ? committedAt : at;
	};

	const files = new Map<string, MemoryFile>();
	for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
		if (entry.isFile()) {
			const absolute = path.join(entry.parentPath, entry.name).replaceAll('\\', '/');
			const text = readFileSync(absolute, 'utf8');
			files.set(absolute, {
				text: text === '' && absolute.endsWith('.md') ? report : text,
				modifiedAt: modifiedAt(path.relative(folder, absolute).replaceAll('\\', '/')),
			});
		}
	}

	const changes = readFolder(folder, {readAt: now, formats: [returnMeta], modifiedAt}).map(
		(change): Change =>
			change.type === 'read' && change.input.content.type === 'presence'
				? {
						...change,
						input: {...change.input, stat: {...change.input.stat, size: report.length}},
					}
				: change,
	);
	return {folder, now, state: reduce(emptyState, changes, now, true), files};
};

type Entry = Readonly<Record<string, unknown>>;

const entriesOf = (text: string): readonly Entry[] =>
	(JSON.parse(text) as {active_projects: readonly Entry[]}).active_projects;

/** What an edit may touch at all: everything else of the file is the same value as before. */
const checkEdit = (edit: Edit, id: string): void => {
	const name = edit.path.slice(edit.path.lastIndexOf('/') + 1);
	if (edit.type === 'remove-folder') {
		expect(name).toBe('.lock');
		return;
	}

	if (edit.type !== 'file') {
		throw new Error(`an edit of the kind ${edit.type}`);
	}

	if (edit.after === null) {
		expect(name).toMatch(
			/^(?:\.return-meta[\w-]*\.json|\.postflight-pending|\.[a-z]+-loop-guard|holder\.json|.*\.tmp)$/,
		);
	} else if (name === 'state.json') {
		const {before, after} = edit;
		const changed = entriesOf(after);
		const original = entriesOf(before!);
		expect(changed).toHaveLength(original.length);
		for (const [index, entry] of original.entries()) {
			const {status: _status, last_updated: _at, artifacts: _artifacts, ...rest} = changed[index]!;
			const isMeant = String(entry['project_number']) === id;
			expect(isMeant ? {...entry, ...rest} : changed[index]).toEqual(entry);
		}

		expect({...JSON.parse(after), active_projects: null}).toEqual({
			...JSON.parse(before!),
			active_projects: null,
		});
		// Every line that is gone is one of the entry, and no other is there anew.
		const lines = new Set(after.split('\n'));
		expect(before!.split('\n').filter((line) => !lines.has(line)).length).toBeLessThanOrEqual(8);
	} else if (name === 'errors.json') {
		expect(() => JSON.parse(edit.after!) as unknown).not.toThrow();
		expect(edit.before === null || edit.after.length > edit.before.length).toBe(true);
	} else {
		expect(name).toBe('.return-meta.json');
		expect(JSON.parse(edit.after)).toMatchObject({status: 'partial'});
	}
};

/** What a task is called when the edits of an option have been read back. */
const promised: Readonly<Record<string, readonly string[]>> = {
	'reconcile-status': ['pending', 'completed'],
	'finish-postflight': ['pending', 'completed', 'skipped'],
	'log-interruption': ['interrupted'],
	salvage: ['partial'],
};

/** Has an option, and looks at everything it would do. */
const checkOption = ({folder, now, state, files}: Project, task: Task, option: Option): void => {
	expect(option.title + option.because).not.toMatch(/\bNaN\b|\[object |: undefined|\n/);
	const disk = memoryDisk(files);
	const draft = disk.draft(option);
	if (draft.type === 'refused') {
		expect(draft.reason).toMatch(/^[^\n]{10,400}$/);
		return;
	}

	expect(option.refusal).toBeNull();
	for (const edit of draft.edits) {
		expect(edit.path.startsWith(`${folder}/`)).toBe(true);
		checkEdit(edit, task.id);
	}

	const removes = draft.edits.some((edit) => edit.type === 'file' && edit.after === null);
	expect(draft.lost.length > 0 || !removes).toBe(true);
	const statuses = promised[option.id];
	if (statuses && draft.edits.length > 0) {
		const again = reread({state, folder, now}, draft.edits, disk.apply(draft.edits));
		const found = optionsIn(again, now, folder).subjects.find(
			(subject) => subject.task.key === task.key,
		);
		expect([option.id, task.id, found?.status]).toEqual([
			option.id,
			task.id,
			expect.toBeOneOf([...statuses]),
		]);
	}
};

const cases = root === null ? [] : readdirSync(root).filter((name) => name.startsWith('case-'));

describe.skipIf(root === null)('options of real projects (skipped without the corpus)', () => {
	test.each(
		cases.flatMap((name) => [[name, 0, ''] as const, [name, 200, '# A report\n'] as const]),
	)('%s, %i minutes later', (name, later, report) => {
		const project = readCase(name, later, report);
		const {subjects, options} = optionsIn(project.state, project.now, project.folder);
		for (const {task} of subjects) {
			for (const option of options(task.key)) {
				checkOption(project, task, option);
			}
		}

		for (const option of options(null)) {
			expect(option.scope).toBe('group');
			expect(memoryDisk(project.files).draft(option).type).toBe('ready');
		}
	});

	test.each([
		['01', '870', 'salvage'],
		['10', '24', 'log-interruption'],
		['10', '17', 'finish-postflight'],
		['14', '163', 'release-lock'],
		['15', '13', 'finish-postflight'],
		['34', '136', 'clean-return-meta'],
		['53', '19', 'reconcile-status'],
		['97', '163', 'clear-markers'],
		['100', '596', 'clear-markers'],
	])('case %s, task %s: %s can be had', (number, id, name) => {
		const found = cases.find((one) => one.startsWith(`case-${number}-`))!;
		const {folder, now, state, files} = readCase(found, 200, '# A report\n');
		const draft = memoryDisk(files).draft(optionsIn(state, now, folder).option(id, name));
		expect(draft.type === 'ready' && draft.edits.length).toBeGreaterThan(0);
	});
});

/** The same project after edits, as the watcher would find it. */
const reread = (
	{state, folder, now}: Pick<Project, 'state' | 'folder' | 'now'>,
	edits: readonly Edit[],
	disk: MemoryDisk,
): State =>
	reduce(
		state,
		edits.flatMap(({path}): readonly Change[] => {
			const text = disk.text(path);
			const claim = returnMeta.claims(path);
			if (!claim) {
				return [];
			}

			return text === null
				? [{type: 'removed', path}]
				: [
						{
							type: 'read',
							format: 'return-meta',
							input: {
								path,
								workspace: folder,
								kind: claim.kind,
								content: {type: 'text', text, isUtf8: true},
								stat: {modifiedAt: now, size: text.length, isFolder: false},
								readAt: now,
							},
						},
					];
		}),
		now,
	);
