import type {Original} from '../../../model/original.ts';
import type {RecoveryInput, Subject} from '../../recovery.ts';
import type {Evidence} from '../evidence.ts';
import {type Findings, weigh} from '../findings.ts';
import type {MetaDocument} from '../gather.ts';
import {createMemory} from '../remember.ts';
import {evidenceOf, type RootEvidence, rootEvidence} from '../root-evidence.ts';

/**
A task and everything around it, as it is judged before something is done for it. It is made twice:
from the documents that are known, to say what can be done, and from what lies on the disk at the
moment of planning (`fresh.ts`). Both are judged by the same functions.
*/
export type Scene = {
	readonly subject: Subject;
	readonly evidence: Evidence;
	readonly findings: Findings;
	/** The `state.json` of the root, in whatever condition. */
	readonly state: MetaDocument | null;
	/** The error log of the root, in whatever condition; null: there is none. */
	readonly errorLog: MetaDocument | null;
	/** Absolute path of the folder of the task; null: it has none. */
	readonly folder: string | null;
	/** Every document in that folder. */
	readonly documents: readonly MetaDocument[];
	/** Its number stands in the archive. */
	readonly isArchived: boolean;
	readonly workspace: string;
	readonly root: string;
	/** Epoch milliseconds. */
	readonly now: number;
	/** Letters and digits for ids. */
	readonly token: string;
	/** Path -> what was found there; empty while nothing has been looked at. */
	readonly originals: ReadonlyMap<string, Original>;
};

const rememberRoot = createMemory<RootEvidence>();

/** The documents of a root, sorted by task: once for all the tasks somebody asks about. */
export const rootOf = ({group, documents}: RecoveryInput): RootEvidence | null =>
	documents[0]
		? rememberRoot(documents[0], [group, ...documents], () => rootEvidence(group, documents))
		: null;

/** Everything around the task in question; null for rows that are no tasks: batches, loose runs. */
export const sceneOf = (input: RecoveryInput): Scene | null => {
	const {subject} = input;
	const found = subject && rootOf(input);
	const task = found?.tasks.find(({key}) => key === subject?.task.key);
	if (!subject || !found || !task) {
		return null;
	}

	const evidence = evidenceOf(found.shared, task);
	return {
		subject,
		evidence,
		findings: weigh(evidence),
		state: found.root.documents.find(({kind}) => kind === 'state') ?? null,
		errorLog: found.root.documents.find(({kind}) => kind === 'errors') ?? null,
		folder: evidence.folder ? `${input.group}/${evidence.folder.name}` : null,
		documents: evidence.folder?.documents ?? [],
		isArchived: found.shared.files.archives.some(({value}) =>
			value.finished.has(evidence.number ?? -1),
		),
		workspace: input.workspace,
		root: input.group,
		now: input.moment.now,
		token: input.moment.token,
		originals: new Map(),
	};
};

/** What people call the task of a scene. */
export const taskName = ({evidence}: Scene): string => `task ${evidence.id}`;

/** The exact text of a file that was looked at; null: it is not there, or is no text. */
export const textOf = ({originals}: Scene, path: string): string | null => {
	const original = originals.get(path);
	return original?.type === 'text' ? original.text : null;
};
