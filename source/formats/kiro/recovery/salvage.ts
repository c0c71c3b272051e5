import type {Node} from 'jsonc-parser';
import type {Original} from '../../../model/original.ts';
import {harmlessDeep} from '../../../text/harmless.ts';
import type {Document} from '../../format.ts';
import {readJson} from '../../json.ts';
import {
	type Draft,
	type Option,
	ready,
	type RecoveryInput,
	refused,
	withOriginals,
} from '../../recovery.ts';
import {readCheckpoint} from '../checkpoint-fields.ts';
import {projectOf} from '../claims.ts';
import {exactValueBefore} from '../salvage.ts';
import {statusOfWord} from '../status.ts';
import type {Checkpoint} from '../values.ts';
import {nameOfTask, stateDocumentOf} from './about.ts';
import {instantInName, placeOf} from './places.ts';

/**
Salvage: for a checkpoint that can't be read to its end. Offered for the row that speaks of it, and for
the project where there is no such row.
*/
export const salvageOptions = (input: RecoveryInput): readonly Option[] => {
	const document = stateDocumentOf(input);
	const isBroken =
		document?.quality === 'empty' ||
		document?.problems.some(({code}) => code === 'file-unreadable');
	if (!document || !isBroken || document.quality === 'whole') {
		return [];
	}

	const speaksOfIt = ({task}: RecoveryInput['subjects'][number]): boolean =>
		task.files.some(({path}) => path === document.path);
	const isOfGroup = input.subject === null;
	const isOffered = isOfGroup ? !input.subjects.some(speaksOfIt) : speaksOfIt(input.subject);
	return isOffered ? [salvageOption(input, document, isOfGroup ? 'group' : 'task')] : [];
};

const salvageOption = (
	input: RecoveryInput,
	document: Document<Checkpoint>,
	scope: Option['scope'],
): Option => {
	const {value, path} = document;
	const place = placeOf(input.workspace, path);
	const aside = `${path}.${instantInName(input.moment.now)}.bad`;
	const asidePlace = placeOf(input.workspace, aside);
	const broken = value?.brokenAt ?? null;
	const isEmpty = document.quality === 'empty';
	return {
		id: 'salvage',
		title: value ? 'salvage the broken checkpoint' : 'set the broken checkpoint aside',
		scope,
		because: isEmpty
			? `${place} is empty`
			: `${place} can't be read${broken ? ` from ${broken.line}:${broken.column} on` : ''}`,
		against: value
			? ['only what stands before the first error is kept; the rest is in the file set aside']
			: ['nothing in it can be kept: there is no checkpoint afterwards'],
		refusal: null,
		changes: value
			? [`${asidePlace}: the broken file, as it is`, `${place}: written anew from what can be read`]
			: [`${place}: moved to ${asidePlace}`],
		command:
			value && !isCompleted(value)
				? `Read ${place}: it was broken, and holds only a part. Look at the work, and write it anew.`
				: null,
		draft: (disk) =>
			withOriginals(
				disk,
				[
					{path, as: 'file'},
					{path: aside, as: 'stat'},
				],
				([original, there]) =>
					there!.type === 'absent'
						? salvageDraft(original!, {path, place, aside, asidePlace})
						: refused(`${asidePlace} is there already`),
			),
	};
};

const isCompleted = ({status}: Checkpoint): boolean =>
	status !== null && statusOfWord(status.value) === 'completed';

type Places = Readonly<Record<'path' | 'place' | 'aside' | 'asidePlace', string>>;

const salvageDraft = (
	original: Exclude<Original, {type: 'refused'}>,
	{path, place, aside, asidePlace}: Places,
): Draft => {
	if (original.type === 'absent') {
		return refused(`${place} is not there any more`);
	}

	if (original.type !== 'text' && original.type !== 'bytes') {
		return refused(`${place} is no file`);
	}

	const moved = ready([{type: 'move', path, to: aside, digest: original.digest}], {
		lost: [`${place}: nothing of it can be read, so no new one is written`],
	});
	if (original.type === 'bytes') {
		return moved;
	}

	const {text} = original;
	const {damage} = readJson(text);
	if (!damage) {
		return refused(`${place} is whole JSON: there is nothing to salvage`);
	}

	const end = damage.errors[0]?.offset ?? 0;
	const twice = repeatedKey(damage.tree, end);
	if (twice !== null) {
		return refused(
			`${place}: a key stands twice before the error at ${damage.line}:${damage.column}`,
		);
	}

	const saved = withStatus(exactValueBefore(damage.tree, end));
	const checkpoint = saved && checkpointIn(saved, path);
	if (!saved || !checkpoint) {
		return moved;
	}

	const after = `${JSON.stringify(saved, null, 2)}\n`;
	return ready(
		[
			{type: 'file', path: aside, before: null, after: text},
			{type: 'file', path, before: text, after},
		],
		{
			checks: [
				{
					title: place,
					state: 'failed',
					detail: `broken at ${damage.line}:${damage.column}, ${damage.message}`,
				},
			],
			lost: [
				`${place}: everything from ${damage.line}:${damage.column} on; it is kept in ${asidePlace}`,
			],
			notes: [savedWords(checkpoint)],
		},
	);
};

type Saved = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Saved =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A task whose status was lost is not known to be done. */
const withStatus = (value: unknown): Saved | null => {
	if (!isObject(value)) {
		return null;
	}

	const details = isObject(value['task_details']) ? value['task_details'] : {};
	return (details['status'] ?? null) !== null
		? value
		: {...value, task_details: {...details, status: 'in_progress'}};
};

const checkpointIn = (value: Saved, path: string): Checkpoint | null =>
	readCheckpoint(harmlessDeep(value), {
		path,
		project: projectOf(path),
		lineOf: () => 1,
		brokenAt: null,
	}).checkpoint;

const savedWords = (checkpoint: Checkpoint): string => {
	const {status, stepsDone, specName} = checkpoint;
	const steps = stepsDone === null ? '' : `, ${stepsDone.length} sub steps`;
	const spec = specName ? '' : ', without its spec';
	return `kept: ${nameOfTask(checkpoint)}, ${status?.value ?? 'in_progress'}${steps}${spec}`;
};

/** The first key that stands twice in one object before an offset; null: none does. */
const repeatedKey = (tree: Node | undefined, end: number): string | null => {
	const waiting = tree ? [tree] : [];
	for (let node = waiting.pop(); node; node = waiting.pop()) {
		const seen = new Set<string>();
		for (const child of node.children ?? []) {
			const key = node.type === 'object' ? String(child.children?.[0]?.value) : null;
			if (child.offset < end && key !== null && seen.has(key)) {
				return key;
			}

			if (key !== null) {
				seen.add(key);
			}

			const value = node.type === 'object' ? child.children?.[1] : child;
			if (value && value.offset < end) {
				waiting.push(value);
			}
		}
	}

	return null;
};
