import {memo, type ReactNode} from 'react';
import type {Summary} from '../../analysis/summary.ts';
import type {Health} from '../../model/health.ts';
import {type Status, statuses} from '../../model/status.ts';
import {formatDuration} from '../../text/duration.ts';
import {statusGlyphs} from '../../model/status-glyphs.ts';
import {displayWidth, truncate, truncateStart} from '../../text/width.ts';
import {Line, type Segment} from '../line.tsx';
import {useTheme} from '../theme-context.ts';

const widthOf = (segments: readonly Segment[]): number =>
	segments.reduce((sum, {text}) => sum + displayWidth(text), 0);

/** Left part, blanks, right part; the right part is left out when there is no room for both. */
export const spread = (
	left: readonly Segment[],
	right: readonly Segment[],
	width: number,
): readonly Segment[] => {
	const free = width - widthOf(left) - widthOf(right);
	return free < 1 ? left : [...left, {text: ' '.repeat(free)}, ...right];
};

const modeWords: Readonly<Record<Health['mode'], {readonly glyph: string; readonly tone: Status}>> =
	{
		live: {glyph: '●', tone: 'completed'},
		scanning: {glyph: '◌', tone: 'running'},
		polling: {glyph: '◍', tone: 'partial'},
		stale: {glyph: '✖', tone: 'failed'},
	};

const count = (value: number, word: string): string => `${value} ${word}${value === 1 ? '' : 's'}`;

/** Columns that a name of a workspace gets before a reason does, and the fewest that help for a reason. */
const titleRoom = 20;
const leastReason = 16;

/** Brand, mark, mode and the blanks around them. */
const headRoom = 24;

/** Why it is not live, where there is room for it. */
const reasonOf = ({reason}: Health, titleWidth: number, width: number): readonly Segment[] => {
	const room = width - headRoom - Math.min(titleRoom, titleWidth);
	return reason === null || room < leastReason
		? []
		: [{text: ` ${truncate(reason, room)}`, tone: 'dim'}];
};

/** First line: what is watched, and how well metawatch itself sees. */
export const TitleLine = memo(
	({
		title,
		health,
		formats,
		changedAt,
		isPaused,
		isReadOnly,
		activity,
		width,
	}: {
		readonly title: string;
		readonly health: Health;
		readonly formats: number;
		/** Local time of the last change that was seen, in words; null before the first. */
		readonly changedAt: string | null;
		readonly isPaused: boolean;
		readonly isReadOnly: boolean;
		/** What goes on beside the lists: commands, a canary. */
		readonly activity?: string | null;
		readonly width: number;
	}): ReactNode => {
		const theme = useTheme();
		const {glyph, tone} = modeWords[health.mode];
		const mode: Segment[] = isPaused
			? [{text: '‖ paused', tone: 'warning', style: {bold: true}}]
			: [{text: `${glyph} ${health.mode}`, tone}, ...reasonOf(health, displayWidth(title), width)];
		const extras = [
			formats > 1 ? count(formats, 'format') : null,
			health.mode === 'scanning' ? count(health.folders, 'folder') : count(health.files, 'file'),
			isReadOnly ? 'read-only' : null,
			changedAt === null ? null : `changed ${changedAt}`,
		].filter((text) => text !== null);
		const busy: Segment[] = activity ? [{text: `${activity}  `, tone: 'accent'}] : [];
		const brand: Segment[] = [{text: ' '}, {text: 'metawatch', style: theme.brand}, {text: ' '}];
		for (let shown = extras.length; shown >= 0; shown--) {
			const right: Segment[] = [
				...busy,
				...mode,
				...extras.slice(0, shown).map((text) => ({text: `  ${text}`, tone: 'dim' as const})),
				{text: ' '},
			];
			const room = width - widthOf(brand) - widthOf(right) - 1;
			if (room >= Math.min(12, displayWidth(title)) || shown === 0) {
				return (
					<Line segments={spread([...brand, {text: truncateStart(title, room)}], right, width)} />
				);
			}
		}

		return null;
	},
);

/** Words of statuses that go before everything at the right. */
const leastWords = 3;

/** Second line: how many tasks there are of each kind, how they fare, and when all will be done. */
export const TotalsLine = memo(
	({
		summary,
		eta = null,
		width,
	}: {
		readonly summary: Summary;
		/** Between which times everything will be done, in words; null: nobody can say. */
		readonly eta?: string | null;
		readonly width: number;
	}): ReactNode => {
		const present = statuses.filter((status) => summary.byStatus[status] > 0);
		if (present.length === 0) {
			return <Line segments={[{text: ' no tasks yet', tone: 'dim'}]} />;
		}

		const figures = [
			summary.successRate === null
				? null
				: {label: 'success', value: `${Math.round(summary.successRate * 100)}%`},
			summary.medianDurationMs === null
				? null
				: {label: 'median', value: formatDuration(summary.medianDurationMs)},
			eta === null ? null : {label: 'eta', value: eta},
		].filter((part) => part !== null);
		const right = (parts: typeof figures): readonly Segment[] => [
			...parts.flatMap(({label, value}) => [
				{text: `  ${label} `, tone: 'dim' as const},
				{text: value},
			]),
			{text: ' '},
		];
		const last = right(eta === null ? [] : figures.slice(-1));
		// The most telling ones keep their words longest; without any, the marks move together.
		const labelled = (labels: number, gap: string): readonly Segment[] =>
			present.flatMap((status, index): Segment[] => [
				{
					text: `${index === 0 ? ' ' : gap}${statusGlyphs[status]} ${summary.byStatus[status]}`,
					tone: status,
				},
				...(index < labels ? [{text: ` ${status}`, tone: 'dim' as const}] : []),
			]);
		const candidates = [
			...present.map((_, index) => labelled(present.length - index, '  ')),
			labelled(0, '  '),
		];
		// When all will be done goes before the words of what there is little to do about.
		const left =
			candidates
				.slice(0, Math.max(1, present.length - leastWords + 1))
				.find((segments) => widthOf(segments) + widthOf(last) < width) ??
			candidates.find((segments) => widthOf(segments) < width) ??
			labelled(0, ' ');
		const rights = [right(figures), right(figures.filter(({label}) => label !== 'median')), last];
		const fitting = rights.find((segments) => widthOf(left) + widthOf(segments) < width);
		return <Line segments={spread(left, fitting ?? [], width)} />;
	},
);
