import type {Tone} from '../../analysis/columns.ts';
import type {JournalEntry} from '../../model/journal.ts';
import {formatAge} from '../../text/age.ts';
import {harmless} from '../../text/harmless.ts';
import {truncate} from '../../text/width.ts';
import {painter} from '../sgr.ts';

const states: Readonly<Record<JournalEntry['state'], readonly [words: string, tone: Tone]>> = {
	begun: ['begun, not settled yet', 'running'],
	applied: ['applied', 'completed'],
	undone: ['taken back on request', 'dim'],
	'taken-back': ['cut off, and taken back', 'warning'],
	failed: ['failed, and taken back', 'warning'],
	stuck: ['stuck half done', 'failed'],
};

/** The audit trail for people: who did what, when, why, and what became of it. */
export const auditList = (
	entries: readonly JournalEntry[],
	{
		width,
		isColored,
		now,
	}: {readonly width: number; readonly isColored: boolean; readonly now: number},
): string => {
	if (entries.length === 0) {
		return 'nothing has been changed by metawatch here\n';
	}

	const paint = painter(isColored);
	const blocks = entries.map(({plan, who, reason, at, state, detail}) => {
		const [words, tone] = states[state];
		const titles = [...Map.groupBy(plan.steps, ({title}) => title)].map(([title, same]) => {
			const ids = same.slice(0, 10).map(({id}) => id);
			return `${title}: ${ids.join(', ')}${same.length > 10 ? ` and ${same.length - 10} more` : ''}`;
		});
		return [
			`${new Date(at).toISOString()}  ${paint(words, tone)}  ${paint(`by ${harmless(who)}, ${formatAge(now - at)}`, 'dim')}`,
			...titles.map((title) => `  ${truncate(title, width - 2)}`),
			...(reason === null ? [] : [`  ${truncate(`why: ${harmless(reason)}`, width - 2)}`]),
			...(detail === null ? [] : [paint(`  ${truncate(harmless(detail), width - 2)}`, 'dim')]),
		].join('\n');
	});
	return `${blocks.join('\n\n')}\n`;
};
