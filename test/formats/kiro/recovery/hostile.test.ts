import {assert, constantFrom, property, string} from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Draft, Option} from '../../../../source/formats/recovery.ts';
import {harmless} from '../../../../source/text/harmless.ts';
import {fixture} from '../project.ts';
import {listPath, rehearse, statePath, workspace} from './rehearsal.ts';

/** Every word of an option and of what it would do that a person may see. */
const wordsOf = (option: Option, draft: Exclude<Draft, {type: 'needs'}>): readonly string[] => [
	option.title,
	option.because,
	...option.against,
	...option.changes,
	option.refusal ?? '',
	option.command ?? '',
	...(draft.type === 'refused'
		? [draft.reason]
		: [
				...draft.checks.flatMap(({title, detail}) => [title, detail]),
				...draft.lost,
				...draft.notes,
				...draft.byHand,
			]),
];

const unsafeWords = (files: Readonly<Record<string, string>>): readonly string[] => {
	const {options, tasks, disk} = rehearse({...files, [`${workspace}/.git`]: null});
	return [null, ...tasks.map(({key}) => key)]
		.flatMap((key) => options(key))
		.flatMap((option) => wordsOf(option, disk.draft(option)))
		.filter((words) => words !== harmless(words) || words.length > 10_000);
};

const state = (odd: string): string =>
	JSON.stringify({
		task_details: {task_id: `2${odd}`, task_name: odd, status: odd, sub_steps_completed: [odd]},
		context: {spec_name: 'shop', files_modified: [odd, `a/${odd}.ts`], [odd]: 1},
		error_recovery: {last_checkpoint: odd, rollback_point: odd, recovery_instructions: odd},
	});

const list = (odd: string): string => `- [-] 2. ${odd}\n- [~] 3. T\n## ${odd}\n`;

describe('nothing a terminal obeys comes into words or commands', () => {
	test('of a hostile project', () => {
		const checkpoint = fixture('hostile/escapes/.kiro/metadata/execution-state.json');
		expect(
			unsafeWords({
				[statePath]: checkpoint,
				[listPath]: fixture('hostile/escapes/.kiro/specs/evil/tasks.md'),
			}),
		).toEqual([]);
		expect(unsafeWords({[statePath]: checkpoint.slice(0, -10)})).toEqual([]);
	});

	test('of any text in every field', () => {
		const odd = string({unit: 'binary', maxLength: 20});
		const signs = constantFrom('\u001B[2J', '\u202E', '\n', '\u0007', "'", '\uD800', '\0');
		assert(
			property(odd, signs, (text, sign) => {
				const all = `${text}${sign}${text}`;
				expect(unsafeWords({[statePath]: state(all), [listPath]: list(all)})).toEqual([]);
			}),
			{numRuns: 200},
		);
	});
});

test('words stay short, however long the values are', () => {
	const long = '界👩‍👩‍👧 '.repeat(50_000);
	const {options, tasks, disk} = rehearse({[statePath]: state(long), [listPath]: list(long)});
	const all = tasks.flatMap(({key}) => options(key));
	expect(all.map(({id}) => id)).toContain('restart');
	const words = all.flatMap((option) => wordsOf(option, disk.draft(option)));
	expect(Math.max(...words.map(({length}) => length))).toBeLessThan(4500);
});
