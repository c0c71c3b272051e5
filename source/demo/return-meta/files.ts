import type {Scene, Write} from '../step.ts';
import {withMilliseconds, zulu} from '../written-time.ts';
import type {Project} from './projects.ts';
import {type Root, type Run, vocabulary} from './root.ts';

/** The folder of a task. */
export const folderOf = ({project_number, project_name}: Project): string =>
	`specs/${String(project_number).padStart(3, '0')}_${project_name}`;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** `specs/state.json`, newest task first. */
export const stateFile = (root: Root, modifiedAt?: number): Write => ({
	type: 'replace',
	path: 'specs/state.json',
	text: json({
		next_project_number: root.nextNumber,
		active_topics: [...new Set(root.projects.map(({topic}) => topic))].sort(),
		active_projects: root.projects.toSorted((a, b) => b.project_number - a.project_number),
	}),
	...(modifiedAt !== undefined && {modifiedAt}),
});

/** Where an operation leaves what it found, planned or built. */
export const artifactOf = (project: Project, {operation}: Run): string => {
	const {artifact} = vocabulary[operation];
	const folder = artifact === 'summary' ? 'summaries' : `${artifact}s`;
	return `${folderOf(project)}/${folder}/01_${project.project_name.replaceAll('_', '-')}.md`;
};

/** `.return-meta.json`: early metadata while it works, the result at the end. */
export const returnMeta = (project: Project, run: Run, modifiedAt?: number): Write => {
	const {agent, artifact, result} = vocabulary[run.operation];
	const {name, details, phases} = run.stage;
	const path = artifactOf(project, run);
	return {
		type: 'overwrite',
		path: `${folderOf(project)}/.return-meta.json`,
		text: json({
			status: run.result === null ? 'in_progress' : result,
			started_at: zulu(run.startedAt),
			artifacts: run.result === null ? [] : [{type: artifact, path, summary: run.result}],
			...(run.result === null
				? {
						partial_progress: {
							stage: name,
							details,
							...(phases && {phases_completed: phases[0], phases_total: phases[1]}),
						},
					}
				: {completion_data: {completion_summary: run.result}}),
			metadata: {
				session_id: run.session,
				agent_type: agent,
				delegation_depth: 1,
				delegation_path: ['orchestrator', run.operation, agent],
			},
			...(run.result !== null && run.operation !== 'implement'
				? {
						next_steps: `Run /${run.operation === 'research' ? 'plan' : 'implement'} ${project.project_number}`,
					}
				: {}),
		}),
		...(modifiedAt !== undefined && {modifiedAt}),
	};
};

/** `.lock/holder.json` */
export const lockFile = (project: Project, run: Run, heartbeatAt: number): Write => ({
	type: 'replace',
	path: `${folderOf(project)}/.lock/holder.json`,
	text: json({
		session_id: run.session,
		task_number: project.project_number,
		operation: run.operation,
		acquired_at: zulu(run.startedAt),
		heartbeat_at: zulu(heartbeatAt),
		command: `/${run.operation} ${project.project_number}`,
	}),
});

/** `.postflight-pending` */
export const postflightMarker = (project: Project, run: Run, at: number): Write => ({
	type: 'replace',
	path: `${folderOf(project)}/.postflight-pending`,
	text: json({
		session_id: run.session,
		skill: `skill-${run.operation}er`,
		task_number: project.project_number,
		operation: run.operation,
		reason: 'Postflight pending: status update, artifact linking, git commit',
		created: zulu(at),
	}),
});

/** `specs/errors.json`, in its newest form. */
export const errorLog = ({errors}: Root, modifiedAt?: number): Write => ({
	type: 'replace',
	path: 'specs/errors.json',
	text: json({errors}),
	...(modifiedAt !== undefined && {modifiedAt}),
});

/** An entry of it: an agent was cut off. */
export const interruption = (
	project: Project,
	run: Run,
	{message, at, hex}: {readonly message: string; readonly at: number; readonly hex: Scene['hex']},
): unknown => ({
	id: `err_${at}_${hex(6)}`,
	timestamp: withMilliseconds(at),
	type: 'delegation_interrupted',
	severity: 'medium',
	message,
	context: {
		session_id: run.session,
		command: `/${run.operation} ${project.project_number}`,
		task: project.project_number,
		checkpoint: run.stage.name,
		agent: vocabulary[run.operation].agent,
	},
	recovery: {suggested_action: 'Run command again to resume', auto_recoverable: true},
	fix_status: 'unfixed',
});
