import type {Claim} from '../format.ts';
import {nameOf, parentOf, placeOf} from './places.ts';

export const kinds = [
	'metadata',
	'list',
	'waves',
	'prompt',
	'completed-marker',
	'error-marker',
	'active-feature',
] as const;

export type Kind = (typeof kinds)[number];

type Rule = {
	readonly path: RegExp;
	readonly kind: Kind;
	readonly reader: Claim['reader'];
	/** Only in a feature folder below `specs/` or `changes/`: the name alone says too little. */
	readonly needsFeature: boolean;
};

/** The first rule that fits counts. Marker files are named by a task id, so `.keep` is none. */
const rules: readonly Rule[] = [
	{path: /\/tasks_meta\.json$/, kind: 'metadata', reader: 'text', needsFeature: false},
	{path: /\/(?:tasks|[^/]*-tasks)\.md$/, kind: 'list', reader: 'text', needsFeature: true},
	{path: /\/tasks_dag\.json$/, kind: 'waves', reader: 'text', needsFeature: true},
	{
		path: /\/delegation_prompts\/\w[\w.-]*\.md$/,
		kind: 'prompt',
		reader: 'presence',
		needsFeature: false,
	},
	{
		path: /\/delegation_completed\/\w[\w.-]*\.txt$/,
		kind: 'completed-marker',
		reader: 'text',
		needsFeature: false,
	},
	{
		path: /\/delegation_errors\/\w[\w.-]*\.txt$/,
		kind: 'error-marker',
		reader: 'text',
		needsFeature: false,
	},
	{
		path: /\/\.specify\/feature\.json$/,
		kind: 'active-feature',
		reader: 'text',
		needsFeature: false,
	},
];

/** Names that no rule can fit, so that most paths of a walk cost one look at their end. */
const endings = /(?:tasks_meta\.json|tasks\.md|tasks_dag\.json|feature\.json|\.txt|\.md)$/;

/** Nothing below these is this format's, however deep. */
const foreignFolders = /\/(?:\.kiro|\.git|node_modules)\//;

/** Folders inside a feature that hold patterns, copies or reports about the work, never the work. */
const folderWithoutWork: ReadonlySet<string> = new Set([
	'template',
	'templates',
	'.template',
	'.templates',
	'plans',
	'reports',
	'summaries',
	'handoffs',
	'progress',
	'checklists',
	'contracts',
]);

/** Says what a path is to this format; see the table in `readme.md`. */
export const claims = (path: string): Claim | null => {
	if (!endings.test(path)) {
		return null;
	}

	const rule = rules.find((candidate) => candidate.path.test(path));
	if (!rule || foreignFolders.test(path)) {
		return null;
	}

	const {inContainer} = placeOf(path);
	const folders = inContainer ?? [nameOf(parentOf(path))];
	if (folders.some((name) => folderWithoutWork.has(name))) {
		return null;
	}

	if (rule.needsFeature && !isFeature(path, inContainer)) {
		return null;
	}

	return {kind: rule.kind, reader: rule.reader};
};

const isFeature = (path: string, inContainer: readonly string[] | null): boolean => {
	if (inContainer === null) {
		return parentOf(path).endsWith('/.aitracking');
	}

	// `changes/tasks.md` itself would be a note of something else: a change has a folder of its own.
	return inContainer.length > 0 || nameOf(parentOf(path)) === 'specs';
};
