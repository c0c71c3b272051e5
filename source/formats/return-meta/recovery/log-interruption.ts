import type {Edit} from '../../../model/edit.ts';
import {type Draft, ready, refused} from '../../recovery.ts';
import {readJson} from '../../json.ts';
import {isRecord} from '../fields.ts';
import {isSameSession} from '../sessions.ts';
import {readResultWord} from '../status.ts';
import type {MetaDocument, Usable} from '../gather.ts';
import type {RunValue} from '../values.ts';
import {artifactChecks} from './artifact-checks.ts';
import {errorId, interruptionEntry} from './error-entry.ts';
import {firstOf, isInterrupted, mayWrite, type Precondition} from './preconditions.ts';
import {type Scene, taskName, textOf} from './scene.ts';
import {editFile, type Edited, rawJson} from './state-edit.ts';
import {type Offering, taskOption} from './task-option.ts';
import {named, placed} from './words.ts';

/** Writes down in the error log that a run was interrupted, as the wrap-up of its caller would have. */
export const logInterruption: Offering = (scene) => {
	if (scene.subject.status !== 'interrupted' || runAtWork(scene) === null) {
		return null;
	}

	const {task} = scene.subject;
	return taskOption(scene, {
		id: 'log-interruption',
		title: 'write the interruption into the error log',
		because: `the run says ${runAtWork(scene)!.value.word}, and nobody is at work on it`,
		against: [],
		changes: [
			`${named(logOf(scene), scene.workspace)}: ${scene.errorLog ? 'one more entry' : 'made, with one entry'}, delegation_interrupted`,
		],
		command: task.command,
		precondition: firstOf(mayWrite, isInterrupted, hasRun, isNotLogged, logIsSound),
		plan: planOf,
	});
};

const logOf = ({root}: Scene): string => `${root}/errors.json`;

const runAtWork = ({findings}: Scene): Usable<RunValue> | null => {
	const {run} = findings.current;
	return run && readResultWord(run.value.word).status === 'running' ? run : null;
};

const hasRun: Precondition = (scene) =>
	runAtWork(scene)
		? null
		: `the run of ${taskName(scene)} does not say any more that it is at work`;

const isNotLogged: Precondition = (scene) => {
	const session = runAtWork(scene)?.value.session ?? null;
	const entry = scene.evidence.errors.find(
		(error) =>
			error.isOpen &&
			error.type === 'delegation_interrupted' &&
			(isSameSession(error.session, session) || (session === null && error.session === null)),
	);
	return entry
		? `it is written down already: ${placed(logOf(scene), entry.line, scene.workspace)}`
		: null;
};

/** An error log in one of its shapes, or none yet. */
const logIsSound: Precondition = ({errorLog, workspace}) =>
	errorLog === null ? null : flawOfLog(errorLog, workspace);

export const flawOfLog = (log: MetaDocument, workspace: string): string | null => {
	const name = named(log.path, workspace);
	const [flaw] = log.problems;
	return log.quality === 'foreign'
		? `${name} is no error log`
		: flaw
			? `${placed(log.path, flaw.line, workspace)}: ${flaw.message.replace(/^errors\.json is damaged: /, '')}`
			: log.quality === 'whole'
				? null
				: `${name} cannot be read to the end`;
};

const planOf: (scene: Scene, disk: Parameters<typeof artifactChecks>[1]) => Draft = (
	scene,
	disk,
) => {
	const run = runAtWork(scene)!;
	const path = logOf(scene);
	const text = textOf(scene, path);
	const ids = new Set(idsIn(text));
	const entry = interruptionEntry(
		scene,
		run.value,
		run.document.path,
		errorId(scene.now, scene.token, ids),
	);
	const written: Edited =
		text === null
			? {edit: created(path, entry)}
			: editFile(scene, path, [
					{path: Array.isArray(rawJson(text)) ? [-1] : ['errors', -1], value: entry},
				]);
	return 'refusal' in written
		? refused(written.refusal)
		: artifactChecks(scene, disk, (checks) =>
				ready([written.edit], {
					checks,
					notes: [
						`${taskName(scene)} keeps its status; it counts as interrupted until it is taken up again`,
					],
				}),
			);
};

const created = (path: string, entry: object): Edit => ({
	type: 'file',
	path,
	before: null,
	after: `${JSON.stringify({errors: [entry]}, null, 2)}\n`,
});

const idsIn = (text: string | null): readonly string[] => {
	const value = text === null ? null : readJson(text).value;
	const list: unknown = isRecord(value) ? value['errors'] : value;
	return (Array.isArray(list) ? list : []).flatMap((entry: unknown) =>
		isRecord(entry) && typeof entry['id'] === 'string' ? [entry['id']] : [],
	);
};
