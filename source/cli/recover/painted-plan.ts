import type {Plan} from '../../model/plan.ts';
import type {PreviewSegment} from '../../recovery/preview/line.ts';
import {previewLines, previewText} from '../../recovery/preview/preview.ts';
import {type Paint, painter} from '../sgr.ts';

/** A plan as it is printed. */
export const paintedPlan = (
	plan: Plan,
	{width, isColored}: {readonly width: number; readonly isColored: boolean},
): string => {
	if (!isColored) {
		return previewText(plan, width);
	}

	const paint = painter(isColored);
	return previewLines(plan, width, Number.POSITIVE_INFINITY)
		.map((line) => `${line.map((segment) => painted(segment, paint)).join('')}\n`)
		.join('');
};

const painted = ({text, tone, style}: PreviewSegment, paint: Paint): string =>
	style?.inverse
		? `\u001B[7m${paint(text, tone ?? 'plain')}\u001B[0m`
		: paint(text, tone ?? 'plain');
