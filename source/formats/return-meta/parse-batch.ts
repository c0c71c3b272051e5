import type {DocumentInput, Parsed} from '../format.ts';
import {readJson} from '../json.ts';
import {nothing, qualityOf, readingProblems} from './damage.ts';
import {asRecord, asTaskNumber, asTaskNumbers, asText, isRecord} from './fields.ts';
import {embeddedTime} from './parse-run.ts';
import {batchStateSchema} from './schema.ts';
import type {BatchStateValue} from './values.ts';

/** Reads the state of a run over several tasks. */
export const parseBatchState = (input: DocumentInput, text: string): Parsed<BatchStateValue> => {
	const reading = readJson(text);
	const problems = readingProblems(input, reading);
	if (!isRecord(reading.value)) {
		return nothing(
			text.trim() === '' ? 'empty' : reading.damage ? 'unreadable' : 'foreign',
			problems,
		);
	}

	const batch = batchStateSchema.parse(reading.value);
	const waves = new Map<number, number>();
	batch.waves.forEach((wave, index) => {
		for (const number of asTaskNumbers(wave)) {
			waves.set(number, index + 1);
		}
	});
	const statuses = new Map<number, string>();
	for (const [key, word] of Object.entries(batch.current_statuses)) {
		const number = asTaskNumber(key);
		const status = asText(word);
		if (number !== null && status !== null) {
			statuses.set(number, status);
		}
	}

	return {
		value: {
			type: 'batch-state',
			session: batch.session_id,
			tasks: batch.task_numbers,
			waves,
			waveCount: batch.waves.length,
			statuses,
			completed: new Set(batch.completed_tasks),
			failed: new Set(batch.failed_tasks),
			count: batch.cycle_count,
			maximum: batch.max_cycles,
			agents: {
				research: asRecord(batch.research_agents),
				implement: asRecord(batch.implement_agents),
			},
			embeddedAt: embeddedTime(batch.session_id, input.readAt),
		},
		quality: qualityOf(reading),
		problems,
		references: [],
	};
};
