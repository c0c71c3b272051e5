import type {Surroundings} from '../app.tsx';
import type {PastFrame} from './past.ts';

/** What stands beside a moment that is being typed: how it is understood. The first that fits is shown. */
export const typedNotes = (
	typed: PastFrame['typed'],
	{formatTime, formatClock}: Pick<Surroundings, 'formatTime' | 'formatClock'>,
): readonly string[] => {
	if (typed === null) {
		return ['Esc leaves'];
	}

	if ('reason' in typed) {
		return [typed.reason, typed.reason.split(';')[0]!, 'Esc leaves'];
	}

	const moment = `${formatTime(typed.at).slice(0, 10)} ${formatClock(typed.at, typed.at)}`;
	return [`${moment}  Enter goes  Esc leaves`, moment];
};
