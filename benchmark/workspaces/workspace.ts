import {mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {backlogProject} from './backlog.ts';
import {kiroProject} from './kiro.ts';
import type {ProjectFiles, ProjectPlan} from './project.ts';
import {createRandom} from './prose.ts';
import {returnMetaProject, stateEntry, stateFile} from './return-meta.ts';
import {tasksMetaProject} from './tasks-meta.ts';

/** A folder full of projects, written for one question. */
export type Workspace = {
	readonly folder: string;
	/** A home of its own, so that nothing of the person who measures is read or written. */
	readonly home: string;
	readonly tasks: number;
	readonly files: number;
	/** The file that `retitle` replaces, relative to the folder. */
	readonly watchedFile: string;
	/**
	Gives a new title to the task that stands on top of the list, because a person has to answer: the
	file of its project is replaced by rename, as agents do it.
	*/
	readonly retitle: (title: string) => void;
	/** Replaces one of the other files, in turn, by one that says the same in more bytes. */
	readonly rewrite: (turn: number) => void;
};

const kinds: readonly ((plan: ProjectPlan) => ProjectFiles)[] = [
	returnMetaProject,
	kiroProject,
	tasksMetaProject,
	backlogProject,
];

const tasksOfProject = 20;

const folders = new Set<string>();

/** Writes a workspace: the same for the same numbers, but for the times in it. */
export const makeWorkspace = ({
	tasks,
	running = 0,
}: {
	readonly tasks: number;
	readonly running?: number;
}): Workspace => {
	const base = mkdtempSync(path.join(tmpdir(), 'metawatch-bench-'));
	folders.add(base);
	const folder = path.join(base, 'workspace');
	const home = path.join(base, 'home');
	mkdirSync(home, {recursive: true});

	const random = createRandom(tasks);
	const now = Date.now();
	const files: {path: string; content: string}[] = [];
	const write = (name: string, content: string) => {
		const file = path.join(folder, name);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, content);
		files.push({path: file, content});
	};

	let left = running;
	const ordinary = tasks - tasksOfProject;
	for (let project = 0; project * tasksOfProject < ordinary; project++) {
		// Runs are told most reliably by the first kind, so those go there.
		const share = project % kinds.length === 0 ? Math.min(left, tasksOfProject) : 0;
		left -= share;
		const first = project * tasksOfProject;
		const content = kinds[project % kinds.length]!({
			first,
			tasks: Math.min(tasksOfProject, ordinary - first),
			running: share,
			now,
			random,
		});
		for (const [name, text] of Object.entries(content)) {
			write(`project-${String(project).padStart(4, '0')}/${name}`, text);
		}
	}

	const watchedFile = path.join('asking', 'specs', 'state.json');
	const others = Array.from({length: tasksOfProject - 1}, (_, index) =>
		stateEntry({
			number: index + 2,
			title: `quiet-${index}`,
			isRunning: false,
			now,
			random,
			descriptionLength: 350,
		}),
	);
	const asking = stateEntry({
		number: 1,
		title: 'item-99999 ask',
		isRunning: false,
		now,
		random,
		descriptionLength: 350,
	});
	const stateWith = (title: string) =>
		stateFile([{...asking, title, status: 'partial'}, ...others]);
	write(watchedFile, stateWith(asking.title));
	write(
		path.join('asking', 'specs', `001_${asking.project_name}`, '.return-meta.json'),
		`${JSON.stringify(
			{
				status: 'partial',
				artifacts: [],
				requires_user_review: true,
				review_reason: 'two designs are possible',
				user_decision: {question: 'Which design?', options: ['a', 'b'], blocking: true},
				metadata: {session_id: 'sess_1_a', agent_type: 'planner-agent'},
			},
			null,
			2,
		)}\n`,
	);

	const replace = (file: string, content: string) => {
		writeFileSync(`${file}.tmp`, content);
		renameSync(`${file}.tmp`, file);
	};

	const target = path.join(folder, watchedFile);
	const ordinaryFiles = files.filter((file) => file.path !== target);
	return {
		folder,
		home,
		tasks,
		files: files.length,
		watchedFile,
		retitle(title) {
			replace(target, stateWith(title));
		},
		rewrite(turn) {
			const {path: file, content} = ordinaryFiles[turn % ordinaryFiles.length]!;
			replace(file, content + '\n'.repeat(1 + (Math.floor(turn / ordinaryFiles.length) % 9)));
		},
	};
};

export const removeWorkspaces = (): void => {
	for (const folder of folders) {
		rmSync(folder, {recursive: true, force: true});
	}

	folders.clear();
};
