import type {Problem} from '../../model/problem.ts';
import type {Task} from '../../model/task.ts';
import type {Assembled, Document} from '../format.ts';
import {usableValue} from '../format.ts';
import {createPacer, paceOf, silenceEndsAt} from './activity.ts';
import {featureFindings} from './feature-findings.ts';
import {featureOf} from './feature.ts';
import {findingsOf} from './findings.ts';
import {placeOf} from './places.ts';
import {problem} from './problems.ts';
import {rememberFor} from './remember.ts';
import {rowsOf} from './row.ts';
import {taskOf} from './task.ts';
import type {ActiveFeature} from './values.ts';

/** A feature whose documents did not change costs one comparison. */
const assembleFeature = rememberFor(
	(documents: readonly Document[]): Assembled & {readonly durations: readonly number[]} => {
		const feature = featureOf(documents);
		const rows = rowsOf(feature);
		const tasks = rows.map((row) => taskOf(row, feature));
		return {
			tasks,
			problems: [...rows.flatMap((row) => findingsOf(row)), ...featureFindings(feature, rows)],
			durations: tasks.flatMap(({durationMs}) => durationMs ?? []),
		};
	},
);

const withPace = createPacer();

/** Joins the documents of one project, feature by feature. */
export const assemble = (_project: string, documents: readonly Document[]): Assembled => {
	const features = featuresOf(documents).map((own) => assembleFeature(own));
	const assembled = features.flatMap(({tasks}) => tasks);
	const problems = features.flatMap((feature) => feature.problems);
	if (!assembled.some(({activity}) => activity)) {
		return {tasks: assembled, problems};
	}

	// How patient to be with silence is learnt from all features of the project.
	const pace = paceOf(features.flatMap(({durations}) => durations));
	const tasks = assembled.map((task) => withPace(task, pace));
	return {tasks, problems: [...problems, ...tasks.flatMap((task) => silence(task))]};
};

/** Kinds that make a folder a feature; the others only add to one. */
const makesFeature: ReadonlySet<string> = new Set(['metadata', 'list']);
/** Kinds that concern every feature when they lie outside of one. */
const isShared = (kind: string): boolean => kind === 'prompt' || kind.endsWith('-marker');

const folders = new WeakMap<Document, string>();

const featureFolderOf = (document: Document): string => {
	const known = folders.get(document);
	if (known !== undefined) {
		return known;
	}

	const {feature} = placeOf(document.path);
	folders.set(document, feature);
	return feature;
};

/** The documents of each feature: its own first, then those of the project that concern it. */
export const featuresOf = (documents: readonly Document[]): readonly (readonly Document[])[] => {
	const byFolder = new Map<string, Document[]>();
	for (const document of documents) {
		const feature = featureFolderOf(document);
		const own = byFolder.get(feature);
		if (own) {
			own.push(document);
		} else {
			byFolder.set(feature, [document]);
		}
	}

	const isFeature = (own: readonly Document[]): boolean =>
		own.some(({kind}) => makesFeature.has(kind));
	const others = [...byFolder.values()].filter((own) => !isFeature(own)).flat();
	const shared = others.filter(({kind}) => isShared(kind));
	const active = documents.find(({kind}) => kind === 'active-feature');
	const activeFolder = active && usableValue(active as Document<ActiveFeature>).value?.folder;
	return [...byFolder].flatMap(([folder, own]) =>
		isFeature(own)
			? [
					[
						...own.filter(({kind}) => kind !== 'active-feature'),
						...shared,
						...(active && folder === activeFolder ? [active] : []),
					],
				]
			: [],
	);
};

/** A finding that only time makes true: nobody can have worked on it for so long. */
const silence = (task: Task): readonly Problem[] => {
	const from = task.activity && silenceEndsAt(task.activity);
	const [file] = task.files;
	return from === null || !file
		? []
		: [
				problem(
					'task-silent',
					`${task.id} is called running, but nothing has been heard of it for long`,
					{...file, task: task.key, activeFrom: from},
				),
			];
};
