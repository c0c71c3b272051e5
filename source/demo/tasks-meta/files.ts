import type {Write} from '../step.ts';
import {featureFolder, type ListedTask, listedTasks, phases} from './feature.ts';

/** An entry of `tasks`, with the keys and the order of the present writer. */
export type Entry = {
	description: string;
	files: string;
	execution_mode: string;
	status: string;
	agent_type: string;
	started_at: string | null;
	completed_at: string | null;
	result_summary: string | null;
	failure_reason?: string;
	quality_gate_passed?: boolean;
	quality_gate_at?: string;
	micro_reviewed_at?: string;
	micro_review_passed?: boolean;
};

export type Feature = {
	readonly created: string;
	readonly entries: ReadonlyMap<string, Entry>;
};

export const metadataText = ({created, entries}: Feature): string =>
	`${JSON.stringify({feature: '014-live-map', created, tasks: Object.fromEntries(entries)}, null, 2)}\n`;

/** `tasks_meta.json`; every write of the tool replaces it. */
export const metadataFile = (feature: Feature, modifiedAt?: number): Write => ({
	type: 'replace',
	path: `${featureFolder}/tasks_meta.json`,
	text: metadataText(feature),
	...(modifiedAt !== undefined && {modifiedAt}),
});

const boxOf = (task: ListedTask, {entries}: Feature): string =>
	task.isSkipped ? '~' : entries.get(task.id)?.status === 'completed' ? 'X' : ' ';

const lineOf = (task: ListedTask, feature: Feature): string =>
	[
		`- [${boxOf(task, feature)}]`,
		task.id,
		...(task.isParallel ? ['[P]'] : []),
		`[${task.mode}]`,
		...(task.story ? [`[${task.story}]`] : []),
		task.text,
		...(task.dependsOn ? [`(depends on ${task.dependsOn})`] : []),
	].join(' ');

/** `tasks.md` */
export const listFile = (feature: Feature, modifiedAt?: number): Write => ({
	type: 'replace',
	path: `${featureFolder}/tasks.md`,
	text: [
		'# Tasks: Live map',
		'',
		...phases.flatMap((phase) => [
			`## ${phase}`,
			'',
			...listedTasks.filter((task) => task.phase === phase).map((task) => lineOf(task, feature)),
			'',
		]),
	].join('\n'),
	...(modifiedAt !== undefined && {modifiedAt}),
});

const folders = {
	prompt: {folder: 'delegation_prompts', extension: 'md'},
	completed: {folder: 'delegation_completed', extension: 'txt'},
	error: {folder: 'delegation_errors', extension: 'txt'},
} as const;

export const markerPath = (id: string, kind: keyof typeof folders): string =>
	`${featureFolder}/.async_state/${folders[kind].folder}/${id}.${folders[kind].extension}`;

/** The prompt a delegated agent is given. */
export const promptText = ({id, agent, text, files}: ListedTask, at: string): string =>
	`# Delegation Request

**Task ID:** ${id}
**Agent Type:** ${agent}
**Timestamp:** ${at}

## Description
${text}

## Context
Files: ${files}

## Execution Instructions
Execute and commit
`;
