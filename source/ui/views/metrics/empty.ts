import type {Population} from '../../../analysis/metrics/population.ts';
import {wrap} from '../../../text/width.ts';
import type {BlockLine} from './block.ts';

/** Why there are no figures, and how to get some. */
export const noAttemptsLines = (
	{filter, window, withoutTime}: Population,
	width: number,
): readonly BlockLine[] => {
	const isNarrowed = filter !== '' || window.since !== null || window.until !== null;
	const lines: readonly (readonly [string, 'strong' | 'dim'])[] = isNarrowed
		? [
				[
					`No attempt ${[filter === '' ? '' : `matches “${filter}”`, window.since === null && window.until === null ? '' : 'ended in this time'].filter(Boolean).join(' and ')}.`,
					'strong',
				],
				...(withoutTime > 0
					? [[`Of ${withoutTime} nobody knows when they were.`, 'dim'] as const]
					: []),
			]
		: [
				['No attempt is known yet.', 'strong'],
				[
					'An attempt counts when something tells when it began and ended: the files, or metawatch, while it watches.',
					'dim',
				],
				[
					'metawatch history import takes over what git, databases and event logs tell of the past.',
					'dim',
				],
			];
	return lines.flatMap(([text, tone]) => wrap(text, width).map((line) => [{text: line, tone}]));
};
