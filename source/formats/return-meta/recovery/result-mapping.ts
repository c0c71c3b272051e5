import {readOperation} from '../operation.ts';
import {normalWord, readResultWord, readStateWord} from '../status.ts';
import type {Scene} from './scene.ts';

/** Step of a result -> the word its wrap-up writes into `state.json`. */
const wordOfStep: ReadonlyMap<number, string> = new Map([
	[1, 'researched'],
	[2, 'planned'],
	[3, 'completed'],
]);

/** Results that are words of `state.json` themselves. */
const ownWords: ReadonlySet<string> = new Set(['pr_ready', 'expanded']);

const operationSteps = {research: 1, plan: 2, revise: 2, implement: 3} as const;

/**
The word that the wrap-up of a result writes: `implemented` becomes `completed`. Results such as
`done` name no step; then the word of `state.json` and the names of agent and operation tell it.
Null: nothing does.
*/
export const recordedWord = ({evidence, findings}: Scene): string | null => {
	const run = findings.current.run?.value;
	const word = normalWord(run?.word ?? '');
	if (ownWords.has(word)) {
		return word;
	}

	const declared = readStateWord(evidence.entry?.word ?? null);
	const step =
		readResultWord(word).step ??
		(declared.status === 'running' ? declared.step : null) ??
		[findings.files.marker?.value.operation ?? null, run?.delegation ?? null, run?.agent ?? null]
			.map((told) => readOperation(told))
			.filter((operation) => operation !== null)
			.map((operation) => operationSteps[operation])[0] ??
		null;
	return step === null ? null : (wordOfStep.get(step) ?? null);
};
