import {harmless} from '../../../text/harmless.ts';
import {type Draft, ready, refused} from '../../recovery.ts';
import type {MetaDocument} from '../gather.ts';
import {nameOf, parentOf, shownName} from '../place.ts';
import {silences} from '../silences.ts';
import {readStateWord} from '../status.ts';
import {firstOf, isSilentFor, mayWrite, type Precondition} from './preconditions.ts';
import {rebuiltRun, typeOfFolder} from './rebuilt-run.ts';
import {type Scene, taskName, textOf} from './scene.ts';
import {type Offering, taskOption} from './task-option.ts';
import {named} from './words.ts';

/**
Writes a result anew that is broken, or was never written although reports are there: as `partial`,
with the reports that lie on the disk, so that the next run knows what has been done.
*/
export const salvageRun: Offering = (scene) => {
	const {folder, workspace} = scene;
	const broken = brokenRun(scene);
	const isMissing = broken === null && hasNoRun(scene);
	if (folder === null || !isUnderWay(scene) || (broken === null && !isMissing)) {
		return null;
	}

	const path = pathOf(scene);
	return taskOption(scene, {
		id: 'salvage',
		title: isMissing
			? 'write the missing result as partial'
			: 'rebuild the broken result as partial',
		because: isMissing
			? `the run was cut off before it wrote a result, and ${countOf(scene)} of the task ${reportsOf(scene).length === 1 ? 'lies' : 'lie'} on the disk`
			: `${shownName(path)} cannot be read`,
		against: [
			'partial is the careful guess: whether the step was done is for the next run to find out',
		],
		changes: [
			`${named(path, workspace)}: status partial, with ${reportsOf(scene).length === 0 ? 'no files' : `${countOf(scene)} found on the disk`}`,
		],
		command: scene.subject.task.command,
		precondition: firstOf(mayWrite, isStillBroken, isSilentFor(silences.silentAfterMs), hasReports),
		plan: planOf,
	});
};

const pathOf = (scene: Scene): string =>
	brokenRun(scene)?.path ?? `${scene.folder}/.return-meta.json`;

/** The result of the run where no sense can be made of it, or only of a part. */
const brokenRun = ({documents}: Scene): MetaDocument | null =>
	documents.find(
		({kind, path, quality}) =>
			kind === 'run' && nameOf(path) === '.return-meta.json' && quality !== 'whole',
	) ?? null;

/** A run that `state.json` tells of was interrupted, and there is no result of any kind. */
const hasNoRun = (scene: Scene): boolean =>
	scene.subject.status === 'interrupted' &&
	readStateWord(scene.evidence.entry?.word ?? null).status === 'running' &&
	!scene.documents.some(({kind}) => kind === 'run' || kind === 'handoff') &&
	reportsOf(scene).length > 0;

const underWay: ReadonlySet<string> = new Set(['running', 'partial', 'blocked']);

/** A result that `state.json` has gone on from is not worth rebuilding: it would only contradict it. */
const isUnderWay = ({evidence}: Scene): boolean =>
	evidence.entry === null || underWay.has(readStateWord(evidence.entry.word).status);

const isStillBroken: Precondition = (scene) =>
	isUnderWay(scene) && (brokenRun(scene) || hasNoRun(scene))
		? null
		: `the result of ${taskName(scene)} can be read by now, or state.json has gone on`;

const hasReports: Precondition = (scene) =>
	reportsOf(scene).length > 0
		? null
		: `no report, plan or summary of ${taskName(scene)} lies on the disk: nothing to rebuild it from`;

const reportsOf = ({documents}: Scene): readonly MetaDocument[] =>
	documents.filter(
		({path, stat}) =>
			typeOfFolder.has(nameOf(parentOf(path))) && stat.size > 0 && harmless(path) === path,
	);

const countOf = (scene: Scene): string => {
	const {length} = reportsOf(scene);
	return length === 1 ? 'one file' : `${length} files`;
};

const planOf = (scene: Scene): Draft => {
	const path = pathOf(scene);
	const before = textOf(scene, path);
	const name = named(path, scene.workspace);
	if (scene.originals.get(path)?.type === 'bytes') {
		return refused(`${name} is not UTF-8: move it away first`);
	}

	const {value, said, salvaged, unknown} = rebuiltRun(scene, before, reportsOf(scene));
	return ready([{type: 'file', path, before, after: `${JSON.stringify(value, null, 2)}\n`}], {
		checks: reportsOf(scene).map((document) => ({
			title: named(document.path, scene.workspace),
			state: 'passed',
			detail: `there, ${document.stat.size} bytes`,
		})),
		lost:
			before === null || before.trim() === ''
				? []
				: [`the broken text of ${name} (${before.length} characters)`],
		notes: [
			...(salvaged.length === 0 ? [] : [`taken over from the broken text: ${salvaged.join(', ')}`]),
			...(said === null ? [] : [`the broken text said "${said}"; that it is true is not known`]),
			...(unknown.length === 0 ? [] : [`not known, and left out: ${unknown.join(', ')}`]),
		],
	});
};
