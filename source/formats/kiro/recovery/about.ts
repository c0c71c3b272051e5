import type {Status} from '../../../model/status.ts';
import {formatRoughly} from '../../../text/duration.ts';
import type {Document} from '../../format.ts';
import type {RecoveryInput, Subject} from '../../recovery.ts';
import {goodValue} from '../rows/good-value.ts';
import {keyOf} from '../rows/list-rows.ts';
import {isArchived} from '../rows/spec.ts';
import {statusOfWord} from '../status.ts';
import type {Checkpoint, Entry, TaskList} from '../values.ts';
import {idOf, listPathsOf} from './joined-box.ts';

/** What is known of a task when its options are listed: from documents, which may be a second old. */
export type About = {
	readonly input: RecoveryInput;
	readonly subject: Subject;
	/** The checkpoint, where the row of the task speaks of it. */
	readonly state: StateAbout | null;
	/** Its entry in a list. */
	readonly box: BoxAbout | null;
};

export type StateAbout = {
	readonly document: Document<Checkpoint>;
	/** The last good one while the file is broken. */
	readonly checkpoint: Checkpoint;
	/** What the checkpoint itself says. */
	readonly own: Status;
	/** Lists of the spec it names, in the order in which they are asked. */
	readonly lists: readonly string[];
};

export type BoxAbout = {
	readonly document: Document<TaskList>;
	readonly list: TaskList;
	readonly entry: Entry;
	readonly index: number;
};

/** Everything the options of a task are chosen by. */
export const aboutTask = (input: RecoveryInput, subject: Subject): About => ({
	input,
	subject,
	state: stateOf(input, subject),
	box: boxOf(input, subject),
});

/** The checkpoint of a project; it has one at most. */
export const stateDocumentOf = ({
	documents,
}: Pick<RecoveryInput, 'documents'>): Document<Checkpoint> | null =>
	(documents.find(({kind}) => kind === 'state') as Document<Checkpoint> | undefined) ?? null;

const stateOf = (input: RecoveryInput, {task}: Subject): StateAbout | null => {
	const document = stateDocumentOf(input);
	const checkpoint = document && goodValue(document).value;
	if (!checkpoint || !task.files.some(({path}) => path === document.path)) {
		return null;
	}

	const lists = input.documents.filter(({kind, path}) => kind === 'list' && !isArchived(path));
	return {
		document,
		checkpoint,
		own: checkpoint.status ? statusOfWord(checkpoint.status.value) : 'unknown',
		lists: listPathsOf(
			document.path,
			checkpoint,
			lists.map(({path}) => path),
		),
	};
};

const boxOf = ({documents}: RecoveryInput, {task}: Subject): BoxAbout | null => {
	for (const document of documents as readonly Document<TaskList>[]) {
		if (document.kind !== 'list' || !task.files.some(({path}) => path === document.path)) {
			continue;
		}

		const list = goodValue(document).value;
		const index =
			list?.entries.findIndex(
				(entry) => entry.id === task.id && keyOf(document.path, entry) === task.key,
			) ?? -1;
		if (list && index !== -1) {
			return {document, list, entry: list.entries[index]!, index};
		}
	}

	return null;
};

/** What speaks against touching a task that counts as running; nothing for others. */
export const lifeOf = ({status, lastSignAt}: Subject, now: number): readonly string[] =>
	status !== 'running'
		? []
		: [
				lastSignAt === null
					? 'it counts as running: an agent may be at work on it'
					: `an agent may be at work on it: last sign of life ${formatRoughly(now - lastSignAt)} ago`,
			];

/** "2", or what the checkpoint calls its task. */
export const nameOfTask = (checkpoint: Checkpoint): string =>
	idOf(checkpoint) ?? checkpoint.taskName?.value ?? checkpoint.currentStep?.value ?? 'the task';

/** What speaks against trusting a checkpoint: its files as they were when it was last looked. */
export const filesAgainst = ({document, checkpoint}: StateAbout): readonly string[] => {
	const {files} = checkpoint;
	const stats = files.map(({path}) =>
		path === null ? undefined : document.referenceStats.get(path),
	);
	const missing = stats.filter((stat) => stat === null).length;
	const changed = stats.filter((stat) => stat && stat.modifiedAt > document.stat.modifiedAt + 2000);
	return [
		...(missing > 0 ? [`${missing} of ${files.length} listed files ${be(missing)} missing`] : []),
		...(changed.length > 0
			? [`${changed.length} of ${files.length} listed files changed after the checkpoint`]
			: []),
	];
};

const be = (count: number): string => (count === 1 ? 'is' : 'are');
