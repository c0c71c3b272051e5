import type {Claim} from '../format.ts';
import {isRootName, nameOf, parentOf, readFolderName} from './place.ts';

/** Kinds of documents of this format. */
export type Kind =
	| 'state'
	| 'archive'
	| 'vault'
	| 'run'
	| 'loose-run'
	| 'batch-run'
	| 'batch-state'
	| 'marker'
	| 'wrap-up-guard'
	| 'loop-guard'
	| 'handoff'
	| 'handoff-text'
	| 'lock'
	| 'progress'
	| 'plan'
	| 'artifact'
	| 'creating'
	| 'leftover'
	| 'errors'
	| 'events'
	| 'todo';

type Rule = {
	readonly kind: Kind;
	readonly reader: Claim['reader'];
	readonly name: RegExp;
	/** Decides by the folder of the file. */
	readonly inside: (folder: string) => boolean;
};

const isRoot = (folder: string): boolean => isRootName(nameOf(folder));

const isRootFolder = (folder: string, name: string): boolean =>
	nameOf(folder) === name && isRoot(parentOf(folder));

/** A folder that looks like one of a task, or lies where those lie; never one that was archived. */
const isTaskFolder = (folder: string): boolean => {
	const above = nameOf(parentOf(folder));
	const name = nameOf(folder);
	return (
		above !== 'archive' &&
		name !== 'archive' &&
		name !== 'vault' &&
		!isRootName(name) &&
		(above === 'specs' || readFolderName(name) !== null)
	);
};

/** A sub-folder of a numbered task folder: `plans`, `.lock`. */
const isWithin =
	(name: string) =>
	(folder: string): boolean =>
		nameOf(folder) === name &&
		isTaskFolder(parentOf(folder)) &&
		readFolderName(nameOf(parentOf(folder))) !== null;

const isRootOrTask = (folder: string): boolean => isRoot(folder) || isTaskFolder(folder);

const rules: readonly Rule[] = [
	{kind: 'state', reader: 'text', name: /^state\.json$/, inside: isRoot},
	{
		kind: 'archive',
		reader: 'text',
		name: /^state\.json$/,
		inside: (folder) => isRootFolder(folder, 'archive'),
	},
	{
		kind: 'vault',
		reader: 'presence',
		name: /^state\.json$/,
		inside: (folder) => /\/(?:specs|\.opencode)\/vault\/[^/]+(?:\/archive)?$/.test(folder),
	},
	{kind: 'errors', reader: 'text', name: /^errors\.json$/, inside: isRoot},
	{kind: 'events', reader: 'tail', name: /^events\.jsonl$/, inside: isRoot},
	{
		kind: 'todo',
		reader: 'text',
		name: /^TODO\.md$/,
		inside: (folder) => nameOf(folder) === 'specs',
	},
	{
		kind: 'batch-run',
		reader: 'text',
		name: /^\.return-meta-multi(?:-[\w-]+)?\.json$/,
		inside: isRoot,
	},
	{
		kind: 'batch-state',
		reader: 'text',
		name: /^\.orchestrator-multi-state(?:-[\w-]+)?\.json$/,
		inside: isRoot,
	},
	{
		kind: 'loose-run',
		reader: 'text',
		name: /^\.(?:meta-return|meta-builder-return|spawn-return|return-meta)\.json$/,
		inside: isRoot,
	},
	{
		kind: 'loose-run',
		reader: 'text',
		name: /^return-meta\.json$/,
		inside: (folder) => isRootFolder(folder, '.meta-return'),
	},
	{kind: 'run', reader: 'text', name: /^\.return-meta[\w-]*\.json$/, inside: isTaskFolder},
	{
		kind: 'run',
		reader: 'text',
		name: /^(?:[a-z]+-)?return-meta\.json$/,
		inside: (folder) => isTaskFolder(folder) || isWithin('.meta')(folder),
	},
	{kind: 'marker', reader: 'text', name: /^\.postflight-pending$/, inside: isRootOrTask},
	{kind: 'wrap-up-guard', reader: 'text', name: /^\.postflight-loop-guard$/, inside: isRootOrTask},
	{
		kind: 'loop-guard',
		reader: 'text',
		name: /^\.(?:orchestrator|continuation)-loop-guard$/,
		inside: isTaskFolder,
	},
	{
		kind: 'handoff',
		reader: 'text',
		name: /^\.(?:orchestrator|phase[\w-]*)-handoff[\w-]*\.json$/,
		inside: isTaskFolder,
	},
	{kind: 'lock', reader: 'text', name: /^holder\.json$/, inside: isWithin('.lock')},
	{
		kind: 'progress',
		reader: 'text',
		name: /^phase-\w+-progress\.json$/,
		inside: isWithin('progress'),
	},
	{kind: 'creating', reader: 'presence', name: /^\.task-creating$/, inside: isTaskFolder},
	{
		kind: 'leftover',
		reader: 'presence',
		name: /^(?:\.return-meta|\.orchestrator-|\.postflight-|\.continuation-|state\.json|errors\.json)[\w.-]*\.tmp$/,
		inside: isRootOrTask,
	},
	{kind: 'plan', reader: 'text', name: /\.md$/, inside: isWithin('plans')},
	{kind: 'artifact', reader: 'presence', name: /\.md$/, inside: isWithin('reports')},
	{kind: 'artifact', reader: 'presence', name: /\.md$/, inside: isWithin('summaries')},
	{kind: 'handoff-text', reader: 'presence', name: /\.md$/, inside: isWithin('handoffs')},
];

/** One look that turns away nearly every path of a walk. */
const candidate =
	/\/(?:\.[\w.-]+|(?:state|errors)\.json(?:[\w.-]*\.tmp)?|events\.jsonl|holder\.json|[\w-]+\.json|[^/]+\.md)$/;

/** Folders of other tools, and the copies of a root that updates leave behind. */
const foreign =
	/\/(?:\.kiro|node_modules|\.git|\.(?:opencode|claude)[._-]?(?:old|new|backup[^/]*))\//i;

const claims = new Map(rules.map(({kind, reader}) => [kind, {kind, reader} satisfies Claim]));

export const claimOf = (path: string): Claim | null => {
	if (!candidate.test(path) || foreign.test(path)) {
		return null;
	}

	const name = nameOf(path);
	const folder = parentOf(path);
	const rule = rules.find((rule) => rule.name.test(name) && rule.inside(folder));
	return rule ? claims.get(rule.kind)! : null;
};
