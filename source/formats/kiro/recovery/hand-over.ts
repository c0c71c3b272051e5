import {someOf} from '../../task-limit.ts';
import type {About, StateAbout} from './about.ts';
import {nameOfTask} from './about.ts';
import {placeOf} from './places.ts';

const longest = 300;
const most = 10;

/**
What a person tells their agent to go on with a task. Everything in it was read from files: it is shown,
and copied by a person, never run.
*/
export const handOver = (
	{input}: About,
	{document, checkpoint}: StateAbout,
	how: 'continue' | 'start over',
): string => {
	const {taskName, specName, stepsDone, lastCheckpoint, lastOperation, currentSubStep} = checkpoint;
	const point = lastCheckpoint ?? lastOperation;
	const id = nameOfTask(checkpoint);
	const title = taskName && taskName.value !== id ? ` (${taskName.value})` : '';
	const task = `task ${id}${title}${specName ? ` of the spec ${specName.value}` : ''}`;
	const missing = checkpoint.files.filter(
		({path}) => path !== null && document.referenceStats.get(path) === null,
	);
	const names = someOf(
		missing.map(({name}) => name),
		most,
	);
	const sentences =
		how === 'start over'
			? [`Start ${task} over from the beginning.`]
			: [
					`Continue ${task}${point ? ` after its checkpoint ${point.value}` : ''}.`,
					stepsDone && stepsDone.length > 0 && `Done so far: ${someOf(stepsDone, most)}.`,
					currentSubStep && `It was at: ${currentSubStep.value}.`,
					checkpoint.instructions && ended(checkpoint.instructions.value.slice(0, longest)),
				];
	return [
		...sentences,
		missing.length > 0 && `Missing on the disk: ${names}.`,
		`Keep ${placeOf(input.workspace, document.path)} up to date.`,
	]
		.filter(Boolean)
		.join(' ');
};

const ended = (text: string): string => (/[.!?。]$/.test(text) ? text : `${text}.`);
