import {isSettled} from '../../model/status.ts';
import type {Problem} from '../../model/problem.ts';
import {formatDuration} from '../../text/duration.ts';
import {leadsOutside, taskNumberIn} from './artifacts.ts';
import {wrapUpLimit} from './attention.ts';
import {fileTime} from './file-times.ts';
import type {Findings} from './findings.ts';
import type {MetaDocument, Usable} from './gather.ts';
import {shownName} from './place.ts';
import {problem} from './problems.ts';
import {normalWord, readResultWord} from './status.ts';
import type {RunValue} from './values.ts';
import type {ListedArtifacts} from './artifacts.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** After this long a file that marks work has been forgotten. */
export const staleAfter = {
	marker: 101 * minute,
	lock: 120 * minute,
	'loop-guard': 7 * day,
} as const;

/** Findings that need more than one file of a task to see. */
export const rowProblems = (findings: Findings): readonly Problem[] => [
	...disagreement(findings),
	...phaseProblems(findings),
	...artifactProblems(findings),
	...staleMarks(findings),
];

const disagreement = (findings: Findings): Problem[] => {
	const {evidence, current, verdict, result} = findings;
	const task = evidence.key;
	if (current.outdated) {
		const {document, value} = current.outdated;
		if (isSettled(verdict.status)) {
			return readResultWord(value.word).status === 'running'
				? [leftover(current.outdated, evidence)]
				: [];
		}

		return [
			problem(
				'meta-stale',
				`${shownName(document.path)} (${value.word}) is of an earlier run; another one has come since`,
				{path: document.path, line: value.lines.status, task},
			),
		];
	}

	const {remark} = verdict;
	if (current.run && remark === 'leftover') {
		return [leftover(current.run, evidence)];
	}

	if (!result || remark === null || remark === 'postflight' || remark === 'leftover') {
		return [];
	}

	const until = remark === 'finished-not-recorded' ? wrapUpLimit(findings) : null;
	return [
		problem(
			'status-disagrees',
			`the last result is ${result.word}, state.json says ${evidence.entry?.word ?? 'nothing'}`,
			{...result.origin, task, ...(until === null ? {} : {activeFrom: until})},
		),
	];
};

const leftover = (
	{document, value}: Usable<RunValue>,
	{entry, key}: Findings['evidence'],
): Problem =>
	problem(
		'meta-leftover',
		`${shownName(document.path)} still says ${value.word}, though state.json says ${entry?.word ?? 'nothing'}`,
		{path: document.path, line: value.lines.status, task: key},
	);

/** Words of a run that say all phases were done. */
const saysImplemented = (word: string): boolean => {
	const result = readResultWord(word);
	return result.step === 3 && result.status === 'completed' && normalWord(word) === 'implemented';
};

const phaseProblems = ({evidence, current}: Findings): Problem[] => {
	const run = current.run;
	if (!run || !saysImplemented(run.value.word)) {
		return [];
	}

	const {done, total} = run.value.phases;
	const place = {path: run.document.path, line: run.value.lines.phases, task: evidence.key};
	if (done === 0 && total === 0) {
		return [problem('phases-zero-on-success', 'implemented, with 0 of 0 phases', place)];
	}

	return done !== null && total !== null && done < total
		? [
				problem(
					'phases-incomplete-on-success',
					`implemented, with ${done} of ${total} phases`,
					place,
				),
			]
		: [];
};

type ArtifactFlaw = 'artifact-missing' | 'artifact-foreign' | 'artifact-outside';

/** What is wrong about artifacts, once for each file that lists them; a path in both is told once. */
const artifactProblems = ({evidence, current}: Findings): Problem[] => {
	const {entry, state, number, key} = evidence;
	const run = current.run;
	const told = new Set<string>();
	const flawOf = (
		path: string,
		target: string | null,
		document: MetaDocument,
	): ArtifactFlaw | null => {
		const owner = taskNumberIn(path);
		return leadsOutside(path) || path.includes('\0')
			? 'artifact-outside'
			: owner !== null && number !== null && owner !== number
				? 'artifact-foreign'
				: target !== null && document.referenceStats.get(target) === null
					? 'artifact-missing'
					: null;
	};

	const look = ({items}: ListedArtifacts, document: MetaDocument, line: number): Problem[] => {
		const flaws = new Map<ArtifactFlaw, string[]>();
		for (const {path, target} of items) {
			const flaw = flawOf(path, target, document);
			if (flaw !== null && !told.has(path)) {
				told.add(path);
				flaws.set(flaw, [...(flaws.get(flaw) ?? []), path]);
			}
		}

		return [...flaws].map(([flaw, paths]) =>
			problem(flaw, artifactWords[flaw](paths, items.length), {
				path: document.path,
				line,
				task: key,
			}),
		);
	};

	return [
		...(run ? look(run.value.artifacts, run.document, run.value.lines.artifacts) : []),
		...(entry && state ? look(entry.artifacts, state, entry.lines.artifacts) : []),
	];
};

const mostPaths = 5;

const listed = (paths: readonly string[]): string =>
	paths.length > mostPaths
		? `${paths.slice(0, mostPaths).join(', ')} and ${paths.length - mostPaths} more`
		: paths.join(', ');

const artifactWords: Readonly<
	Record<ArtifactFlaw, (paths: readonly string[], all: number) => string>
> = {
	'artifact-missing': (paths, all) =>
		`${paths.length} of ${all} listed files missing: ${listed(paths)}`,
	'artifact-foreign': (paths, all) =>
		`${paths.length} of ${all} listed files in the folder of another task: ${listed(paths)}`,
	'artifact-outside': (paths, all) =>
		`${paths.length} of ${all} listed files outside of the project: ${listed(paths)}`,
};

/** Locks and markers that nobody will take away, from the moment that is clear. */
const staleMarks = ({evidence, files}: Findings): Problem[] => {
	const {key, isCopy} = evidence;
	const found: Problem[] = [];
	const add = (
		code: 'marker-stale' | 'lock-stale',
		document: MetaDocument,
		at: number | null,
		kind: keyof typeof staleAfter,
	): void => {
		if (at !== null) {
			found.push(
				problem(
					code,
					`${shownName(document.path)} is older than ${formatDuration(staleAfter[kind])}: nobody works under it any more`,
					{path: document.path, task: key, activeFrom: at + staleAfter[kind]},
				),
			);
		}
	};

	if (files.marker) {
		add('marker-stale', files.marker.document, fileTime(files.marker.document, isCopy), 'marker');
	}

	if (files.lock) {
		const {document, value} = files.lock;
		add('lock-stale', document, value.heartbeatAt ?? fileTime(document, isCopy), 'lock');
	}

	for (const {document} of files.loopGuards) {
		add('marker-stale', document, fileTime(document, isCopy), 'loop-guard');
	}

	return found;
};
