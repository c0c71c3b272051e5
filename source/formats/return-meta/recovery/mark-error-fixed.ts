import {ready, refused} from '../../recovery.ts';
import type {LoggedError} from '../values.ts';
import {laterSuccess} from './later-success.ts';
import {flawOfLog} from './log-interruption.ts';
import {firstOf, mayWrite, type Precondition} from './preconditions.ts';
import {type Scene, taskName, textOf} from './scene.ts';
import {editFile, rawJson} from './state-edit.ts';
import {type Offering, taskOption} from './task-option.ts';
import {listed, named, utcSeconds} from './words.ts';

/** Marks errors of a task as fixed which a later success has made history. */
export const markErrorFixed: Offering = (scene) => {
	const open = openErrors(scene);
	const [first] = open;
	if (!first) {
		return null;
	}

	const fixed = overcome(scene);
	const success = fixed[0] ? laterSuccess(scene, fixed[0]) : null;
	const count = fixed.length || open.length;
	const log = named(scene.errorLog!.path, scene.workspace);
	const isFatal = scene.subject.status === 'failed' ? 'it fails the task; ' : '';
	return taskOption(scene, {
		id: 'mark-error-fixed',
		title: count === 1 ? 'mark its error as fixed' : `mark its ${count} errors as fixed`,
		because: success
			? `${isFatal}the error is from before: ${success.says} since`
			: `the error log holds ${open.length === 1 ? 'an error' : `${open.length} errors`} of ${taskName(scene)}`,
		against:
			fixed.length > 0 && fixed.length < open.length
				? [`${open.length - fixed.length} more stay open: nothing succeeded after them`]
				: [],
		changes: [
			`${log}: fix_status fixed, fixed_date and fix_task in ${count === 1 ? 'one entry' : `${count} entries`}`,
		],
		command: null,
		precondition: firstOf(mayWrite, logIsSound, hasOvercome),
		plan: planOf,
	});
};

const openErrors = ({evidence}: Scene): readonly LoggedError[] =>
	evidence.errors.filter(({isOpen}) => isOpen);

const overcome = (scene: Scene): readonly LoggedError[] =>
	openErrors(scene).filter((error) => laterSuccess(scene, error) !== null);

const logIsSound: Precondition = ({errorLog, workspace, root}) =>
	errorLog
		? flawOfLog(errorLog, workspace)
		: `${named(`${root}/errors.json`, workspace)} is not there any more`;

const hasOvercome: Precondition = (scene) => {
	const open = openErrors(scene);
	return open.length === 0
		? `no error of ${taskName(scene)} is open any more`
		: overcome(scene).length > 0
			? null
			: open.every(({at}) => at === null)
				? 'the error has no time that can be believed: whether a success came later is not known'
				: `${taskName(scene)} has not succeeded since the error`;
};

const planOf = (scene: Scene) => {
	const {path} = scene.errorLog!;
	const text = textOf(scene, path);
	const isBare = text !== null && Array.isArray(rawJson(text));
	const errors = overcome(scene);
	const edited = editFile(
		scene,
		path,
		errors.flatMap(({index}) => {
			const entry = isBare ? [index] : ['errors', index];
			return [
				{path: [...entry, 'fix_status'], value: 'fixed'},
				{path: [...entry, 'fixed_date'], value: utcSeconds(scene.now)},
				{path: [...entry, 'fix_task'], value: scene.evidence.number},
			];
		}),
	);
	return 'refusal' in edited
		? refused(edited.refusal)
		: ready([edited.edit], {
				checks: errors.map((error) => ({
					title: error.id ?? `entry ${error.index + 1}`,
					state: 'passed',
					detail: `${laterSuccess(scene, error)!.says}, after the error`,
				})),
				notes: [`what is marked: ${listed(errors.map(({message}) => cut(message)))}`],
			});
};

/** Messages run to a hundred words. */
const cut = (message: string): string =>
	message.length <= 80 ? `"${message}"` : `"${message.slice(0, 79)}…"`;

export const hasOpenErrors = (scene: Scene): boolean => openErrors(scene).length > 0;
