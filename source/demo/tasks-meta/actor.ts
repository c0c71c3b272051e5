import {codeFile} from '../code-file.ts';
import {play} from '../play.ts';
import type {Actor, Scene, Write} from '../step.ts';
import {withOffset} from '../written-time.ts';
import {cues, laterCues} from './cues.ts';
import {listedTasks} from './feature.ts';
import {type Entry, type Feature, listFile, markerPath, metadataFile, promptText} from './files.ts';
import {perform} from './perform.ts';

/** A feature of a spec-kit project: tasks done by hand and tasks delegated to agents. */
export const tasksMetaActor: Actor = function* (scene) {
	const feature = beginningOf(scene);
	yield {atMs: 0, writes: beginningFiles(feature, scene)};
	let end = 0;
	for (const step of play(cues, scene, (event, second) =>
		perform(event, feature, scene.timeAt(second)),
	)) {
		end = step.atMs / 1000;
		yield step;
	}

	while (true) {
		const from = end;
		for (const step of play(laterCues, scene, (event, second) =>
			perform(event, feature, scene.timeAt(from + second)),
		)) {
			end = from + step.atMs / 1000;
			yield {...step, atMs: Math.round(end * 1000)};
		}
	}
};

const beginningOf = (scene: Scene): Feature => {
	const ago = (minutes: number): string => withOffset(scene.timeAt(-minutes * 60));
	const entries = new Map(
		listedTasks
			.filter(({isSkipped}) => !isSkipped)
			.map(({id, text, files, mode, agent}): [string, Entry] => [
				id,
				{
					description: text,
					files,
					execution_mode: mode,
					status: 'pending',
					agent_type: agent,
					started_at: null,
					completed_at: null,
					result_summary: null,
				},
			]),
	);
	const known: Readonly<Record<string, Partial<Entry>>> = {
		T001: {
			status: 'completed',
			started_at: ago(64),
			completed_at: ago(58),
			result_summary: 'Package created',
			quality_gate_passed: true,
			quality_gate_at: ago(57),
			micro_reviewed_at: ago(57),
			micro_review_passed: true,
		},
		T002: {
			status: 'completed',
			started_at: ago(60),
			completed_at: ago(47),
			result_summary: 'Own tiles, 200 requests a second',
			quality_gate_passed: true,
			quality_gate_at: ago(46),
		},
		T003: {status: 'in_progress', started_at: ago(6)},
		T004: {status: 'in_progress', started_at: ago(1.5)},
		T006: {
			status: 'failed',
			started_at: ago(31),
			completed_at: ago(22),
			failure_reason:
				'The test requires a running k3d cluster: connection refused on 127.0.0.1:6443',
		},
		T010: {status: 'rolled_back', started_at: ago(45), completed_at: ago(40)},
	};
	for (const [id, values] of Object.entries(known)) {
		Object.assign(entries.get(id)!, values);
	}

	return {created: ago(70), entries};
};

const beginningFiles = (feature: Feature, scene: Scene): Write[] => {
	const delegated = listedTasks.find(({id}) => id === 'T004')!;
	const delegatedAt = scene.timeAt(-90);
	return [
		...listedTasks
			.filter(({id}) => feature.entries.get(id)?.status === 'completed')
			.map(({files}) => codeFile(files)),
		listFile(feature, scene.timeAt(-47 * 60)),
		metadataFile(feature, delegatedAt),
		{
			type: 'replace',
			path: markerPath('T004', 'prompt'),
			text: promptText(delegated, withOffset(delegatedAt)),
			modifiedAt: delegatedAt,
		},
	];
};
