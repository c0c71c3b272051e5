import {counted} from '../../text/counted.ts';
import {fit} from '../../text/width.ts';
import type {Hint} from '../hint.ts';
import type {Segment} from '../line.tsx';
import {originText} from '../views/detail-parts.ts';
import type {FileVersion} from '../../history/queries.ts';
import type {VersionsPanel} from './versions.ts';

type Look = {
	readonly width: number;
	readonly height: number;
	readonly workspaces: readonly string[];
	readonly formatTime: (at: number) => string;
	readonly formatClock: (at: number, now: number) => string;
};

/** Lines above the list. */
const headLines = 3;

/** The versions of a file, or what differs between two of them. */
export const versionsLines = (
	panel: VersionsPanel,
	{width, height, workspaces, formatTime, formatClock}: Look,
): readonly (readonly Segment[])[] => {
	const {path, position, count, versions, index, chosen, comparison} = panel;
	const moment = (at: number): string => `${formatTime(at).slice(0, 10)} ${formatClock(at, at)}`;
	const workspace = workspaces.find((folder) => path.startsWith(`${folder}/`)) ?? '';
	const name = originText({path, line: null}, workspace);
	const head: readonly Segment[] = [
		{text: fit(name, Math.max(8, width - 16)), tone: 'strong'},
		...(count > 1 ? [{text: ` file ${position + 1} of ${count}`, tone: 'dim' as const}] : []),
	];
	if (comparison) {
		const {before, after, lines} = comparison;
		return [
			head,
			[
				{
					text: before
						? `- ${moment(before.at)}  ${sizeOf(before)}`
						: '- nothing: it is the first version that was seen',
					tone: 'failed',
				},
			],
			[{text: `+ ${moment(after.at)}  ${sizeOf(after)}`, tone: 'completed'}],
			[],
			...lines(width),
		];
	}

	// Of a long list the part around the selected one.
	const rows = Math.max(1, height - headLines);
	const first = Math.max(0, Math.min(index - Math.floor(rows / 2), versions.length - rows));
	return [
		head,
		[
			{
				text: `${counted(versions.length, 'version')}, newest first; of each the difference to the one before`,
				tone: 'dim',
			},
		],
		[],
		...versions.slice(first, first + rows).map((version, offset): readonly Segment[] => {
			const isSelected = first + offset === index;
			const mark = chosen.includes(version.id) ? '◆' : ' ';
			return [
				{text: `${isSelected ? '▌' : ' '}${mark} `, tone: 'accent'},
				{text: moment(version.at), tone: isSelected ? 'strong' : undefined},
				{
					text: `  ${sizeOf(version)}`,
					tone: version.type === 'removed' ? 'failed' : 'dim',
				},
			];
		}),
	];
};

const sizeOf = ({type, size}: FileVersion): string =>
	type === 'removed'
		? 'removed'
		: size === null
			? 'size unknown'
			: `${size.toLocaleString('en')} bytes`;

/** What keys do there. */
export const versionsHints = ({comparison, count}: VersionsPanel): readonly Hint[] =>
	comparison
		? [{key: 'Esc', hint: 'versions'}]
		: [
				{key: 'Enter', hint: 'compare'},
				{key: 'Space', hint: 'choose two'},
				...(count > 1 ? [{key: 'Tab', hint: 'next file'}] : []),
				{key: 'Esc', hint: 'close'},
			];
