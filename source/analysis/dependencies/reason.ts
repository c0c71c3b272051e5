import type {Status} from '../../model/status.ts';
import type {Task} from '../../model/task.ts';
import {formatRoughly} from '../../text/duration.ts';
import {type LooseEnd, targetsOf} from './graph.ts';
import {isMet} from './met.ts';
import {listed, nameFor} from './names.ts';
import {personReason} from './person.ts';
import type {Standings} from './standing.ts';

/** What the clock adds to a task: since when it runs (epoch ms), where that is known. By position. */
export type Since = (position: number) => number | null;

const noSince: Since = () => null;

/** What others do that a task waits for. */
const wordsFor: Readonly<Record<Status, string>> = {
	running: 'which is running',
	interrupted: 'which was interrupted',
	failed: 'which failed',
	blocked: 'which is blocked',
	partial: 'which is only partly done',
	pending: 'which is not started',
	unknown: 'whose status nobody understands',
	cancelled: 'which was cancelled',
	skipped: 'which was skipped',
	completed: 'which is completed',
};

/** Where that says more than the status: what holds a task that itself waits for nobody. */
const heldWords: Readonly<Record<string, string>> = {
	cycle: 'which stands in a cycle',
	missing: 'which names something that is not there',
	person: 'which needs a person',
};

/**
Why a task can't start, in one line: "waits for B-3, which is running since 4m; and for 2 more". Null for
tasks that can, that run, or that are done.

@param now epoch milliseconds.
*/
export const reasonOf = (
	standings: Standings,
	position: number,
	now: number,
	sinceOf: Since = noSince,
): string | null => {
	const {graph, statuses, causes, isTangled} = standings;
	const task = graph.tasks[position]!;
	const standing = standings.standings[position]!;
	if (standing === 'done' || standing === 'running' || standing === 'ready') {
		return null;
	}

	const cause = causes[position]!;
	const end = graph.looseEnds.get(position)?.find(({kind}) => kind in endWords);
	const parts = [
		isTangled[position] === 1
			? `stands in a cycle: it waits for itself over ${nameOf(graph.tasks[cause], task)}`
			: null,
		end ? endWords[end.kind as keyof typeof endWords](end) : null,
		cause === -1 || isTangled[position] === 1
			? null
			: waitsFor(standings, position, cause, now, sinceOf),
		ownWords(task, statuses[position]!),
	].filter((part) => part !== null);
	return parts.join('; ') || null;
};

const nameOf = (other: Task | undefined, task: Task): string =>
	other ? nameFor(other, task) : '?';

const shown = ({dependency: {id, raw}}: LooseEnd): string => (id ?? raw).slice(0, 80);

const endWords = {
	missing: (end: LooseEnd): string => `needs ${shown(end)}, which nothing declares`,
	ambiguous: (end: LooseEnd): string => `needs ${shown(end)}, and several tasks are called so`,
	self: (): string => 'depends on itself',
};

const waitsFor = (
	{graph, statuses, roots, obstacles, isTangled}: Standings,
	position: number,
	cause: number,
	now: number,
	sinceOf: Since,
): string => {
	const task = graph.tasks[position]!;
	const other = graph.tasks[cause]!;
	const wordsOf = (at: number): string => {
		const held =
			roots[at] === at || isTangled[at] === 1 ? heldWords[obstacles[at] ?? ''] : undefined;
		const since = statuses[at] === 'running' ? sinceOf(at) : null;
		return `${held ?? wordsFor[statuses[at]!]}${since === null ? '' : ` since ${formatRoughly(now - since)}`}`;
	};

	const root = roots[cause]!;
	const origin =
		root === cause || root === -1
			? ''
			: `; at its root ${nameOf(graph.tasks[root], task)}, ${wordsOf(root)}`;
	const more = [...targetsOf(graph.needs, position)].filter(
		(target) =>
			target !== cause &&
			target !== root &&
			!isMet({format: graph.tasks[target]!.format, status: statuses[target]!}),
	);
	const rest =
		more.length === 0
			? ''
			: `; also for ${listed(
					more.map((target) => nameOf(graph.tasks[target], task)),
					3,
				)}`;
	return `waits for ${nameOf(other, task)}, ${wordsOf(cause)}${origin}${rest}`;
};

/** What stands in its own way. */
const ownWords = (task: Task, status: Status): string | null => {
	switch (status) {
		case 'failed': {
			return `failed${task.error ? `: ${task.error.message.slice(0, 120)}` : ''}`;
		}

		case 'interrupted': {
			return 'was interrupted: nobody works on it any more';
		}

		case 'blocked': {
			const person = personReason(task);
			if (person !== null) {
				return `needs a person: ${person}`;
			}

			const told = task.facts.find(({label}) => label === 'blocked by')?.value;
			return `is blocked${told ? `: ${told.slice(0, 120)}` : task.rawStatus && task.rawStatus !== 'blocked' ? `: ${task.rawStatus.slice(0, 120)}` : ''}`;
		}

		case 'unknown': {
			return task.rawStatus === null
				? 'nothing says what became of it'
				: `its status "${task.rawStatus.slice(0, 40)}" is not understood`;
		}

		default: {
			const person = personReason(task);
			return person === null ? null : `needs a person: ${person}`;
		}
	}
};
