import {expect, test} from 'vitest';
import {rowOf} from '../../../source/analysis/rows.ts';
import {emptyAlertBook, watchAlerts} from '../../../source/analysis/alerts/watch-alerts.ts';
import {defaultAlerts} from '../../../source/model/alert.ts';
import type {Status} from '../../../source/model/status.ts';
import {noon, taskOf} from '../tasks.ts';

/** Looks at the tasks a and b, and tells what is announced of them. */
const looking = () => {
	let book = emptyAlertBook;
	return (status: Status, ownTasks?: ReadonlySet<string>): readonly string[] => {
		const rows = ['a', 'b'].map((id) => rowOf(taskOf({id, status}), undefined, noon));
		const isFirst = book === emptyAlertBook;
		const around = {rows, now: noon, isFirst, ...(ownTasks && {ownTasks})};
		const watched = watchAlerts(book, around, defaultAlerts);
		({book} = watched);
		return watched.announcements.flatMap(({rule, tasks}) =>
			rule === 'failed' ? tasks.map(({id}) => id) : [],
		);
	};
};

test('what a person has just changed is not told to them as a failure, what befell others is', () => {
	const {key} = taskOf({id: 'a'});
	const look = looking();
	expect(look('pending')).toEqual([]);
	expect(look('failed', new Set([key]))).toEqual(['b']);
	expect(look('failed')).toEqual([]);
});

test('without a deed of theirs both are told, and so is what follows it later', () => {
	const {key} = taskOf({id: 'a'});
	const plain = looking();
	plain('pending');
	expect(plain('failed')).toHaveLength(2);
	const after = looking();
	after('failed');
	expect(after('pending', new Set([key]))).toEqual([]);
	expect(after('failed')).toContain('a');
});
