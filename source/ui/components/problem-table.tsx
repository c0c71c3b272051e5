import {Box} from 'ink';
import {memo, type ReactNode} from 'react';
import type {Item} from '../../commands/context.ts';
import {displayWidth, fit, truncateStart} from '../../text/width.ts';
import {Line} from '../line.tsx';
import {useTheme} from '../theme-context.ts';
import {originText} from '../views/detail-parts.ts';
import {severityGlyphs, severityTones} from '../views/severity.ts';

/** The Problems view: every finding on a line, the gravest first. */
export const ProblemTable = ({
	visible,
	selected,
	workspaces,
	width,
	height,
	hasTitles,
}: {
	readonly visible: readonly Item[];
	/** Position of the selected line among the visible ones. */
	readonly selected: number;
	readonly workspaces: readonly string[];
	readonly width: number;
	readonly height: number;
	readonly hasTitles: boolean;
}): ReactNode => {
	const codeWidth = width < 70 ? 0 : width < 110 ? 18 : 24;
	const placeWidth = width < 50 ? 0 : Math.min(44, Math.floor(width * 0.32));
	return (
		<Box flexDirection="column" width={width} height={height + (hasTitles ? 1 : 0)}>
			{hasTitles && (
				<Line
					segments={[
						{
							text: `   ${codeWidth > 0 ? `${fit('CODE', codeWidth)} ` : ''}${placeWidth > 0 ? `${fit('WHERE', placeWidth)} ` : ''}WHAT`,
							tone: 'dim',
						},
					]}
				/>
			)}
			{visible.map((item, position) => (
				<ProblemLine
					key={item.key}
					item={item}
					place={shortPlace(item, workspaces, placeWidth)}
					codeWidth={codeWidth}
					width={width}
					isSelected={position === selected}
				/>
			))}
		</Box>
	);
};

const shortPlace = (item: Item, workspaces: readonly string[], width: number): string => {
	const {path, line} = item.problem!;
	const workspace = workspaces.find((folder) => path.startsWith(`${folder}/`)) ?? '';
	const text = truncateStart(originText({path, line}, workspace), width);
	return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
};

const ProblemLine = memo(
	({
		item,
		place,
		codeWidth,
		width,
		isSelected,
	}: {
		readonly item: Item;
		readonly place: string;
		readonly codeWidth: number;
		readonly width: number;
		readonly isSelected: boolean;
	}): ReactNode => {
		const theme = useTheme();
		const {severity, code, message} = item.problem!;
		const isQuiet = severity === 'info' && !isSelected;
		const used =
			3 + (codeWidth > 0 ? codeWidth + 1 : 0) + (place === '' ? 0 : displayWidth(place) + 1);
		const id = item.row?.task.id ?? '';
		const who = id === '' || message.includes(id) ? '' : `${id}: `;
		return (
			<Line
				style={isSelected ? theme.selection : undefined}
				segments={[
					{text: isSelected ? '▌' : ' ', style: theme.brand},
					{text: `${severityGlyphs[severity]} `, tone: severityTones[severity]},
					...(codeWidth > 0
						? [{text: `${fit(code, codeWidth)} `, tone: isSelected ? undefined : ('dim' as const)}]
						: []),
					...(place === ''
						? []
						: [{text: `${place} `, tone: isSelected ? undefined : ('accent' as const)}]),
					{
						text: fit(`${who}${message}`, Math.max(1, width - used)),
						tone: isQuiet ? 'dim' : undefined,
					},
				]}
			/>
		);
	},
);
