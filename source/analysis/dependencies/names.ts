import type {Task} from '../../model/task.ts';

/** What a task is called when another one speaks of it: its id, and its list where that is another. */
export const nameFor = (other: Task, from: Pick<Task, 'workspace' | 'group'>): string =>
	other.group === from.group && other.workspace === from.workspace
		? other.id
		: `${other.id} (${placeOf(other, from)})`;

const placeOf = ({workspace, group}: Task, from: Pick<Task, 'workspace'>): string => {
	const project = workspace.slice(workspace.lastIndexOf('/') + 1);
	return workspace === from.workspace ? group : `${project} ${group}`.trim();
};

/** More names than this in one sentence are not read. */
const mostNames = 5;

/** "B-1, B-2 and 3 more". */
export const listed = (names: readonly string[], most = mostNames): string =>
	names.length <= most
		? names.join(', ')
		: `${names.slice(0, most).join(', ')} and ${(names.length - most).toLocaleString('en')} more`;

/** "A → B → A", shortened in the middle when it is long. */
export const wayText = (names: readonly string[], most = 20): string => {
	const round = [...names, names[0] ?? ''];
	return (
		round.length <= most + 1
			? round
			: [
					...round.slice(0, most - 1),
					`… ${(round.length - most).toLocaleString('en')} more`,
					round[0]!,
				]
	).join(' → ');
};
