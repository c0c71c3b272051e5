import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseBacklog} from '../../../../source/formats/backlog/parse-backlog.ts';
import {row} from '../project.ts';
import {execution} from '../task-database.ts';
import {later, type Scene, sceneOf, sceneOn} from './scene.ts';

describe('several drafts, one after the other, over the same files', () => {
	const ids = Array.from({length: 12}, (_, index) => `B-${index + 100}`);
	const scene = sceneOf({
		text: ids.map((id) => row(id, {status: 'in-progress'})).join(''),
		rows: {executions: ids.map((id) => execution(id, 'running'))},
		now: later,
	});

	test.each(['requeue', 'retry', 'mark-failed', 'reset-task', 'human-required'])(
		'twelve times %s',
		(option) => {
			// Made before any of them is applied, as for a plan of all.
			const options = ids.map((id) => scene.option(id, option));
			let {disk} = scene;
			for (const [index, made] of options.entries()) {
				const draft = disk.draft(made);
				if (draft.type === 'refused') {
					throw new Error(`${ids[index]}: ${draft.reason}`);
				}

				disk = disk.apply(draft.edits);
			}

			const after = sceneOn(disk, later);
			for (const id of ids) {
				const alone = scene.after(id, option);
				expect(after.statusOf(id)).toBe(alone.statusOf(id));
				expect(after.task(id).humanRequired).toBe(alone.task(id).humanRequired);
			}
		},
	);

	test('two things for one task: the second is refused where the first has settled it', () => {
		const [requeue, retry, human] = ['requeue', 'retry', 'human-required'].map((option) =>
			scene.option('B-100', option),
		);
		const once = scene.after('B-100', 'requeue');
		expect(once.disk.draft(requeue!)).toMatchObject({
			type: 'refused',
			reason: 'the execution of B-100 was running when it was shown, and is pending now',
		});
		expect(once.disk.draft(retry!).type).toBe('refused');
		expect(once.disk.draft(human!).type).toBe('ready');
	});
});

/** Lines that backlogs are made of, good ones and others. */
const line = fc.oneof(
	{weight: 5, arbitrary: fc.tuple(fc.integer({min: 1, max: 4}), status()).map(rowOf)},
	{
		weight: 4,
		arbitrary: fc.constantFrom(
			'<!-- last_updated: 2025-08-01T10:00:00.123456 -->',
			'<!--score_total: 5.7-->',
			'<!-- reason: x -->',
			'<!-- human_required: false -->',
			'<!-- blocked_by: B-1 -->',
			'<!-- never closed',
			'-->',
			'```',
			'---',
			'',
			'  and text | with | pipes |',
			'## Heading',
			'### **B-2: Title of B-2**',
			'- **Status**: 🔒 **BLOCKED** - by B-1',
			'- B-3 — Title of B-3 (3 points, todo)',
			'| B-4 | Title of B-4 | 🔥 | 3 | todo | wrapped',
			'| B-1 | Title of B-1 | 2024-08-06 | Visible | Lessons |',
			'*Last Updated: 2024-08-07 22:30*',
		),
	},
);

function status(): fc.Arbitrary<string> {
	return fc.constantFrom(
		'todo',
		'in-progress',
		'blocked by B-1',
		'✅ done',
		'failed',
		'',
		'8',
		'wip',
	);
}

function rowOf([number, word]: readonly [number, string]): string {
	return row(`B-${number}`, {status: word}).trimEnd();
}

const backlogText = fc
	.tuple(
		fc.array(line, {maxLength: 14}),
		fc.constantFrom('\n', '\r\n'),
		fc.constantFrom('', '\uFEFF'),
		fc.boolean(),
	)
	.map(
		([lines, lineBreak, mark, isEnded]) =>
			mark + lines.join(lineBreak) + (isEnded ? lineBreak : ''),
	);

/** Everything a backlog says, without where it says it. */
const said = (text: string) =>
	parseBacklog(text, '').file.declarations.map(({id, title, form, fields}) => ({
		id,
		title,
		form,
		fields: Object.fromEntries([...fields].map(([name, {value}]) => [name, value])),
	}));

const mayChange = new Set(['status', 'last_updated', 'human_required', 'reason']);

const promised: Readonly<Record<string, string>> = {
	'plan-done': 'completed',
	'plan-todo': 'pending',
	'plan-blocked': 'blocked',
	'release-blocker': 'pending',
};

const hold = (scene: Scene): void => {
	for (const {key} of scene.tasks) {
		for (const option of scene.options(key)) {
			const draft = scene.disk.draft(option);
			if (draft.type === 'refused') {
				expect(draft.reason).not.toBe('');
				continue;
			}

			expect(option.refusal).toBeNull();
			const after = sceneOn(scene.disk.apply(draft.edits), later);
			const [old, next] = [said(scene.text), said(after.text)];
			const differing = old.flatMap((declaration, index) => {
				const other = next[index]!;
				expect({...other, fields: null}).toEqual({...declaration, fields: null});
				const names = new Set([...Object.keys(declaration.fields), ...Object.keys(other.fields)]);
				return [...names]
					.filter((name) => declaration.fields[name] !== other.fields[name])
					.map((name) => ({index, name}));
			});
			expect(next).toHaveLength(old.length);
			expect(new Set(differing.map(({index}) => index)).size).toBeLessThanOrEqual(1);
			expect(differing.every(({name}) => mayChange.has(name))).toBe(true);
			// Line breaks are as they were, and what is new has the same.
			if (scene.text.includes('\r\n')) {
				expect(after.text.replaceAll('\r\n', '')).not.toContain('\n');
			}

			if (promised[option.id]) {
				expect(after.task(key).status).toBe(promised[option.id]);
			}

			if (option.id === 'human-required') {
				expect(after.task(key).humanRequired).not.toBeNull();
			}
		}
	}
};

test('whatever the backlog is, an edit changes what it says it changes, or is refused', () => {
	const property = fc.property(backlogText, (text) => hold(sceneOf({text})));
	expect(fc.check(property, {numRuns: 400})).toMatchObject({failed: false, counterexample: null});
});

test('and so it is with executions beside it', () => {
	const word = fc.constantFrom('pending', 'running', 'completed', 'failed', 'skipped', 'odd');
	const executions = fc.uniqueArray(fc.tuple(fc.integer({min: 1, max: 4}), word), {
		selector: ([number]) => number,
	});
	fc.assert(
		fc.property(backlogText, executions, (text, rows) => {
			const scene = sceneOf({
				text,
				rows: {
					executions: rows.map(([number, recorded]) => execution(`B-${number}`, recorded)),
				},
				now: later,
			});
			for (const {key} of scene.tasks) {
				for (const {id} of scene.options(key)) {
					const draft = scene.draft(key, id);
					if (draft.type === 'refused' || !['retry', 'requeue', 'mark-failed'].includes(id)) {
						continue;
					}

					const after = scene.after(key, id);
					const isHeld = scene
						.option(key, id)
						.against.some((reason) => reason.includes('that counts then'));
					expect(after.statusOf(key)).toBe(
						isHeld ? 'blocked' : id === 'mark-failed' ? 'failed' : 'pending',
					);
				}
			}
		}),
		{numRuns: 200},
	);
});
