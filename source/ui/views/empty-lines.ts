import {fields, problemFields} from '../../analysis/field.ts';
import {parseFilter, parseProblemFilter} from '../../analysis/filter.ts';
import {happeningFields, parseHappeningFilter} from '../../analysis/happening-filter.ts';
import {formats} from '../../formats/index.ts';
import {wrap} from '../../text/width.ts';
import type {Surroundings} from '../app.tsx';
import type {Frame} from '../frame.ts';
import type {Segment} from '../line.tsx';

/** What can be filtered by in views that do not list tasks. */
const filters: Partial<
	Record<
		Frame['screen']['view'],
		{
			readonly parse: (text: string) => {readonly unknownFields: readonly string[]};
			readonly known: readonly {readonly name: string}[];
		}
	>
> = {
	problems: {parse: parseProblemFilter, known: problemFields},
	timeline: {parse: parseHappeningFilter, known: happeningFields},
};

type EmptyLine = readonly Segment[];

/** Why there is nothing to see, and what would change that. */
export const emptyLines = (
	{screen, model, health, layout}: Frame,
	{workspaces}: Surroundings,
): readonly EmptyLine[] => {
	const width = Math.max(10, layout.tableColumns - 6);
	const indent = (text: string, tone?: Segment['tone'], margin = '  '): readonly EmptyLine[] =>
		wrap(text, width).map((line) => [{text: `${margin}${line}`, tone}]);
	if (screen.filter !== '' && model.total > 0) {
		const {parse, known} = filters[screen.view] ?? {parse: parseFilter, known: fields};
		const {unknownFields: unknown} = parse(screen.filter);
		const isReading = model.timelineList?.told.hasMore === true;
		return [
			[],
			...indent(
				isReading
					? `Nothing matches “${screen.filter}” so far: ${model.total.toLocaleString('en')} events looked through.`
					: `Nothing matches “${screen.filter}”.`,
				'strong',
			),
			...(unknown.length > 0
				? indent(
						`There is no field ${unknown.join(', ')}. Fields here: ${known.map(({name}) => name).join(', ')}.`,
						'dim',
					)
				: []),
			...indent('Esc clears the filter.', 'dim'),
		];
	}

	if (screen.view === 'dependencies' && model.rows.length > 0) {
		return [
			[],
			...indent('Nothing is open: no task waits for another.', 'completed'),
			...indent('What is finished is in the Tasks view.', 'dim'),
		];
	}

	if (screen.view === 'timeline') {
		return [
			[],
			...indent('Nothing has happened yet that was seen.', 'strong'),
			...indent(
				model.timelineList?.told.gap === 'off'
					? 'Nothing is recorded: this shows only what happens while metawatch runs.'
					: 'Every change of a task stands here as it happens, and stays. metawatch history import takes over what git and others have kept.',
				'dim',
			),
		];
	}

	if (screen.view === 'problems') {
		return [
			[],
			...indent('No problems found.', 'completed'),
			...indent('Every file that was read says what it should.', 'dim'),
		];
	}

	if (health.mode === 'scanning') {
		return [[], ...indent(`Looking through the folders: ${health.folders} so far.`, 'strong')];
	}

	return [
		[],
		...indent('No task files here yet.', 'strong'),
		[],
		...indent(`Watched: ${workspaces.join(', ')}`, 'dim'),
		...indent('They show up here as soon as an agent writes one. metawatch knows:', 'dim'),
		[],
		...formats.flatMap(({name, description}) => [
			[{text: `  ${name}`, tone: 'accent' as const}],
			...indent(description, 'dim', '    '),
		]),
		[],
		...indent('metawatch demo shows what it looks like with agents at work.', 'dim'),
	];
};
