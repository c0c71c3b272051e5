import type {MachineUse} from '../../../model/machine.ts';
import {type Block, type BlockLine, type BlockRoom, tableLines} from './block.ts';
import {bar} from './charts.ts';
import {more} from './duration-blocks.ts';
import {percent} from './words.ts';

const mostAgents = 6;
const nameWidth = 10;
const barWidth = 16;
const gigabyte = 1024 ** 3;

/** What the machine is busy with now, and what agents take of it. */
export const machineBlock = (
	{load, cores, memoryTotal, memoryUsed, waiting, agents}: MachineUse,
	{width}: BlockRoom,
): Block => ({
	title: 'this machine',
	note: 'now',
	lines: [
		...(load === null
			? []
			: [
					shareLine(
						'load',
						load / cores,
						`${load.toFixed(1)} of ${cores} ${cores === 1 ? 'core' : 'cores'}`,
					),
				]),
		shareLine(
			'memory',
			memoryUsed / memoryTotal,
			`${(memoryUsed / gigabyte).toFixed(1)} of ${(memoryTotal / gigabyte).toFixed(1)} GB`,
		),
		...(waiting === null
			? []
			: [shareLine('disks', waiting, `waited for ${percent(waiting)} of the time`)]),
		...(agents.length === 0
			? []
			: tableLines(
					{
						titles: ['agent', 'process', 'cores', 'memory'],
						rows: agents
							.slice(0, mostAgents)
							.map(({name, pid, cpuShare, memoryBytes}) => [
								name,
								String(pid),
								cpuShare === null ? '' : cpuShare.toFixed(2),
								memoryBytes === null ? '' : `${Math.round(memoryBytes / 1024 ** 2)} MB`,
							]),
					},
					width,
				)),
		...more(agents.length - mostAgents),
	],
});

const shareLine = (name: string, share: number, text: string): BlockLine => {
	const filled = bar(Math.min(1, share), barWidth);
	return [
		{text: name.padEnd(nameWidth), tone: 'dim'},
		{text: filled, tone: share > 0.9 ? 'warning' : 'accent'},
		{text: '░'.repeat(barWidth - filled.length), tone: 'dim'},
		{text: `  ${text}`},
	];
};
