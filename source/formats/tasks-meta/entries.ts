import type {DocumentInput} from '../format.ts';
import type {JsonReading} from '../json.ts';
import {listedFiles} from './listed-files.ts';
import {entrySchema, type RawEntry} from './schema.ts';
import type {Entry} from './values.ts';

export type RawTask = {
	readonly id: string;
	/** Where it stands in the file. */
	readonly at: readonly (string | number)[];
	readonly value: unknown;
};

/** All tasks of a file in one shape, in the order of the file. */
export const entriesOf = (
	tasks: readonly RawTask[],
	input: DocumentInput,
	reading: JsonReading,
): readonly Entry[] => tasks.map((task) => entryOf(task, input, reading));

/** Agents that are named when nobody in particular is meant. */
const nobodyInParticular: ReadonlySet<string> = new Set(['general', 'none', '']);

const entryOf = ({id, at, value}: RawTask, input: DocumentInput, reading: JsonReading): Entry => {
	const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
	// A bare word instead of an object is the status, as in {"T001": "completed"}.
	const raw = entrySchema.parse(isObject ? value : {status: value});
	const lines: Record<string, number> = {};
	if (isObject) {
		for (const key of Object.keys(value)) {
			if (Object.hasOwn(raw, key)) {
				lines[key] = reading.lineOf([...at, key]);
			}
		}
	}

	return {
		id,
		line: reading.lineOf(at),
		lines,
		status: raw.status,
		description: firstText(raw.description, raw.title),
		mode: firstText(raw.execution_mode, raw.mode)?.toUpperCase() ?? null,
		agent: agentOf(raw),
		job: firstText(raw.async_job_id, raw.mcp_job_id),
		phase: phaseOf(raw.phase),
		story: firstText(raw.story),
		isParallel: raw.parallel_marker,
		createdAt: raw.created_at,
		startedAt: raw.started_at,
		completedAt: raw.completed_at,
		durationSeconds: raw.duration_seconds,
		result: firstText(raw.result_summary, raw.summary, raw.notes, raw.comment),
		failure: firstText(raw.failure_reason, raw.error_message),
		retries: raw.retry_count,
		review: {
			status: raw.review_status,
			reviewer: firstText(raw.reviewer),
			notes: firstText(raw.review_notes),
			hasMicroPassed: raw.micro_review_passed,
			microAt: raw.micro_reviewed_at,
			hasGatePassed: raw.quality_gate_passed,
			gateAt: raw.quality_gate_at,
		},
		dependencies: listOf(raw.dependencies),
		files: listedFiles(raw.files_modified ?? raw.files, input),
		commits: listOf(raw.commits),
		pullRequests: listOf(raw.pr_links),
	};
};

/** The first that says something: the tool writes "" where it has nothing to say. */
const firstText = (...candidates: readonly (string | null)[]): string | null =>
	candidates.find((text) => text !== null && text.trim() !== '') ?? null;

const agentOf = (raw: RawEntry): string | null => {
	const named = firstText(raw.assigned_agent, raw.mcp_server, raw.agent_type);
	return named === null || nobodyInParticular.has(named) ? null : named;
};

const phaseOf = (phase: string | null): string | null => {
	const written = phase?.trim() ?? '';
	return written === '' ? null : /^[\d.]+$/.test(written) ? `Phase ${written}` : written;
};

const listOf = (value: string | readonly string[] | null): readonly string[] =>
	(typeof value === 'string' ? value.split(/[\s,;]+/) : (value ?? [])).filter(
		(item) => item.trim() !== '',
	);
