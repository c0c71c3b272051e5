import type {Origin} from '../../model/origin.ts';
import type {Fact} from '../../model/task.ts';
import {harmless} from '../../text/harmless.ts';
import type {Findings} from './findings.ts';
import {nameOf, shownName} from './place.ts';

type Draft = readonly [label: string, value: string | null, origin?: Origin];

/** Everything about a task that has no column, in reading order. */
export const factsOf = (findings: Findings, blockers: string | null): readonly Fact[] => {
	const {evidence, files, current} = findings;
	const {entry, state} = evidence;
	const run = current.run;
	const handoff = files.handoff;
	const ofRun: Origin | undefined = run ? {path: run.document.path, line: null} : undefined;
	const drafts: readonly Draft[] = [
		['blocked by', blockers],
		['review', run?.value.review ?? null, ofRun],
		['question', run?.value.question ?? null, ofRun],
		['doing', run?.value.details ?? null, ofRun],
		['result', run?.value.summary ?? null, ofRun],
		['next, as the run says', run?.value.nextSteps ?? null, ofRun],
		...(run?.value.errors ?? []).map(({message, recommendation}): Draft => [
			'error',
			recommendation === null ? message : `${message} (${recommendation})`,
			ofRun,
		]),
		...(run?.value.team ?? []).map(({title, status}): Draft => [
			'team',
			`${title}: ${status}`,
			ofRun,
		]),
		...current.others.map(({value, document}): Draft => [
			'beside it',
			`${shownName(document.path)}: ${value.word}${value.agent === null ? '' : ` (${value.agent})`}`,
			{path: document.path, line: value.lines.status},
		]),
		...outdatedDrafts(findings),
		[
			'handoff',
			handoff?.value.summary ?? null,
			handoff ? {path: handoff.document.path, line: handoff.value.lines.status} : undefined,
		],
		['continued in', handoff?.value.continuation ?? null],
		['lock', files.lock ? (files.lock.value.command ?? files.lock.value.operation) : null],
		['wrap-up pending', files.marker ? (files.marker.value.operation ?? 'yes') : null],
		['wrap-up tries', files.wrapUpGuard ? String(files.wrapUpGuard.value.tries) : null],
		...files.loopGuards.map(({value, document}): Draft => [
			nameOf(document.path).includes('continuation') ? 'continuations' : 'cycles',
			value.count === null ? null : `${value.count} of ${value.maximum ?? '?'}`,
			{path: document.path, line: null},
		]),
		...batchDrafts(findings),
		...loggedDrafts(findings),
		[
			'state.json says',
			entry?.word ?? null,
			state && entry ? lineIn(state.path, entry.lines.status) : undefined,
		],
		...(entry?.notes ?? []).map(([label, value]): Draft => [
			label,
			value,
			state && entry ? lineIn(state.path, entry.lines.entry) : undefined,
		]),
		['created', entry?.created ?? null],
		['folder', evidence.folder ? harmless(evidence.folder.name) : null],
	];
	return drafts
		.filter((draft): draft is readonly [string, string, Origin?] => draft[1] !== null)
		.map(([label, value, origin]) => (origin ? {label, value, origin} : {label, value}));
};

const lineIn = (path: string, line: number): Origin => ({path, line});

const outdatedDrafts = ({current}: Findings): readonly Draft[] => {
	const {outdated} = current;
	return outdated
		? [
				[
					'earlier run',
					[outdated.value.word, outdated.value.stage, outdated.value.session]
						.filter((part) => part !== null)
						.join(', '),
					lineIn(outdated.document.path, outdated.value.lines.status),
				],
			]
		: [];
};

const batchDrafts = ({evidence}: Findings): readonly Draft[] =>
	evidence.batches.map(({value, document}): Draft => {
		const wave = evidence.number === null ? undefined : value.waves.get(evidence.number);
		return [
			'batch',
			[
				`tasks ${value.tasks.join(', ')}`,
				wave === undefined ? null : `wave ${wave} of ${value.waveCount}`,
				value.count === null ? null : `cycle ${value.count} of ${value.maximum ?? '?'}`,
			]
				.filter((part) => part !== null)
				.join('; '),
			{path: document.path, line: null},
		];
	});

const loggedDrafts = ({evidence}: Findings): readonly Draft[] =>
	evidence.errors.map((error): Draft => [
		error.isOpen ? 'logged error' : 'logged error, fixed',
		[error.type, error.message, error.suggestion].filter((part) => part !== null).join(': '),
		evidence.errorLog ? lineIn(evidence.errorLog.path, error.line) : undefined,
	]);
