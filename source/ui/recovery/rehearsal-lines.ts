import {wrap} from '../../text/width.ts';
import type {Segment} from '../line.tsx';
import {isAdvice, type RehearsalPanel} from './panel.ts';

type Line = readonly Segment[];

/** What a confirmation would do, to be read before it is given. */
export const rehearsalLines = (panel: RehearsalPanel, width: number): readonly Line[] => {
	const {kind, lines, refusal, reason} = panel;
	return [
		[
			{
				text: kind === 'undo' ? 'UNDO' : isAdvice(panel) ? 'ADVICE' : 'REHEARSAL',
				tone: 'dim',
				style: {bold: true},
			},
			{
				text: isAdvice(panel)
					? '  nothing is written: y copies the command'
					: '  nothing is written yet',
				tone: 'dim',
			},
		],
		...(refusal === null
			? []
			: [
					[] as Line,
					...wrap(`refused: ${refusal}`, width).map((text): Line => [{text, tone: 'failed'}]),
					[
						{
							text: 'nothing was changed; Esc leads back, where it can be planned anew',
							tone: 'dim',
						} as const,
					],
				]),
		[],
		...(reason === ''
			? []
			: [
					...wrap(`why: ${reason}`, width).map((text): Line => [{text, tone: 'accent'}]),
					[] as Line,
				]),
		...lines(width),
	];
};
