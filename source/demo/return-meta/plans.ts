import type {Write} from '../step.ts';
import type {Project} from './projects.ts';

/** Phases of the plans, by the number of their task. */
const phasesOf: ReadonlyMap<number, readonly string[]> = new Map([
	[38, ['Count per carrier', 'Answer with 429', 'Tell the carrier when to come back']],
	[
		41,
		[
			'Read how carriers repeat events',
			'Ids for one carrier',
			'Ids for three carriers',
			'Renumber old events',
			'Verification',
		],
	],
	[42, ['Zebra printers', 'Honeywell printers', 'Office printers']],
	[
		43,
		[
			'Build the open postal library',
			'Street names',
			'House numbers',
			'Postcodes of islands',
			'Fallback to the old validator',
			'Remove the old client',
		],
	],
	[44, ['Sender', 'Opt-out', 'Once per event']],
	[46, ['Collect promised dates', 'Numbers per carrier', 'Define "delivered"', 'Weekly mail']],
	[48, ['Rehearse on a copy', 'Replicate to the new version', 'Switch over', 'Remove the old one']],
]);

const anyPhases = ['Data', 'Interface', 'Tests'] as const;

/** Whether its plan was made before anybody watched; 42 is planned in the course of the story. */
export const isPlannedBefore = ({project_number: number}: Project): boolean =>
	phasesOf.has(number) && number !== 42;

export const planPath = (project: Project, folder: string): string =>
	`${folder}/plans/01_${project.project_name.replaceAll('_', '-')}.md`;

/** A plan, with as many of its phases done; an agent that implements it marks them as it goes on. */
export const planFile = (
	project: Project,
	folder: string,
	{done, isUnderWay, modifiedAt}: {done: number; isUnderWay: boolean; modifiedAt?: number},
): Write => ({
	type: 'replace',
	path: planPath(project, folder),
	text: [
		`# Implementation Plan: ${project.project_name.replaceAll('_', ' ')}`,
		'',
		`- **Task**: ${project.project_number} - ${project.description}`,
		'',
		'## Implementation Phases',
		'',
		...(phasesOf.get(project.project_number) ?? anyPhases).flatMap((title, index) => [
			`### Phase ${index + 1}: ${title} [${markOf(index, done, isUnderWay)}]`,
			'',
		]),
	].join('\n'),
	...(modifiedAt !== undefined && {modifiedAt}),
});

const markOf = (index: number, done: number, isUnderWay: boolean): string =>
	index < done ? 'COMPLETED' : index === done && isUnderWay ? 'IN PROGRESS' : 'NOT STARTED';
