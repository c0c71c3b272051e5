import {codeFile} from '../code-file.ts';
import type {Write} from '../step.ts';
import {withOffset} from '../written-time.ts';
import type {Event} from './cues.ts';
import {featureFolder, listedTasks} from './feature.ts';
import {
	type Entry,
	type Feature,
	listFile,
	markerPath,
	metadataFile,
	metadataText,
	promptText,
} from './files.ts';

type Does<Kind extends Event['does']> = Extract<Event, {does: Kind}>;

/** Share of the file that has been written when it is caught. */
const tornShare = 0.55;

const both = (feature: Feature): Write[] => [metadataFile(feature), listFile(feature)];

const entryOf = (feature: Feature, id: string): Entry => feature.entries.get(id)!;

const doings: {
	readonly [Kind in Event['does']]: (
		event: Does<Kind>,
		feature: Feature,
		at: number,
	) => readonly Write[];
} = {
	start({id}, feature, at) {
		// A restart keeps the end and the failure of the try before, as the tool does.
		Object.assign(entryOf(feature, id), {status: 'in_progress', started_at: withOffset(at)});
		const task = listedTasks.find((listed) => listed.id === id)!;
		const prompt: Write[] =
			task.mode === 'ASYNC'
				? [
						{
							type: 'replace',
							path: markerPath(id, 'prompt'),
							text: promptText(task, withOffset(at)),
						},
					]
				: [];
		return [metadataFile(feature), ...prompt];
	},
	complete({id, summary}, feature, at) {
		Object.assign(entryOf(feature, id), {
			status: 'completed',
			completed_at: withOffset(at),
			result_summary: summary,
		});
		return [codeFile(entryOf(feature, id).files), ...both(feature)];
	},
	fail({id, reason}, feature, at) {
		Object.assign(entryOf(feature, id), {
			status: 'failed',
			completed_at: withOffset(at),
			failure_reason: reason,
		});
		return [metadataFile(feature)];
	},
	review({id, isPassed}, feature, at) {
		Object.assign(entryOf(feature, id), {
			quality_gate_passed: isPassed,
			quality_gate_at: withOffset(at),
			micro_reviewed_at: withOffset(at),
			micro_review_passed: isPassed,
		});
		return [metadataFile(feature)];
	},
	answer({id, with: kind, text}) {
		return [{type: 'replace', path: markerPath(id, kind), text: `${text}\n`}];
	},
	retry({id}, feature) {
		Object.assign(entryOf(feature, id), {
			status: 'pending',
			started_at: null,
			completed_at: null,
			result_summary: null,
		});
		return [
			...(['prompt', 'completed', 'error'] as const).map((kind): Write => ({
				type: 'remove',
				path: markerPath(id, kind),
			})),
			...both(feature),
		];
	},
	tear(_event, feature) {
		const text = metadataText(feature);
		const path = `${featureFolder}/tasks_meta.json`;
		return [{type: 'overwrite', path, text: text.slice(0, Math.floor(text.length * tornShare))}];
	},
	mend(_event, feature) {
		return [metadataFile(feature)];
	},
};

/** Lets an event happen: changes the feature, and tells which files change with it. */
export const perform = (event: Event, feature: Feature, at: number): readonly Write[] =>
	// The table knows for every kind which event it takes; the compiler cannot follow that.
	(doings[event.does] as (...all: unknown[]) => readonly Write[])(event, feature, at);
