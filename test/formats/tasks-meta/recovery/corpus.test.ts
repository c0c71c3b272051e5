import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {readJson} from '../../../../source/formats/json.ts';
import type {FileEdit} from '../../../../source/model/edit.ts';
import {corpusFolder} from '../../../helpers/corpus.ts';
import type {Option} from '../../../../source/formats/recovery.ts';
import {type Files, type Project, projectOf} from './project.ts';

const folder = `${corpusFolder ?? ''}/tasks-meta`;
const at = Date.parse('2026-11-21T00:00:00Z');
const modifiedAt = Date.parse('2026-11-20T23:30:00Z');

const filesOf = (name: string): Files => {
	const root = path.join(folder, name);
	return Object.fromEntries(
		readdirSync(root, {recursive: true, withFileTypes: true})
			.filter((entry) => entry.isFile() && !entry.parentPath.includes('snapshots'))
			.map((entry) => {
				const file = path.join(entry.parentPath, entry.name);
				return [path.relative(root, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')];
			}),
	);
};

/** Every line of both, of which only one has it. */
const changedLines = ({before, after}: FileEdit): readonly string[] => {
	const old = (before ?? '').split('\n');
	return (after ?? '').split('\n').filter((line, index) => line !== old[index]);
};

/** Values of a task that may differ after an option. */
const keysOf: Readonly<Record<string, RegExp>> = {
	retry:
		/^(?:status|started_at|completed_at|result_summary|review_status|micro_review\w*|quality_gate\w*)$/,
	'mark-failed': /^(?:status|completed_at|failure_reason)$/,
	'mark-completed': /^(?:status|completed_at|result_summary)$/,
	'take-box': /^status$/,
	'roll-back': /^status$/,
	'roll-back-feature': /^status$/,
	'align-to-boxes': /^status$/,
	'review-micro-pass': /^(?:micro_review\w*|quality_gate\w*|review_status|reviewer)$/,
	'review-micro-fail': /^(?:micro_review\w*|quality_gate\w*|review_status|reviewer)$/,
	'review-macro-pass': /^(?:review_status|reviewer)$/,
	'review-macro-fail': /^(?:review_status|reviewer)$/,
	'gate-pass': /^quality_gate\w*$/,
	'gate-fail': /^quality_gate\w*$/,
};

type Tasks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** "T001.status" for everything that differs between two texts of metadata. */
const differences = (before: string, after: string): readonly string[] => {
	const [old, young] = [before, after].map((text) => (JSON.parse(text) as {tasks: Tasks}).tasks);
	return Object.keys({...old, ...young}).flatMap((id) => {
		const [a, b] = [old?.[id] ?? {}, young?.[id] ?? {}];
		return Object.keys({...a, ...b})
			.filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]))
			.map((key) => `${id}.${key}`);
	});
};

const jsonFaults = (option: Option, id: string | null, edit: FileEdit): readonly string[] => {
	if (readJson(edit.after!).damage) {
		return ['it is no JSON any more'];
	}

	const allowed = keysOf[option.id];
	if (!allowed) {
		return [];
	}

	const differing = differences(edit.before!, edit.after!);
	const odd = differing.filter(
		(difference) =>
			!allowed.test(difference.replace(/^.*\./, '')) ||
			(option.scope === 'task' && !difference.startsWith(`${id}.`)),
	);
	return [...(differing.length === 0 ? ['nothing changed'] : []), ...odd];
};

const listFaults = (option: Option, id: string | null, edit: FileEdit): readonly string[] => {
	const lines = changedLines(edit);
	const odd = lines.filter(
		(line) => !/^\s*[-*+] \[[ X]\]/.test(line) || (option.scope === 'task' && !line.includes(id!)),
	);
	return [
		...(edit.after!.length === edit.before!.length ? [] : ['more than a mark changed']),
		...(option.scope === 'task' && lines.length !== 1 ? ['more than a line changed'] : []),
		...odd,
	];
};

/** After these nothing is left of the situation that they are for. */
const settles = /^(?:retry|mark|take|roll|align|restore|review-m)/;

/** What is wrong about an option of a task, in words; the number of drafts that can be applied. */
const faultsOf = (project: Project, key: string | null, option: Option): readonly string[] => {
	const draft = option.refusal === null ? project.disk.draft(option) : null;
	const reason = option.refusal ?? (draft?.type === 'refused' ? draft.reason : null);
	if (reason !== null || draft?.type !== 'ready') {
		return /^\S.{10,}[^.]$/.test(reason ?? '') ? [] : [`refused without a sentence: ${reason}`];
	}

	const id = key === null ? null : project.task(key).id;
	const faults = draft.edits.flatMap((edit) =>
		edit.type !== 'file'
			? []
			: edit.path.endsWith('.json')
				? jsonFaults(option, id, edit)
				: edit.path.endsWith('.md')
					? listFaults(option, id, edit)
					: [],
	);
	const isOfferedAgain =
		key !== null &&
		settles.test(option.id) &&
		project
			.after(key, option.id)
			.options(key)
			.some((other) => other.id === option.id);
	return [
		...faults,
		...(draft.edits.length === 0 ? ['it changes nothing'] : []),
		...(isOfferedAgain ? ['it is offered again'] : []),
	];
};

const projects =
	corpusFolder === null ? [] : readdirSync(folder).filter((name) => !name.includes('.'));

describe.skipIf(corpusFolder === null)(
	'every option of every task (needs the corpus beside the project)',
	() => {
		test.each(projects)('%s', (name) => {
			const project = projectOf(filesOf(name), {at, modifiedAt});
			const groups = new Set<string>();
			const faults = [null, ...project.tasks.map((task) => task.key)].flatMap((key) => {
				const group = key === null ? '' : project.task(key).group;
				const isKnownGroup = groups.has(group);
				groups.add(group);
				return project
					.options(key)
					.filter(({scope}) => scope === 'task' || !isKnownGroup)
					.flatMap((option) =>
						faultsOf(project, key, option).map((fault) => `${key} ${option.id}: ${fault}`),
					);
			});
			expect(faults).toEqual([]);
		});
	},
);

describe.skipIf(corpusFolder === null)(
	'against what the tool itself wrote (needs the corpus beside the project)',
	() => {
		const snapshots = `${folder}/generated-writer-current-lifecycle/snapshots`;
		const meta = 'specs/001-user-auth/tasks_meta.json';
		const snapshot = (number: string): string => {
			const file = readdirSync(snapshots).find((name) => name.startsWith(number))!;
			return readFileSync(`${snapshots}/${file}`, 'utf8');
		};
		const state = 'specs/001-user-auth/.async_state';
		const marked = (kind: string, id: string, text: string, time: string): Files => ({
			[`${state}/delegation_prompts/${id}.md`]: {text: '', modifiedAt: Date.parse(time)},
			[`${state}/delegation_${kind}/${id}.txt`]: {text, modifiedAt: Date.parse(time)},
		});

		test.each([
			['a review and the gate after it', '12', '14', 'T001', 'review-micro-pass', 0, {}],
			['the gate alone', '13', '14', 'T001', 'gate-pass', 0, {}],
			['the gate of an ASYNC task', '20', '22', 'T002', 'gate-pass', 0, {}],
			[
				'a completed delegation',
				'19',
				'20',
				'T002',
				'mark-completed',
				0,
				marked('completed', 'T002', '', '2026-11-20T23:07:28Z'),
			],
			[
				'a failed task, in another zone',
				'23',
				'24',
				'T003',
				'mark-failed',
				120,
				marked('errors', 'T003', 'ImportError: no module named jwt\n', '2026-11-20T23:07:28Z'),
			],
			['a task rolled back', '29', '30', 'T001', 'roll-back', 0, {}],
			['a feature rolled back', '31', '32', 'T001', 'roll-back-feature', 0, {}],
		] as const)('%s: byte for byte', (_name, before, after, id, option, offset, markers) => {
			const time = Date.parse('2026-11-20T23:07:28Z');
			const project = projectOf(
				{[meta]: snapshot(before), ...markers},
				{at: time, modifiedAt: time, offset},
			);
			expect(project.after(id, option).text(meta)).toBe(snapshot(after));
		});

		test('its notes about what was rolled back', () => {
			const time = Date.parse('2026-11-20T23:07:29Z');
			const written = readFileSync(
				`${folder}/generated-writer-current-lifecycle/specs/007-rolled-back-all/rollback.log`,
				'utf8',
			);
			const after = projectOf({[meta]: snapshot('29')}, {at: time, modifiedAt: time})
				.after('T001', 'roll-back')
				.after('T002', 'roll-back-feature');
			expect(after.text('specs/001-user-auth/rollback.log')).toBe(
				// It deletes files there; metawatch does not.
				written.replace('Implementation artifacts removed', 'Implementation artifacts kept'),
			);
		});

		test('a file that it started over is as it was', () => {
			const project = projectOf({[meta]: snapshot('35')}, {before: [{[meta]: snapshot('34')}]});
			expect(project.after(null, 'restore').text(meta)).toBe(snapshot('34'));
		});
	},
);
