import type {Scene, Write} from '../step.ts';
import {zulu} from '../written-time.ts';
import type {Event} from './cues.ts';
import {
	artifactOf,
	errorLog,
	folderOf,
	interruption,
	lockFile,
	postflightMarker,
	returnMeta,
	stateFile,
} from './files.ts';
import {planFile} from './plans.ts';
import type {Project} from './projects.ts';
import {type Root, type Run, vocabulary} from './root.ts';

const projectOf = (root: Root, number: number): Project =>
	root.projects.find(({project_number}) => project_number === number)!;

type Does<Kind extends Event['does']> = Extract<Event, {does: Kind}>;

/** What each event does to the root, and so to its files. */
const doings: {
	readonly [Kind in Event['does']]: (
		event: Does<Kind>,
		root: Root,
		at: number,
		scene: Scene,
	) => readonly Write[];
} = {
	start({task, operation}, root, at, {hex}) {
		const project = projectOf(root, task);
		const run: Run = {
			operation,
			session: `sess_${Math.floor(at / 1000)}_${hex(6)}`,
			startedAt: at,
			stage: {name: 'initializing', details: 'Agent started, parsing delegation context'},
			result: null,
		};
		root.runs.set(task, run);
		Object.assign(project, {
			status: vocabulary[operation].doing,
			last_updated: zulu(at),
			session_id: run.session,
		});
		return [
			stateFile(root),
			lockFile(project, run, at),
			postflightMarker(project, run, at),
			returnMeta(project, run),
		];
	},
	reach({task, stage, details, phases}, root, at) {
		const project = projectOf(root, task);
		const run = root.runs.get(task)!;
		run.stage = {name: stage, details, ...(phases && {phases})};
		return [
			...(phases
				? [planFile(project, folderOf(project), {done: phases[0], isUnderWay: true})]
				: []),
			returnMeta(project, run),
			lockFile(project, run, at),
		];
	},
	finish({task, summary}, root, at) {
		const project = projectOf(root, task);
		const run = root.runs.get(task)!;
		run.result = summary;
		return [
			run.operation === 'plan'
				? planFile(project, folderOf(project), {done: 0, isUnderWay: false})
				: {type: 'replace', path: artifactOf(project, run), text: `# ${summary}\n`},
			returnMeta(project, run),
			lockFile(project, run, at),
		];
	},
	'wrap-up'({task}, root, at) {
		const project = projectOf(root, task);
		const run = root.runs.get(task)!;
		const {done, artifact} = vocabulary[run.operation];
		project.status = done;
		project.last_updated = zulu(at);
		project.artifacts = [
			...(project.artifacts ?? []),
			{type: artifact, path: artifactOf(project, run), summary: run.result ?? ''},
		];
		root.runs.delete(task);
		const folder = folderOf(project);
		return [
			stateFile(root),
			{type: 'remove', path: `${folder}/.return-meta.json`},
			{type: 'remove', path: `${folder}/.postflight-pending`},
			{type: 'remove', path: `${folder}/.lock`},
		];
	},
	'log-interruption'({task, message}, root, at, {hex}) {
		root.errors.push(interruption(projectOf(root, task), root.runs.get(task)!, {message, at, hex}));
		return [errorLog(root)];
	},
	'set-status'({task, status}, root, at) {
		const project = projectOf(root, task);
		project.status = status;
		project.last_updated = zulu(at);
		delete project.blocked_reason;
		return [stateFile(root)];
	},
};

/** Lets an event happen: changes the root, and tells which files change with it. */
export const perform = (event: Event, root: Root, at: number, scene: Scene): readonly Write[] =>
	// The table knows for every kind which event it takes; the compiler cannot follow that.
	(doings[event.does] as (...all: unknown[]) => readonly Write[])(event, root, at, scene);
