import type {Command} from './command.ts';

export const exportCommands: readonly Command[] = [
	{
		id: 'program.export',
		title: 'export: write a report into a file',
		hint: 'export',
		group: 'Program',
		keys: ['e'],
		isDangerous: true,
		isForNow: true,
		run: ({effects}) => effects.openExport(),
	},
];
