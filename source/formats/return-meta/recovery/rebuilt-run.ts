import {readJson} from '../../json.ts';
import {readArtifacts} from '../artifacts.ts';
import {asRecord, asText, type Fields, firstOf} from '../fields.ts';
import type {MetaDocument} from '../gather.ts';
import {nameOf, parentOf, projectOf} from '../place.ts';
import {readPhases} from '../read-shared.ts';
import {readStateWord} from '../status.ts';
import type {Scene} from './scene.ts';

/** Folder of the task -> the type of an artifact in it. */
export const typeOfFolder: ReadonlyMap<string, string> = new Map([
	['reports', 'report'],
	['plans', 'plan'],
	['summaries', 'summary'],
]);

export type Rebuilt = {
	readonly value: object;
	/** The status that the broken text told. */
	readonly said: string | null;
	/** Names of what could be taken over from it. */
	readonly salvaged: readonly string[];
	/** Names of what a result should tell, and nothing tells. */
	readonly unknown: readonly string[];
};

/** A result in its documented form, from what lies on the disk and what a broken text still says. */
export const rebuiltRun = (
	scene: Scene,
	broken: string | null,
	reports: readonly MetaDocument[],
): Rebuilt => {
	const old = asRecord(broken === null ? null : readJson(broken).value);
	const metadata = asRecord(old['metadata']);
	const progress = asRecord(old['partial_progress']);
	const stage = asText(progress['stage']);
	const phases = readPhases([progress, metadata, old], stage);
	const told = {
		session_id: textIn('session_id', metadata, old),
		agent_type: textIn('agent_type', metadata, old),
		stage,
		details: asText(progress['details']),
		next_steps: asText(old['next_steps']),
	};
	const session = told.session_id ?? sessionOf(scene);
	const {command} = scene.subject.task;
	const value = known({
		status: 'partial',
		artifacts: reports.map((document) => artifactOf(scene, document, old['artifacts'])),
		partial_progress: known({
			stage: told.stage ?? 'interrupted',
			details:
				told.details ??
				'Interrupted before a result was written; the artifacts are those found on disk',
			phases_completed: phases.done,
			phases_total: phases.total,
		}),
		metadata: known({
			session_id: session,
			agent_type: told.agent_type,
			delegation_depth: numberIn('delegation_depth', metadata, old),
			delegation_path: listIn('delegation_path', metadata, old),
		}),
		next_steps: told.next_steps ?? (command === null ? null : `Run ${command} to resume`),
	});
	return {
		value,
		said: asText(old['status']),
		salvaged: Object.entries(told)
			.filter(([, text]) => text !== null)
			.map(([name]) => name),
		unknown: [
			...(session === null ? ['session_id'] : []),
			...(told.agent_type === null ? ['agent_type'] : []),
		],
	};
};

const known = (fields: Readonly<Record<string, unknown>>): object =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

const textIn = (key: string, ...places: readonly Fields[]): string | null =>
	firstOf(
		(value) => (typeof value === 'string' ? asText(value) : null),
		places.map((place) => place[key]),
	);

const numberIn = (key: string, ...places: readonly Fields[]): number | null =>
	firstOf(
		(value) => (typeof value === 'number' ? value : null),
		places.map((place) => place[key]),
	);

const listIn = (key: string, ...places: readonly Fields[]): readonly string[] | null =>
	firstOf(
		(value) =>
			Array.isArray(value) && value.every((item) => typeof item === 'string')
				? (value as readonly string[])
				: null,
		places.map((place) => place[key]),
	);

/** The session that other files name for the work at hand. */
const sessionOf = ({evidence, findings}: Scene): string | null => {
	const {entry} = evidence;
	const declared =
		readStateWord(entry?.word ?? null).status === 'running' ? (entry?.session ?? null) : null;
	return findings.files.lock?.value.session ?? findings.files.marker?.value.session ?? declared;
};

const artifactOf = ({root, workspace}: Scene, {path}: MetaDocument, listed: unknown): object => {
	const described = readArtifacts(listed, root, workspace).items.find(
		({target}) => target === path,
	);
	return known({
		type: described?.type ?? typeOfFolder.get(nameOf(parentOf(path)))!,
		path: path.slice(projectOf(root).length + 1),
		summary: described?.summary ?? null,
	});
};
