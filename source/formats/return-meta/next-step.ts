import type {Status} from '../../model/status.ts';
import type {Origin} from '../../model/origin.ts';
import type {Findings} from './findings.ts';
import {operationOf} from './operation.ts';
import {openPhaseOf} from './stage.ts';
import {normalWord, readStateWord} from './status.ts';

export type NextStep = {
	readonly nextStep: string | null;
	readonly command: string | null;
	readonly origin: Origin | null;
};

type Advice = {readonly command: (number: number) => string; readonly says: string};

const advice = {
	research: {command: (number) => `/research ${number}`, says: 'research it'},
	plan: {command: (number) => `/plan ${number}`, says: 'plan it'},
	implement: {command: (number) => `/implement ${number}`, says: 'implement it'},
	revise: {command: (number) => `/revise ${number}`, says: 'revise the plan around the blockers'},
	spawn: {command: (number) => `/spawn ${number}`, says: 'create the tasks that unblock it'},
	orchestrate: {command: (number) => `/orchestrate ${number}`, says: 'start the next cycles'},
	merge: {command: () => '/merge', says: 'merge the pull request'},
	archive: {command: () => '/todo', says: 'archive it'},
} as const satisfies Record<string, Advice>;

export type AdviceName = keyof typeof advice;

/** Word of `state.json` -> what comes next. */
const byWord: ReadonlyMap<string, AdviceName> = new Map<string, AdviceName>([
	['not_started', 'research'],
	['pending', 'research'],
	['researching', 'research'],
	['researched', 'plan'],
	['planning', 'plan'],
	['revising', 'plan'],
	['planned', 'implement'],
	['revised', 'implement'],
	['implementing', 'implement'],
	['in_progress', 'implement'],
	['active', 'implement'],
	['pr_ready', 'merge'],
	['blocked', 'spawn'],
	['on_hold', 'spawn'],
	['partial', 'implement'],
]);

const byStatus: Readonly<Partial<Record<Status, AdviceName>>> = {
	completed: 'archive',
	cancelled: 'archive',
	skipped: 'archive',
	blocked: 'spawn',
};

/** What comes next for a task, by all that is known; null: nothing does. */
export const adviceFor = (
	findings: Findings,
	status: Status,
	hasBlockers: boolean,
): AdviceName | null => {
	const {evidence, result, files, verdict} = findings;
	const recorded = verdict.remark === 'finished-not-recorded' ? null : evidence.entry?.word;
	const word = normalWord(recorded ?? result?.word ?? '');
	if (hasReachedLimit(findings)) {
		return 'orchestrate';
	}

	const hasStopped = status === 'partial' || status === 'failed';
	if (hasStopped && hasBlockers) {
		return 'revise';
	}

	// What stopped is begun again where it stopped: research that failed is no implementation.
	const named = byStatus[status] ?? byWord.get(word) ?? (hasStopped ? 'implement' : null);
	const operation = verdict.status === 'running' ? operationOf(findings) : null;
	const {step} = readStateWord(word);
	if (operation !== null && (step === null || verdict.by !== 'state')) {
		return operation;
	}

	// An implementation without a plan, of which nothing more is known, has nothing to go on with.
	return named === 'implement' &&
		step === 3 &&
		files.plan === null &&
		operation !== 'implement' &&
		(phasesCounted(findings) ?? 0) === 0 &&
		verdict.by === 'state'
		? 'plan'
		: named;
};

/** Phases that `state.json` or a handoff counts: only an implementation with a plan has any. */
const phasesCounted = ({evidence, files}: Findings): number | null =>
	evidence.entry?.phases.total ?? files.handoff?.value.phases.total ?? null;

/** Whether an orchestration has used up its cycles: nothing goes on by itself. */
export const hasReachedLimit = ({files}: Findings): boolean =>
	files.loopGuards.some(
		({value}) => value.count !== null && value.maximum !== null && value.count >= value.maximum,
	);

/** One word (`plan`, `none`, `continue_implement`) says no more than the command does. */
const written = (text: string | null): string | null => (text?.includes(' ') ? text : null);

/** What to do next, in words and as the command to type. */
export const nextStepOf = (
	findings: Findings,
	status: Status,
	person: {readonly code: string; readonly message: string} | null,
	blockers: string | null,
): NextStep => {
	const {evidence, current, files} = findings;
	const {number} = evidence;
	if (person !== null) {
		// A person decides; only merging has a command.
		const command = person.code === 'merge-needed' ? advice.merge.command() : null;
		return {nextStep: person.message, command, origin: null};
	}

	const run = current.run;
	const hint = run?.value.resumeHint ?? null;
	const name = adviceFor(findings, status, blockers !== null);
	const isDone = status === 'completed' || status === 'cancelled' || status === 'skipped';
	const isCommand = hint !== null && /^\/[a-z]+(?: [\w, -]+)?$/.test(hint);
	const command = isCommand
		? hint
		: name === null || number === null
			? null
			: advice[name].command(number);
	const told =
		isDone || status === 'running'
			? null
			: (written(isCommand ? null : hint) ??
				written(run?.value.nextSteps ?? null) ??
				written(files.handoff?.value.nextHint ?? null) ??
				written(evidence.entry?.nextSteps ?? null));
	const phase = name === 'implement' ? openPhaseOf(findings) : null;
	const says =
		command === null || name === null
			? null
			: status === 'running'
				? `to resume: ${command}${phase === null ? '' : ` (phase ${phase})`}`
				: phase === null || status === 'pending'
					? `${advice[name].says}: ${command}`
					: `resume at phase ${phase}: ${command}`;
	// What holds a task up comes first; the command that makes way for it stands beside it.
	const holdUp = status === 'blocked' ? blockers : null;
	return {
		nextStep: holdUp ?? told ?? says,
		command,
		origin:
			holdUp === null && told !== null && run && written(run.value.nextSteps) === told
				? {path: run.document.path, line: run.value.lines.next}
				: null,
	};
};
