import type {Actor, Scene, Step, Write} from '../step.ts';
import {codeFile} from '../code-file.ts';
import {executionState, type Mark, taskList} from './files.ts';
import {laterSpecs, returnsPortal, type Spec} from './specs.ts';

const stateFile = '.kiro/metadata/execution-state.json';

/** Seconds of the story at which the first spec gets on: slow enough to be followed. */
const secondsPerSubStep = 8.5;

/** Later specs are worked on more quietly. */
const laterSecondsPerSubStep = 14;

/** An editor agent that works through a spec, task by task, and leaves a checkpoint after each sub step. */
export const kiroActor: Actor = function* (scene) {
	let second = yield* workThrough(returnsPortal, scene, {
		from: 0,
		pace: secondsPerSubStep,
		alreadyDone: new Set(['1.1', '1.2']),
	});
	for (let round = 0; ; round++) {
		second = yield* workThrough(laterSpecs[round % laterSpecs.length]!, scene, {
			from: second + laterSecondsPerSubStep,
			pace: laterSecondsPerSubStep,
			alreadyDone: new Set(),
		});
	}
};

function* workThrough(
	spec: Spec,
	{timeAt, random}: Scene,
	{
		from,
		pace,
		alreadyDone,
	}: {readonly from: number; readonly pace: number; readonly alreadyDone: ReadonlySet<string>},
): Generator<Step, number, undefined> {
	const required = spec.leaves.filter(({isOptional}) => !isOptional);
	const marks = new Map<string, Mark>(
		required.filter(({id}) => alreadyDone.has(id)).map(({id}) => [id, 'x']),
	);
	const list = (modifiedAt?: number): Write => ({
		type: 'replace',
		path: `.kiro/specs/${spec.name}/tasks.md`,
		text: taskList(spec, marks),
		...(modifiedAt !== undefined && {modifiedAt}),
	});
	let second = from;
	for (const leaf of required.filter(({id}) => !alreadyDone.has(id))) {
		marks.set(leaf.id, '-');
		for (let done = 0; done <= leaf.subSteps.length; done++) {
			const isStart = done === 0;
			const isEnd = done === leaf.subSteps.length;
			if (isEnd) {
				marks.set(leaf.id, 'x');
			}

			const state: Write = {
				type: 'overwrite',
				path: stateFile,
				text: executionState(spec, leaf, {done, at: timeAt(second)}),
			};
			const lists = isStart || isEnd ? [list(second === 0 ? timeAt(-90) : undefined)] : [];
			const code = isStart ? leaf.files.map(codeFile) : [];
			yield {atMs: Math.round(second * 1000), writes: [...code, ...lists, state]};
			second += pace * (isEnd ? 0.4 : 0.8 + random() * 0.4);
		}
	}

	return second;
}
