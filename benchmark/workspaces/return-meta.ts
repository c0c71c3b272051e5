import {isoTime, minutes, type ProjectFiles, type ProjectPlan, slugOf} from './project.ts';
import {prose, type Random, titleOf} from './prose.ts';

const words = [
	'completed',
	'completed',
	'completed',
	'not_started',
	'not_started',
	'planned',
	'researched',
	'blocked',
	'partial',
	'abandoned',
] as const;

/** A project with `specs/state.json` and the last run of an agent beside every third task. */
export const returnMetaProject = ({
	first,
	tasks,
	running,
	now,
	random,
}: ProjectPlan): ProjectFiles => {
	const files: Record<string, string> = {};
	const entries = Array.from({length: tasks}, (_, index) => {
		const number = index + 1;
		const isRunning = index < running;
		const title = titleOf(first + index, random);
		const entry = stateEntry({number, title, isRunning, now, random, descriptionLength: 350});
		for (const {path, summary} of entry.artifacts) {
			files[path] = `# Report\n\n${summary}\n`;
		}

		if (isRunning || index % 3 === 0) {
			files[`specs/${String(number).padStart(3, '0')}_${entry.project_name}/.return-meta.json`] =
				`${JSON.stringify(returnMeta(number, isRunning, now, random), null, 2)}\n`;
		}

		return entry;
	});
	files['specs/state.json'] = stateFile(entries);
	return files;
};

/** One big `state.json` of about that many bytes, as a year of work leaves it. */
export const bigState = (random: Random, bytes: number, now: number): string => {
	const entries = Array.from({length: 93}, (_, index) =>
		stateEntry({
			number: index + 600,
			title: titleOf(index, random),
			isRunning: false,
			now,
			random,
			descriptionLength: Math.round(bytes / 93 / 2.2),
		}),
	);
	return stateFile(entries);
};

export const stateFile = (entries: readonly object[]): string =>
	`${JSON.stringify(
		{version: '1.1.0', next_project_number: 10_000, active_projects: entries},
		null,
		2,
	)}\n`;

export const stateEntry = ({
	number,
	title,
	isRunning,
	now,
	random,
	descriptionLength,
}: {
	number: number;
	title: string;
	isRunning: boolean;
	now: number;
	random: Random;
	descriptionLength: number;
}) => {
	const word = isRunning ? 'implementing' : random.pick(words);
	const touched = now - minutes(isRunning ? 3 : 60 + random.below(50_000));
	return {
		project_number: number,
		title,
		project_name: slugOf(title).slice(0, 50),
		status: word,
		task_type: random.pick(['meta', 'lean4', 'markdown']),
		topic: 'agent-system',
		description: prose(random, descriptionLength),
		dependencies: number > 3 && random.below(3) === 0 ? [number - 1 - random.below(2)] : [],
		created: isoTime(touched - minutes(600)),
		last_updated: isoTime(touched),
		session_id: isRunning ? `sess_${Math.round(touched / 1000)}_a1b2c3` : undefined,
		next_artifact_number: 2,
		artifacts:
			word === 'not_started'
				? []
				: [
						{
							type: 'report',
							path: `specs/${String(number).padStart(3, '0')}_${slugOf(title).slice(0, 50)}/reports/01_research.md`,
							summary: prose(random, descriptionLength / 3),
						},
					],
		completion_summary: word === 'completed' ? prose(random, descriptionLength / 2) : undefined,
	};
};

const returnMeta = (number: number, isRunning: boolean, now: number, random: Random) => ({
	status: isRunning ? 'in_progress' : 'implemented',
	artifacts: [],
	next_steps: `Run /implement ${number}`,
	partial_progress: isRunning
		? {stage: 'phase_2', details: prose(random, 80), phases_completed: 1, phases_total: 4}
		: undefined,
	metadata: {
		session_id: `sess_${Math.round((now - minutes(3)) / 1000)}_a1b2c3`,
		agent_type: 'general-implementation-agent',
		delegation_depth: 1,
	},
});
