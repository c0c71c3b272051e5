import type {Task} from '../../model/task.ts';
import {formatDuration} from '../../text/duration.ts';
import type {DependencyFinding, Situation} from './findings.ts';
import {listed, nameFor} from './names.ts';

/** Clocks of different writers, and times to the minute, differ by so much. */
const tolerance = 60_000;

/** What the times of files tell afterwards: work that began before what it builds on was there. */
export const timeFindings = ({task, needed, report}: Situation): readonly DependencyFinding[] => {
	const began = task.startedAt?.at ?? null;
	const others =
		began === null
			? []
			: needed.filter(
					({status, completedAt}) =>
						status === 'completed' && completedAt !== null && completedAt.at > began + tolerance,
				);
	if (began === null || others.length === 0) {
		return [];
	}

	const texts = others.map(
		(other) => `${formatDuration(lead(other, began))} before ${nameFor(other, task)} was finished`,
	);
	// It is over and can't be changed any more: worth knowing, no more.
	return [
		report('dependency-started-early', `${task.id} was started ${listed(texts, 3)}`, others, true),
	];
};

const lead = ({completedAt}: Task, began: number): number => completedAt!.at - began;
