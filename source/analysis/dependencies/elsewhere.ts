import type {Dependency, Task} from '../../model/task.ts';

/** What a dependency on another project means among the tasks that are watched. */
export type Elsewhere = {
	/** Key of the task, when there is exactly one. */
	readonly key: string | null;
	readonly project: string;
	readonly isAmbiguous: boolean;
};

/** `ProofChecker:291`, `~/code/ProofChecker:#12`: a project and an id in it. */
const reference = /^(?:[\w.~-]{0,60}\/){0,8}([\w.-]{1,60}):\s{0,3}(?:task\s+)?#?([\w.-]{1,60})$/i;

/**
Finds the tasks of other projects that are watched too, by the name of the project's folder: that of the
workspace, or of a folder inside it that the task's file lies in. What is not watched stays external.
*/
export const resolveElsewhere = (tasks: readonly Task[]): ReadonlyMap<Dependency, Elsewhere> => {
	const wanted = new Map<Dependency, {project: string; id: string}>();
	const ids = new Set<string>();
	const projects = new Set<string>();
	for (const {dependencies} of tasks) {
		for (const dependency of dependencies) {
			const match = dependency.state === 'external' ? reference.exec(dependency.raw) : null;
			if (match) {
				const [, project = '', id = ''] = match;
				wanted.set(dependency, {project, id});
				ids.add(id);
				projects.add(project);
			}
		}
	}

	if (wanted.size === 0) {
		return new Map();
	}

	const watched = new Set<string>();
	const candidates = new Map<string, Task[]>();
	for (const task of tasks) {
		for (const project of projectsOf(task)) {
			if (!projects.has(project)) {
				continue;
			}

			watched.add(project);
			if (ids.has(task.id)) {
				const name = `${project}:${task.id}`;
				candidates.set(name, [...(candidates.get(name) ?? []), task]);
			}
		}
	}

	const found = new Map<Dependency, Elsewhere>();
	for (const [dependency, {project, id}] of wanted) {
		if (watched.has(project)) {
			const own = candidates.get(`${project}:${id}`) ?? [];
			found.set(dependency, {
				key: own.length === 1 ? own[0]!.key : null,
				project,
				isAmbiguous: own.length > 1,
			});
		}
	}

	return found;
};

/** Names of the folders a task lies in, from its workspace down. */
const projectsOf = ({workspace, files}: Task): readonly string[] => {
	const path = files[0]?.path ?? '';
	const inside = path.startsWith(`${workspace}/`) ? path.slice(workspace.length + 1) : '';
	return [workspace.slice(workspace.lastIndexOf('/') + 1), ...inside.split('/').slice(0, -1)];
};
