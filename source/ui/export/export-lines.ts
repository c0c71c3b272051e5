import type {ExportPanel} from '../../commands/export-panel.ts';
import {truncate} from '../../text/width.ts';
import type {Hint} from '../hint.ts';
import type {Segment} from '../line.tsx';

type PaneLine = readonly Segment[];

/** Columns of the names of the lines. */
const nameWidth = 8;

/** What is to be written, how and where to; what is typed stands in its place. */
export const exportLines = (
	panel: ExportPanel,
	typed: string,
	width: number,
): readonly PaneLine[] => {
	const {what, how, hows, about, filter, stage} = panel;
	const room = Math.max(1, width - nameWidth - 2);
	const choice = (line: ExportPanel['line'], text: string): PaneLine => {
		const isChosen = panel.line === line && stage.type === 'choosing';
		return [
			{text: isChosen ? '› ' : '  ', tone: 'accent'},
			{text: line.padEnd(nameWidth), tone: 'dim'},
			{text: truncate(text, room), tone: isChosen ? 'strong' : 'plain'},
		];
	};

	const note = (text: string, tone: Segment['tone'] = 'dim'): PaneLine => [
		{text: ' '.repeat(Math.min(nameWidth + 2, width - 1))},
		{text: truncate(text, room), tone},
	];
	return [
		[{text: 'export a report', tone: 'strong'}],
		[],
		choice('what', `‹ ${what} ›`),
		note(about),
		choice('how', `‹ ${how} ›`),
		note(hows.join(' ')),
		choice('where', typed === '' ? '(type a name)' : typed),
		[],
		note(filter === '' ? 'no filter: all tasks' : `only what matches ${filter}`),
		...stageLines(stage, note),
	];
};

const stageLines = (
	stage: ExportPanel['stage'],
	note: (text: string, tone?: Segment['tone']) => PaneLine,
): readonly PaneLine[] => {
	switch (stage.type) {
		case 'choosing': {
			return [];
		}

		case 'asking': {
			return [
				[],
				note('there is such a file already: y replaces it, any other key does not', 'warning'),
			];
		}

		case 'writing': {
			const lines = stage.lines === 0 ? '' : `: ${stage.lines.toLocaleString('en-US')} lines`;
			return [[], note(`writing${lines} …`)];
		}
	}
};

/** What the keys do there. */
export const exportHints = ({stage}: ExportPanel): readonly Hint[] =>
	stage.type === 'writing'
		? [{key: 'Esc', hint: 'stop'}]
		: stage.type === 'asking'
			? [
					{key: 'y', hint: 'replace'},
					{key: 'Esc', hint: 'back'},
				]
			: [
					{key: '↑↓', hint: 'line'},
					{key: '←→', hint: 'choose'},
					{key: 'Enter', hint: 'write'},
					{key: 'Esc', hint: 'close'},
				];
