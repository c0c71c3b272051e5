import {wrap} from '../../text/width.ts';
import {configuredLines} from './command-lines.ts';
import type {Segment} from '../line.tsx';
import {isAdvice, type RehearsalPanel} from './panel.ts';

type Line = readonly Segment[];

/** What a confirmation would do, to be read before it is given. */
export const rehearsalLines = (panel: RehearsalPanel, width: number): readonly Line[] => {
	const {kind, lines, refusal, reason, commands} = panel;
	return [
		[
			{
				text: kind === 'undo' ? 'UNDO' : isAdvice(panel) ? 'ADVICE' : 'REHEARSAL',
				tone: 'dim',
				style: {bold: true},
			},
			{
				text: isAdvice(panel) ? '  nothing is written' : '  nothing is written yet',
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
		...(commands.length === 0
			? kind === 'apply' && isAdvice(panel)
				? [
						[] as Line,
						...wrap(
							'y copies the command; one that is configured (docs/commands.md) can be run from here with x',
							width,
						).map((text): Line => [{text, tone: 'dim'}]),
					]
				: []
			: [
					[] as Line,
					[
						{
							text: isAdvice(panel) ? 'x runs' : 'when it is applied, x runs',
							tone: 'dim',
							style: {bold: true},
						} as const,
					],
					...configuredLines(commands, width),
				]),
	];
};
