import {type CanaryItem, type CanaryState, isOverIn} from '../../recovery/campaign/canary/state.ts';
import {formatDuration} from '../../text/duration.ts';
import {displayWidth, fit, truncate, wrap} from '../../text/width.ts';
import type {Segment} from '../line.tsx';
import {paceText} from '../recovery/pace.ts';

type Line = readonly Segment[];

/** A canary, task by task. */
export const canaryLines = (state: CanaryState, width: number, now: number): readonly Line[] => {
	const {items, phase, reason, pace, isProved} = state;
	const ids = Math.min(16, Math.max(...items.map(({id}) => displayWidth(id))));
	return [
		[
			{text: 'CANARY ', tone: 'dim', style: {bold: true}},
			{text: `${items[0]?.option ?? ''}, ${items.length} tasks`, tone: 'strong'},
			{text: `  ${phase}`, tone: phases[phase]},
		],
		...(reason === null || reason === phase
			? []
			: wrap(reason, width).map((text): Line => [{text, tone: phases[phase]}])),
		[
			{
				text: truncate(
					isOverIn(state)
						? items.some(({stage}) => stage.type === 'undone')
							? 'nothing more is applied'
							: (endings[phase] ?? '')
						: isProved
							? `one got on; ${paceText(pace)}`
							: `the first has to show progress; then ${paceText(pace)}`,
					width,
				),
				tone: 'dim',
			},
		],
		[],
		...items.flatMap((item) => itemLines(item, {ids, width, now, isOver: isOverIn(state)})),
	];
};

const phases: Readonly<Record<CanaryState['phase'], Segment['tone']>> = {
	going: 'running',
	paused: 'warning',
	stopped: 'failed',
	abandoned: 'warning',
	done: 'completed',
};

const endings: Partial<Readonly<Record<CanaryState['phase'], string>>> = {
	stopped: 'nothing more is applied; u takes back what was applied last',
	abandoned: 'nothing more is applied',
	done: 'all were applied, or left with a reason',
};

const itemLines = (
	{id, title, stage}: CanaryItem,
	{
		ids,
		width,
		now,
		isOver,
	}: {
		/** Columns for the ids. */
		readonly ids: number;
		readonly width: number;
		readonly now: number;
		readonly isOver: boolean;
	},
): readonly Line[] => {
	const {glyph, tone} = looks[stage.type];
	const words = wordsFor(stage, now, isOver);
	const head = ids + 5;
	const isShort = displayWidth(words) <= Math.floor((width - head) / 2);
	const room = width - head - (isShort ? displayWidth(words) + 2 : 0);
	const first: Line = [
		{text: ` ${glyph} `, tone},
		{text: `${fit(id, ids)}  `, tone: 'strong'},
		{text: fit(title, Math.max(4, room)), tone: 'plain'},
	];
	return isShort
		? [[...first, {text: `  ${words}`, tone}]]
		: [
				first,
				...wrap(words, Math.max(8, width - head)).map((text): Line => [
					{text: ' '.repeat(head)},
					{text, tone},
				]),
			];
};

const looks: Readonly<
	Record<
		CanaryItem['stage']['type'],
		{readonly glyph: string; readonly tone: NonNullable<Segment['tone']>}
	>
> = {
	waiting: {glyph: '○', tone: 'dim'},
	applying: {glyph: '◌', tone: 'running'},
	watched: {glyph: '▶', tone: 'running'},
	better: {glyph: '✔', tone: 'completed'},
	worse: {glyph: '✖', tone: 'failed'},
	left: {glyph: '–', tone: 'warning'},
	undone: {glyph: '↶', tone: 'warning'},
};

const wordsFor = (stage: CanaryItem['stage'], now: number, isOver: boolean): string => {
	switch (stage.type) {
		case 'waiting': {
			return isOver ? 'not applied' : 'waiting';
		}

		case 'applying': {
			return 'being applied';
		}

		case 'watched': {
			const ago = `applied ${formatDuration(Math.max(0, now - stage.at))} ago`;
			return isOver
				? `${ago}, watched no longer`
				: `${ago}, ${formatDuration(Math.max(0, stage.until - now))} left to show progress`;
		}

		case 'undone': {
			return stage.reason;
		}

		default: {
			return `${stage.type}: ${stage.reason}`;
		}
	}
};
