import {etaRange} from '../../analysis/forecast/wording.ts';
import type {Frame} from '../frame.ts';

/**
"15:40-16:55 without 3": between which times everything will be done, nine times of ten, and how many tasks
are not counted because they cannot start by themselves. Null: too little is known, or nobody is at work.

@param formatClock writes a moment, as seen from another.
*/
export const etaWords = (
	{expectations, model, now}: Pick<Frame, 'expectations' | 'model' | 'now'>,
	formatClock: (at: number, now: number) => string,
): string | null => {
	if (!expectations || model.summary.byStatus.running === 0) {
		return null;
	}

	const {work, madeAt} = expectations;
	const range = etaRange(work, madeAt, (at) => formatClock(at, now));
	const without = work.type === 'ranges' ? (work.all?.without ?? 0) : 0;
	return range === null || without === 0 ? range : `${range} without ${without}`;
};
