import {describe, expect, test} from 'vitest';
import type {Option} from '../../../source/formats/recovery.ts';
import {refused} from '../../../source/formats/recovery.ts';
import type {Offer} from '../../../source/recovery/offer.ts';
import {listOffers} from '../../../source/ui/recovery/list-offers.ts';
import {taskOf} from '../../analysis/tasks.ts';

const offerOf = (task: string, known: Partial<Option> & {readonly id: string}): Offer => ({
	option: {
		title: known.id,
		scope: 'task',
		because: '',
		against: [],
		refusal: null,
		changes: [],
		command: null,
		draft: () => refused('never asked'),
		...known,
	},
	format: 'backlog',
	workspace: '/code',
	subject:
		known.scope === 'group' ? null : {task: taskOf({id: task}), status: 'failed', lastSignAt: null},
	name: known.scope === 'group' ? 'all' : task,
	group: '/code/all',
	worked: null,
});

const reset = {id: 'reset-task', takesAway: true};
const retry = {id: 'retry'};
const mark = {id: 'mark-failed'};
const all = {id: 'reset-all', scope: 'group', isGrave: true} as const;

const ids = (offers: readonly Offer[], tasks: number): readonly string[] =>
	listOffers(offers, tasks).map(({listed}) => `${listed.key} ${listed.id}`);

describe('offers as a list', () => {
	test('have the keys of one task for many, too, however many an option is possible for', () => {
		const one = [retry, mark, reset, all].map((option) => offerOf('a', option));
		const rest = ['b', 'c', 'd'].flatMap((task) =>
			[{...retry, refusal: 'no'}, reset, all].map((option) => offerOf(task, option)),
		);
		const expected = ['1 retry', '2 mark-failed', '3 reset-task', '4 reset-all'];
		expect(ids(one, 1)).toEqual(expected);
		expect(ids([...one, ...rest], 4)).toEqual(expected);
		expect(ids([...rest, ...one], 4)).toEqual(expected);
	});

	test('put what one task does not have where the others have it', () => {
		const options = ['first', 'second', 'third'].map((id) => ({id}));
		const few = [offerOf('a', options[1]!)];
		const more = options.map((option) => offerOf('b', option));
		expect(ids([...few, ...more], 2)).toEqual(['1 first', '2 second', '3 third']);
	});

	test('put what can be had for none last', () => {
		const offers = [{...retry, refusal: 'no'}, reset, all].map((option) => offerOf('a', option));
		expect(ids(offers, 1)).toEqual(['1 reset-task', '2 reset-all', '3 retry']);
	});

	test('say of many what holds for all, and that the rest differs', () => {
		const said = (task: string, count: number) =>
			offerOf(task, {
				id: 'retry',
				title: `try again, counted as retry ${count}`,
				because: `it failed ${count} times`,
				against: ['it costs', ...(count > 1 ? [`${count} s are left`] : [])],
				changes: [`retry count to ${count}`],
			});
		const [entry] = listOffers([said('B-1', 1), said('B-2', 2), said('B-3', 2)], 3);
		expect(entry!.listed).toMatchObject({
			title: 'try again, counted as retry …',
			because: 'differs by task: e.g. B-1: it failed 1 times',
			against: ['it costs', 'differs by task: 2 of 3, e.g. B-2: 2 s are left'],
			changes: [
				'differs by task: 1 of 3, e.g. B-1: retry count to 1',
				'differs by task: 2 of 3, e.g. B-2: retry count to 2',
			],
		});
		expect(listOffers([said('B-2', 2)], 1)[0]!.listed).toMatchObject({
			title: 'try again, counted as retry 2',
			because: 'it failed 2 times',
			changes: ['retry count to 2'],
		});
	});

	test('keep the rest of what differs to one line', () => {
		const offers = Array.from({length: 12}, (_, index) =>
			offerOf(`t${index}`, {id: 'retry', changes: [`count to ${index}`]}),
		);
		const {changes} = listOffers(offers, 12)[0]!.listed;
		expect(changes).toHaveLength(4);
		expect(changes.at(-1)).toBe('and 9 more that differ by task');
	});

	test.each([
		[['start 1.2 over', 'start 3 over'], 'start … over'],
		[['finish the wrap-up', 'finish the wrap-up: call it done'], 'finish the wrap-up …'],
		[['resume after x', 'start again'], 'some option'],
		[['a b a', 'a b a b a'], 'a b a …'],
	])('call %j by what they have in common', (titles, expected) => {
		const offers = titles.map((title, index) => offerOf(`t${index}`, {id: 'some-option', title}));
		expect(listOffers(offers, 2)[0]!.listed.title).toBe(expected);
	});
});
