import {play} from '../play.ts';
import type {Actor, Scene, Step, Write} from '../step.ts';
import {zulu} from '../written-time.ts';
import {cues, laterCues, type Operation} from './cues.ts';
import {errorLog, folderOf, interruption, lockFile, returnMeta, stateFile} from './files.ts';
import {perform} from './perform.ts';
import {isPlannedBefore, planFile, planPath} from './plans.ts';
import {beginnings, laterProjects, type Project} from './projects.ts';
import type {Root, Run} from './root.ts';

/** Finished later tasks that stay in the state; older ones are archived, as `/todo` does. */
const keptLater = 4;

/** An orchestrator and its agents: researching, planning, implementing the tasks of one root. */
export const returnMetaActor: Actor = function* (scene) {
	const root = beginningOf(scene);
	yield {atMs: 0, writes: beginningFiles(root, scene)};
	let end = 0;
	for (const step of play(cues, scene, (event, second) =>
		perform(event, root, scene.timeAt(second), scene),
	)) {
		end = step.atMs / 1000;
		yield step;
	}

	for (let round = 0; ; round++) {
		end = yield* laterTask(root, round, end + 5, scene);
	}
};

const minutesAgo = (scene: Scene, minutes: number): number => scene.timeAt(-minutes * 60);

const beginningOf = (scene: Scene): Root => {
	const projects = beginnings.map(({createdAgo, updatedAgo, ...project}): Project => ({
		...project,
		created: zulu(minutesAgo(scene, createdAgo)),
		last_updated: zulu(minutesAgo(scene, updatedAgo)),
	}));
	for (const project of projects.filter(isPlannedBefore)) {
		const path = planPath(project, folderOf(project));
		project.artifacts = [{type: 'plan', path, summary: 'Plan in phases'}];
	}

	const root: Root = {projects, runs: new Map(), errors: [], nextNumber: 50};
	for (const {task, operation, ago, stage} of runsUnderWay) {
		const startedAt = minutesAgo(scene, ago);
		const session = `sess_${Math.floor(startedAt / 1000)}_${scene.hex(6)}`;
		root.runs.set(task, {operation, session, startedAt, stage, result: null});
		projects.find(({project_number}) => project_number === task)!.session_id = session;
	}

	return root;
};

const runsUnderWay: readonly {
	readonly task: number;
	readonly operation: Operation;
	/** Minutes. */
	readonly ago: number;
	readonly stage: Run['stage'];
}[] = [
	{
		task: 41,
		operation: 'implement',
		ago: 4,
		stage: {
			name: 'phase_2_completed',
			details: 'Phase 2 completed: ids for one carrier',
			phases: [2, 5],
		},
	},
	{
		task: 42,
		operation: 'research',
		ago: 2,
		stage: {name: 'strategy_determined', details: 'Determined search strategy: vendor manuals'},
	},
	{
		task: 43,
		operation: 'implement',
		ago: 26,
		stage: {
			name: 'phase_3_completed',
			details: 'Phase 3 completed: house numbers',
			phases: [3, 6],
		},
	},
];

/** Minutes since the agent of task 43 was cut off. */
const cutOffAgo = 18;

const beginningFiles = (root: Root, scene: Scene): Write[] => {
	const project = (number: number): Project =>
		root.projects.find(({project_number}) => project_number === number)!;
	const run = (number: number): Run => root.runs.get(number)!;
	root.errors.push(
		interruption(project(43), run(43), {
			message:
				'Agent go-implementation-agent interrupted at stage phase_3_completed: connection lost',
			at: minutesAgo(scene, cutOffAgo),
			hex: scene.hex,
		}),
	);
	return [
		...plansMadeBefore(root, scene),
		stateFile(root, minutesAgo(scene, 2)),
		returnMeta(project(41), run(41), minutesAgo(scene, 0.5)),
		lockFile(project(41), run(41), minutesAgo(scene, 0.5)),
		returnMeta(project(42), run(42), minutesAgo(scene, 1)),
		lockFile(project(42), run(42), minutesAgo(scene, 1)),
		returnMeta(project(43), run(43), minutesAgo(scene, cutOffAgo + 1)),
		errorLog(root, minutesAgo(scene, cutOffAgo)),
		reviewWanted(project(46), scene),
	];
};

/** Plans of tasks that are under way are as old as what their agents last told. */
const plansMadeBefore = ({projects, runs}: Root, scene: Scene): Write[] =>
	projects.filter(isPlannedBefore).map((project) => {
		const run = runs.get(project.project_number);
		const age = project.project_number === 43 ? cutOffAgo + 1 : run ? 0.5 : updatedAgoOf(project);
		return planFile(project, folderOf(project), {
			done:
				project.status === 'completed'
					? 9
					: (run?.stage.phases?.[0] ?? project.phases_completed ?? 0),
			isUnderWay: run !== undefined,
			modifiedAt: minutesAgo(scene, age),
		});
	});

const updatedAgoOf = ({project_number: number}: Project): number =>
	beginnings.find(({project_number}) => project_number === number)!.updatedAgo;

/** A partial result that only a person can carry on. */
const reviewWanted = (project: Project, scene: Scene): Write => ({
	type: 'overwrite',
	path: `${folderOf(project)}/.return-meta.json`,
	text: `${JSON.stringify(
		{
			status: 'partial',
			started_at: zulu(minutesAgo(scene, 75)),
			artifacts: [],
			requires_user_review: true,
			review_reason: 'Which scan counts as delivered: the door or the pickup point?',
			partial_progress: {
				stage: 'phase_2_completed',
				details: 'Numbers for six of eight carriers',
				phases_completed: 2,
				phases_total: 4,
			},
			metadata: {
				session_id: `sess_${Math.floor(minutesAgo(scene, 75) / 1000)}_${scene.hex(6)}`,
				agent_type: 'general-implementation-agent',
				delegation_depth: 1,
				delegation_path: ['orchestrator', 'implement', 'general-implementation-agent'],
			},
		},
		null,
		2,
	)}\n`,
	modifiedAt: minutesAgo(scene, 55),
});

/** One task from its creation to its completion; returns the second at which it is done. */
function* laterTask(
	root: Root,
	round: number,
	from: number,
	scene: Scene,
): Generator<Step, number, undefined> {
	const number = root.nextNumber++;
	const pattern = laterProjects[round % laterProjects.length]!;
	const at = zulu(scene.timeAt(from));
	root.projects.push({
		...pattern,
		project_number: number,
		status: 'not_started',
		task_type: 'go',
		created: at,
		last_updated: at,
	});
	const old = root.projects.filter(
		({project_number, status}) => project_number >= 50 && status === 'completed',
	);
	for (const project of old.slice(0, Math.max(0, old.length - keptLater))) {
		root.projects.splice(root.projects.indexOf(project), 1);
	}

	yield {atMs: Math.round(from * 1000), writes: [stateFile(root)]};
	let end = from;
	for (const step of play(laterCues(number), scene, (event, second) =>
		perform(event, root, scene.timeAt(from + second), scene),
	)) {
		end = from + step.atMs / 1000;
		yield {...step, atMs: Math.round(end * 1000)};
	}

	return end;
}
