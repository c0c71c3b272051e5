import type {Edit} from '../../../model/edit.ts';
import {type Draft, ready, refused} from '../../recovery.ts';
import type {Disk} from '../../../model/original.ts';
import type {Check} from '../../../model/plan.ts';
import {harmless} from '../../../text/harmless.ts';
import {readArtifacts} from '../artifacts.ts';
import {wrapUpLimit} from '../attention.ts';
import {asRecord} from '../fields.ts';
import {shownName} from '../place.ts';
import {normalWord, readResultWord, readStateWord} from '../status.ts';
import {foreseenFiles, lookAtFiles, type Look} from './artifact-checks.ts';
import {type Added, addArtifacts, identity} from './artifact-list.ts';
import {commandAfter} from './next-command.ts';
import {openWork} from './reconcile-status.ts';
import {firstOf, mayWrite, type Precondition} from './preconditions.ts';
import {removalOf} from './removal.ts';
import {recordedWord} from './result-mapping.ts';
import {type Scene, taskName, textOf} from './scene.ts';
import {editEntry, type EntryChange, rawJson} from './state-edit.ts';
import {type Offering, taskOption} from './task-option.ts';
import {ago, listed, named, shellWord, utcSeconds} from './words.ts';

const outstanding: ReadonlySet<string> = new Set(['postflight', 'finished-not-recorded']);

/** Does what the wrap-up of a finished run did not come to: records the result, then tidies up. */
export const finishPostflight: Offering = (scene) => {
	const {findings, evidence, workspace, root} = scene;
	const {run} = findings.current;
	if (!run || !isOutstanding(scene)) {
		return null;
	}

	const word = recordedWord(scene);
	const state = named(`${root}/state.json`, workspace);
	const isTold = word === normalWord(evidence.entry?.word ?? '');
	const open = word === 'completed' ? openWork(scene) : null;
	const {review} = run.value;
	return taskOption(scene, {
		id: 'finish-postflight',
		title: `finish the wrap-up${word === null || isTold ? '' : `: call it ${word}`}`,
		because: isTold
			? `its run says ${run.value.word}, and the wrap-up stopped before it was done`
			: `its run says ${run.value.word}, and state.json was never told: it says ${evidence.entry?.word ?? 'nothing'}`,
		against: [
			...(open === null ? [] : [`not everything seems to be done: ${open}`]),
			...(review === null ? [] : [`it asks for a review: ${review}`]),
		],
		changes: [
			`${state}: ${isTold ? '' : `status ${word ?? '?'}, last_updated now, `}artifacts that are not in it yet`,
			`${[run.document, ...markersOf(scene)].map(({path}) => named(path, workspace)).join(', ')}: removed, when every artifact is there and recorded`,
		],
		command: word === null ? null : commandAfter(word, evidence.number),
		precondition: firstOf(mayWrite, isStillOutstanding, hasWord, isWhole, isNotWrappingUp),
		foreseen: hasMoreToDo,
		plan: planOf,
	});
};

/** A result that was never taken over, or whose wrap-up stopped before it was done. */
const isOutstanding = (scene: Scene): boolean => {
	const {findings, evidence} = scene;
	const result = readResultWord(findings.current.run?.value.word ?? null);
	const declared = normalWord(evidence.entry?.word ?? '');
	return (
		evidence.entry !== null &&
		result.status === 'completed' &&
		(outstanding.has(findings.verdict.remark ?? '') ||
			(recordedWord(scene) === declared &&
				(markersOf(scene).length > 0 ||
					normalWord(findings.current.run!.value.word) === 'ready_for_postflight')))
	);
};

const isStillOutstanding: Precondition = (scene) =>
	isOutstanding(scene) && scene.findings.current.run
		? null
		: `the result of ${taskName(scene)} has been taken over, or is gone`;

const hasWord: Precondition = (scene) => {
	const word = recordedWord(scene);
	const said = scene.evidence.entry?.word ?? null;
	return word === null
		? `"${scene.findings.current.run?.value.word}" does not say which step was done`
		: (readStateWord(word).step ?? 3) < (readStateWord(said).step ?? 0)
			? `state.json says ${said}, which comes after ${word}`
			: null;
};

/** A result that counts open phases itself is no completion, whatever its word is. */
const isWhole: Precondition = (scene) => {
	const {run} = scene.findings.current;
	const {done, total} = run?.value.phases ?? {done: null, total: null};
	return run &&
		recordedWord(scene) === 'completed' &&
		done !== null &&
		total !== null &&
		done < total
		? `${shownName(run.document.path)} says ${run.value.word}, and counts ${done} of ${total} phases`
		: null;
};

const isNotWrappingUp: Precondition = (scene) => {
	const until = wrapUpLimit(scene.findings);
	return until !== null && until > scene.now
		? `its wrap-up may still be at work: the result was written ${ago(scene.findings.resultAt ?? scene.now, scene.now)}, and most take up to 26m`
		: null;
};

const markersOf = ({documents, evidence}: Scene) => [
	...documents.filter(({kind}) => kind === 'marker' || kind === 'wrap-up-guard'),
	...evidence.rootMarkers.map(({document}) => document),
];

const noneIsThere = (scene: Scene, {title, detail}: Pick<Check, 'title' | 'detail'>): string =>
	`none of the files that ${named(scene.findings.current.run!.document.path, scene.workspace)} names is there: ${title} is ${detail}`;

const nothingToTell = (scene: Scene): string =>
	`state.json has the status and every artifact of ${taskName(scene)} that is there; ${shownName(scene.findings.current.run!.document.path)} stays until all of them are`;

/** As far as is known without looking: whether the files of the result leave something to be done. */
const hasMoreToDo: Precondition = (scene) => {
	const {evidence, findings} = scene;
	const {items, malformed} = findings.current.run!.value.artifacts;
	const files = foreseenFiles(
		items.map(({target}) => target),
		scene,
	);
	if (items.length > 0 && files.every((file) => file?.state === 'failed')) {
		return noneIsThere(scene, {title: harmless(items[0]!.path), detail: files[0]!.detail});
	}

	const known = new Set((evidence.entry?.artifacts.items ?? []).map(identity));
	const isRecorded = items.every(
		(item, index) =>
			files[index]?.state === 'failed' || (files[index] !== null && known.has(identity(item))),
	);
	const isWhole =
		malformed === 0 && items.length > 0 && files.every((file) => file?.state === 'passed');
	return isRecorded && !isWhole && recordedWord(scene) === normalWord(evidence.entry?.word ?? '')
		? nothingToTell(scene)
		: null;
};

const planOf = (scene: Scene, disk: Disk): Draft => {
	const {document} = scene.findings.current.run!;
	const {root, workspace} = scene;
	const result = asRecord(rawJson(textOf(scene, document.path) ?? ''));
	const {items, malformed} = readArtifacts(result['artifacts'], root, workspace);
	if (items.some(({path}) => harmless(path) !== path)) {
		return refused(
			`${named(document.path, workspace)} names an artifact with characters that no path should have`,
		);
	}

	return lookAtFiles(
		items.map(({path}) => path),
		scene,
		disk,
		(looks) =>
			looks.length > 0 && looks.every(({check}) => check.state === 'failed')
				? refused(noneIsThere(scene, looks[0]!.check))
				: recorded(
						scene,
						items.filter((_, index) => looks[index]!.check.state !== 'failed'),
						{
							looks,
							isWhole: malformed === 0 && items.length > 0,
						},
					),
	);
};

type Artifacts = Parameters<typeof addArtifacts>[1];

const recorded = (
	scene: Scene,
	there: Artifacts,
	{looks, isWhole}: {readonly looks: readonly Look[]; readonly isWhole: boolean},
): Draft => {
	const word = recordedWord(scene)!;
	const added: Added[] = [];
	const edited = editEntry(scene, (entry) => {
		const artifacts = addArtifacts(entry, there, scene);
		added.push(artifacts);
		const told: readonly EntryChange[] =
			normalWord(String(entry['status'])) === word ? [] : [{path: ['status'], value: word}];
		return told.length + artifacts.changes.length === 0
			? []
			: [...told, {path: ['last_updated'], value: utcSeconds(scene.now)}, ...artifacts.changes];
	});
	if ('refusal' in edited) {
		return refused(edited.refusal);
	}

	const left = added[0]?.left ?? [];
	const isVerified =
		isWhole && left.length === 0 && looks.every(({check}) => check.state === 'passed');
	const cleaned = isVerified ? cleaning(scene) : {edits: [], lost: []};
	if ('refusal' in cleaned) {
		return refused(cleaned.refusal);
	}

	const kept = shownName(scene.findings.current.run!.document.path);
	const {edit} = edited;
	const edits = [
		...(edit.type === 'file' && edit.before === edit.after ? [] : [edit]),
		...cleaned.edits,
	];
	if (edits.length === 0) {
		return refused(nothingToTell(scene));
	}

	return ready(edits, {
		checks: looks.map(({check}) => check),
		lost: cleaned.lost,
		notes: [
			...(isVerified
				? []
				: [
						`${kept} and its markers stay: ${isWhole ? 'not every artifact is there and recorded' : 'it names no artifacts that could be looked for'}`,
					]),
			...(left.length === 0
				? []
				: [`no place in state.json for ${listed(left.map(({path}) => path))}`]),
			'/task --sync brings TODO.md in line',
		],
		byHand: commits(scene, word),
	});
};

const cleaning = (
	scene: Scene,
):
	| {readonly edits: readonly Edit[]; readonly lost: readonly string[]}
	| {readonly refusal: string} => {
	const {document, value} = scene.findings.current.run!;
	const files = [document, ...markersOf(scene)];
	const removal = removalOf(
		scene,
		files.map(({path}) => path),
	);
	const said = [
		value.session === null ? null : `session ${value.session}`,
		value.nextSteps === null ? null : `next steps "${value.nextSteps}"`,
		value.summary === null ? null : 'a summary',
	].filter((part) => part !== null);
	return 'refusal' in removal
		? removal
		: {
				...removal,
				lost: [
					`${shownName(document.path)}${said.length === 0 ? '' : `: ${said.join(', ')}`}`,
					...files.slice(1).map(({path}) => shownName(path)),
				],
			};
};

const doneWords: Readonly<Record<string, string>> = {
	researched: 'complete research',
	planned: 'create implementation plan',
	completed: 'complete implementation',
};

/** What the wrap-up would have committed. */
const commits = ({root, folder, workspace, evidence}: Scene, word: string): readonly string[] => {
	const paths = [`${root}/state.json`, ...(folder === null ? [] : [folder])].map((path) =>
		shellWord(path.slice(workspace.length + 1)),
	);
	const place = shellWord(workspace);
	const message = doneWords[word];
	return place === null || message === undefined || paths.includes(null)
		? []
		: [
				`git -C ${place} add -A -- ${paths.join(' ')}`,
				`git -C ${place} commit -m 'task ${evidence.number}: ${message}'`,
			];
};
