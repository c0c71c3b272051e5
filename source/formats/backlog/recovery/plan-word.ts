import type {Status} from '../../../model/status.ts';
import type {BacklogFile} from '../declaration.ts';

/** The words that the backlog itself allows, and what each means. */
export const planWords = {
	todo: 'pending',
	'in-progress': 'running',
	blocked: 'blocked',
	done: 'completed',
} as const satisfies Readonly<Record<string, Status>>;

export type PlanWord = keyof typeof planWords;

const decorated = '✅ done';

/** The word as the other rows of the file write it: most of them put a mark before `done`. */
export const writtenWord = (word: PlanWord, {declarations}: BacklogFile): string =>
	word === 'done' &&
	declarations.some(({form, fields}) => form === 'row' && fields.get('status')?.value === decorated)
		? decorated
		: word;
