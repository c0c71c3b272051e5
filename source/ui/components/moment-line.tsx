import type {ReactNode} from 'react';
import {displayWidth, fit, truncate, truncateStart} from '../../text/width.ts';
import {Line} from '../line.tsx';
import type {Journey} from '../time-travel/traveller.ts';
import {useTheme} from '../theme-context.ts';

/** First line while an earlier moment is shown: nobody may take it for the present. */
export const MomentLine = ({
	title,
	journey: {at, target},
	formatTime,
	formatClock,
	width,
}: {
	readonly title: string;
	readonly journey: Journey;
	readonly formatTime: (at: number) => string;
	readonly formatClock: (at: number, now: number) => string;
	readonly width: number;
}): ReactNode => {
	const {tones} = useTheme();
	const moment = (time: number): string =>
		`${formatTime(time).slice(0, 10)} ${formatClock(time, time)}`;
	const what = target === null ? `as of ${moment(at ?? 0)}` : `on the way to ${moment(target)}`;
	const back = '. present';
	const hints = [`[ ] step  T time  ${back}`, `[ ] step  ${back}`, back];
	const brand = ' metawatch ';
	const hint =
		hints.find((text) => displayWidth(`${brand}◀ ${what}   ${text} `) <= width) ?? hints.at(-1)!;
	const room = width - displayWidth(`${brand}  ◀ ${what}  ${hint} `);
	const name = room >= 8 ? `${truncateStart(title, room)}  ` : '';
	const left = truncate(`${brand}${name}◀ ${what}`, width);
	const right = ` ${hint} `;
	return (
		<Line
			style={{...tones.warning, inverse: true, bold: true}}
			segments={[
				{text: fit(left, Math.max(displayWidth(left), width - displayWidth(right)))},
				{text: right},
			]}
		/>
	);
};
