import {counted} from '../text/counted.ts';
import type {ExportInput} from './exporter.ts';

/** What stands for changes while none are kept: what else is known of this time. */
export const nothingWatched = ({attempts}: Pick<ExportInput, 'attempts'>): string => {
	const imported = attempts().filter(({source}) => source === 'imported').length;
	return imported === 0
		? 'No changes were watched in this time, and nothing was imported.'
		: `No changes were watched in this time; ${counted(imported, 'attempt')} imported.`;
};
