import {assert, constantFrom, nat, property, string, tuple} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseList} from '../../../../source/formats/kiro/list/parse-list.ts';
import {isEqual} from '../../../../source/model/equality.ts';
import {memoryDisk} from '../../../helpers/memory-disk.ts';
import {fixture} from '../project.ts';
import {boxesApart, restOf} from './differences.ts';
import {rehearse, workspace} from './rehearsal.ts';

const folder = `${workspace}/.kiro`;
const state = `${folder}/metadata/execution-state.json`;
const list = `${folder}/specs/photo-upload/tasks.md`;
const goodState = fixture('good/editor/.kiro/metadata/execution-state.json');
const goodList = fixture('good/editor/.kiro/specs/photo-upload/tasks.md');
const good = {[state]: goodState, [list]: goodList};

const damaged = (text: string) =>
	tuple(nat(), nat(), string({unit: 'binary', maxLength: 3})).map(([from, length, instead]) => {
		const start = from % (text.length + 1);
		return text.slice(0, start) + instead + text.slice(start + (length % 12));
	});

const isWhole = (text: string): boolean => {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
};

const promised = {
	resume: 'in_progress',
	restart: 'in_progress',
	'roll-back': 'not_started',
} as const;

describe('whatever became of the files, an edit is refused or changes what it names', () => {
	test.for(Object.keys(promised) as (keyof typeof promised)[])('%s of a checkpoint', (option) => {
		const offered = rehearse(good).option('2.2', option);
		let applied = 0;
		/** What is wrong with the outcome; nothing is right. */
		const wrong = (text: string): readonly string[] => {
			const disk = memoryDisk({...good, [state]: text});
			const draft = disk.draft(offered);
			if (draft.type === 'refused') {
				return /^\.kiro\/.+\S$/s.test(draft.reason) ? [] : [`refused: ${draft.reason}`];
			}

			applied++;
			const after = disk.apply(draft.edits);
			const row = rehearse(after).tasks.find(({files}) => files.some(({path}) => path === state));
			const checks: Readonly<Record<string, boolean>> = {
				'nothing else changed': isEqual(restOf(after.text(state)!), restOf(text)),
				'the box follows':
					boxesApart(goodList, after.text(list)!) === (option === 'roll-back' ? 1 : 0),
				'the status is read back': row?.rawStatus === promised[option],
				'steps are wiped': option === 'resume' || !row?.stage || row.stage.index === 0,
			};
			return Object.keys(checks).filter((name) => !checks[name]);
		};

		assert(
			property(damaged(goodState), (text) => {
				expect(wrong(text)).toEqual([]);
			}),
			{numRuns: 250},
		);
		expect(applied).toBeGreaterThan(20);
	});

	test.for(['restart', 'roll-back', 'release'] as const)('%s, with its list damaged', (option) => {
		// Left open, restart has something to do.
		const text = option === 'restart' ? goodList.replace('[-] 2.2', '[ ] 2.2') : goodList;
		const files = {...(option === 'release' ? {} : {[state]: goodState}), [list]: text};
		const offered = rehearse(files).option('2.2', option);
		const mark = option === 'restart' ? '[-]' : '[ ]';
		let applied = 0;
		const wrong = (damagedText: string): readonly string[] => {
			const disk = memoryDisk({...files, [list]: damagedText});
			const draft = disk.draft(offered);
			if (draft.type === 'refused') {
				return /^\.kiro\/.+\S$/s.test(draft.reason) ? [] : [`refused: ${draft.reason}`];
			}

			const after = disk.apply(draft.edits).text(list)!;
			const apart = boxesApart(damagedText, after);
			const found = parseList(after).list?.entries.find(({id}) => id === '2.2');
			applied += apart ?? 0;
			return apart === 0 || (apart === 1 && found?.rawStatus === mark)
				? []
				: [`${apart} lines differ, the box is ${found?.rawStatus}`];
		};

		assert(
			property(damaged(text), (damagedText) => {
				expect(wrong(damagedText)).toEqual([]);
			}),
			{numRuns: 250},
		);
		expect(applied).toBeGreaterThan(20);
	});

	test('salvage of a checkpoint cut anywhere keeps the bytes and leaves a whole one, or none', () => {
		assert(
			property(nat(goodState.length - 3), constantFrom('', '}', '"', ',]'), (end, tail) => {
				const text = goodState.slice(0, end) + tail;
				const before = rehearse({...good, [state]: text});
				const offers = [null, ...before.tasks.map(({key}) => key)].flatMap((key) =>
					before.options(key).filter(({id}) => id === 'salvage'),
				);
				expect(offers).toHaveLength(isWhole(text) ? 0 : 1);
				for (const offer of offers) {
					const draft = before.disk.draft(offer);
					const after = before.disk.apply(draft.type === 'ready' ? draft.edits : []);
					expect(after.text(`${state}.20250601T110000Z.bad`)).toBe(text);
					const document = rehearse(after).state.documents.get(state);
					expect(document?.quality ?? 'whole').toBe('whole');
				}
			}),
			{numRuns: 150},
		);
	});
});
