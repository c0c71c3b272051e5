import {describe, expect, test} from 'vitest';
import {ago, entry, folder, project, session} from '../given.ts';
import {benchOf, diskOf, type Files} from './workbench.ts';

const broken = (text: string | null, age = 20, word = 'researching'): Files =>
	project(entry(word, {last_updated: ago(95)}), null, {
		...(text === null ? {} : {[`${folder}/.return-meta.json`]: {content: text, age}}),
		[`${folder}/reports/01_a.md`]: {content: '# A\n', age: 94},
		[`${folder}/reports/02_empty.md`]: {content: '', age: 94},
	});

const whole = JSON.stringify(
	{
		status: 'researched',
		artifacts: [{type: 'research', path: `${folder}/reports/01_a.md`, summary: 'All of it'}],
		metadata: {session_id: session, agent_type: 'an-agent', delegation_depth: 1},
		next_steps: 'Run /plan 7',
		zz: 1,
	},
	null,
	2,
);

const rebuilt = (fields: object): string =>
	`${JSON.stringify({status: 'partial', ...fields}, null, 2)}\n`;

const progress = {
	stage: 'interrupted',
	details: 'Interrupted before a result was written; the artifacts are those found on disk',
};

describe('a broken result is rebuilt as partial', () => {
	test('from the reports on the disk and what the text still says', () => {
		const files = broken(whole.slice(0, -3));
		const after = benchOf(files).after('7', 'salvage')[`${folder}/.return-meta.json`]!;
		expect(after).toBe(
			rebuilt({
				artifacts: [{type: 'research', path: `${folder}/reports/01_a.md`, summary: 'All of it'}],
				partial_progress: progress,
				metadata: {session_id: session, agent_type: 'an-agent', delegation_depth: 1},
				next_steps: 'Run /plan 7',
			}),
		);
		const again = benchOf({
			...files,
			[`${folder}/.return-meta.json`]: {content: after, age: 0},
		});
		expect(again.subjects[0]).toMatchObject({status: 'partial', task: {agent: 'an-agent'}});
		expect(again.options('7').map(({id}) => id)).not.toContain('salvage');
	});

	test.each(['', '\0\0\0', 'not json', '{}', '[1]', '{"status": '])('from %j', (text) => {
		expect(benchOf(broken(text)).after('7', 'salvage')[`${folder}/.return-meta.json`]).toBe(
			rebuilt({
				artifacts: [{type: 'report', path: `${folder}/reports/01_a.md`}],
				partial_progress: progress,
				metadata: {session_id: session},
				next_steps: 'Run /research 7 to resume',
			}),
		);
	});

	test('a result that was never written is written, where reports show that there was work', () => {
		const bench = benchOf(broken(null));
		expect(bench.subjects[0]!.status).toBe('interrupted');
		expect(bench.after('7', 'salvage')[`${folder}/.return-meta.json`]).toContain(
			'"status": "partial"',
		);
	});
});

describe('it is not done', () => {
	test('while somebody may be writing the file', () => {
		expect(benchOf(broken('{"sta', 14)).refusal('7', 'salvage')).toBe(
			'its files were written 14m ago; they have to rest for 15m first',
		);
	});

	test('without anything to rebuild it from', () => {
		const files = {...broken('{"sta'), [`${folder}/reports/01_a.md`]: {content: '', age: 94}};
		expect(benchOf(files).refusal('7', 'salvage')).toBe(
			'no report, plan or summary of task 7 lies on the disk: nothing to rebuild it from',
		);
	});

	test('where state.json has gone on', () => {
		for (const word of ['researched', 'completed', 'abandoned']) {
			expect(() => benchOf(broken('{"sta', 20, word)).option('7', 'salvage')).toThrow(
				'not offered',
			);
		}
	});

	test('when the file can be read by now', () => {
		const option = benchOf(broken('{"sta')).option('7', 'salvage');
		expect(diskOf(broken(whole)).draft(option)).toMatchObject({type: 'refused'});
	});
});
