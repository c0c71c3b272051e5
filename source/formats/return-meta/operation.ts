import type {Findings} from './findings.ts';
import {isSameSession} from './sessions.ts';
import {readResultWord} from './status.ts';

/** What an agent was called for, in the words of the commands that call it. */
export type Operation = 'research' | 'plan' | 'revise' | 'implement';

const spellings: readonly (readonly [RegExp, Operation])[] = [
	[/(?:^|[^a-z])implement/i, 'implement'],
	[/(?:^|[^a-z])research/i, 'research'],
	[/(?:^|[^a-z])revis/i, 'revise'],
	[/(?:^|[^a-z])plan/i, 'plan'],
];

/** The operation that a command, the name of an agent or the path of a delegation tells. */
export const readOperation = (text: string | null): Operation | null =>
	text === null ? null : (spellings.find(([pattern]) => pattern.test(text))?.[1] ?? null);

/** Of a command its first word: `git commit -m "implementation completed"` implements nothing. */
const firstWord = (command: string | null): string | null => command?.split(' ', 1)[0] ?? null;

/**
The operation of the run at work, from the first of its files that names it: the lock, the entry of
the error log about the same session, the path of its delegation, the name of its agent. Phases that
are counted are those of an implementation. Null: no file tells.
*/
export const operationOf = ({evidence, files, current, session}: Findings): Operation | null => {
	const lock = files.lock?.value;
	const run = current.run?.value;
	const isAtWork = run !== undefined && readResultWord(run.word).status === 'running';
	const logged = evidence.errors.findLast((error) => isSameSession(error.session, session));
	const told = [
		firstWord(lock?.command ?? null),
		lock?.operation ?? null,
		firstWord(logged?.command ?? null),
		...(isAtWork ? [run.delegation, run.agent] : []),
	];
	for (const text of told) {
		const operation = readOperation(text);
		if (operation !== null) {
			return operation;
		}
	}

	return isAtWork && run.phases.done !== null && run.phases.total !== null ? 'implement' : null;
};
