import * as z from 'zod';
import {verdicts} from '../analysis/liveness.ts';
import {attentionCodes} from '../model/attention.ts';
import {formatNames} from '../model/format-name.ts';
import {severities} from '../model/problem.ts';
import {statuses} from '../model/status.ts';
import {errorCategories} from '../model/task.ts';
import {healthSchema, tornFileSchema} from './health-schema.ts';

/*
The contract of `--json`, in one place. The published JSON Schemas are made from it and every output is
tested against it. Not loaded by the commands: what they write is made by typed code.

Fields may be added within a version; none is taken away and none changes its meaning.
*/

const time = z.iso.datetime({precision: 3}).describe('ISO 8601 in UTC, with milliseconds and Z.');

const milliseconds = z.number().min(0);

const line = z.number().int().min(1);

const place = z.strictObject({
	path: z.string().describe('Absolute path.'),
	line: line.nullable().describe('From 1; null when the value has no line.'),
});

export const problemSchema = z
	.strictObject({
		code: z.string().describe('Stable: scripts may rely on it.'),
		severity: z.enum(severities),
		message: z.string(),
		format: z.enum(formatNames).nullable().describe('Null: no format is concerned.'),
		task: z.string().nullable().describe('Key of the task, or null when the whole file is meant.'),
		path: z.string().describe('Absolute path.'),
		line: line.nullable(),
		column: line.nullable(),
	})
	.describe('A finding about a file or a task.');

export const taskSchema = z
	.strictObject({
		key: z.string().describe('Unique, and stable over restarts.'),
		id: z.string().describe('What people call it; several tasks may share it.'),
		title: z.string(),
		format: z.enum(formatNames),
		workspace: z.string().describe('Absolute path.'),
		group: z.string().describe('The folder or list it belongs to, for people.'),
		section: z.string().nullable().describe('The heading, phase or parent above it.'),
		kind: z.string().nullable().describe('The kind of work.'),
		status: z.enum(statuses),
		rawStatus: z.string().nullable().describe('The word of the file itself.'),
		stage: z
			.strictObject({
				name: z.string(),
				index: z.number().nullable().describe('Steps done.'),
				total: z.number().nullable(),
			})
			.nullable(),
		progress: z.number().min(0).max(1).nullable(),
		agent: z.string().nullable(),
		session: z.string().nullable(),
		startedAt: time.nullable(),
		updatedAt: time.nullable(),
		completedAt: time.nullable(),
		durationMs: milliseconds
			.nullable()
			.describe(
				'Length of the last attempt; of a running one until generatedAt, of an interrupted one until its last sign of life.',
			),
		elapsedSource: z
			.string()
			.nullable()
			.describe('What durationMs was taken from, in words; "observed": metawatch saw it begin.'),
		retries: z.number().int().min(0).nullable(),
		dependencies: z.array(z.string()).describe('Ids, or text where the file names no id.'),
		dependents: z.array(z.string()).describe('Ids of the tasks that wait for this one.'),
		priority: z.string().nullable().describe('As written.'),
		priorityRank: z.number().nullable().describe('0 is the most urgent.'),
		score: z.number().nullable(),
		error: z
			.strictObject({
				message: z.string(),
				category: z.enum(errorCategories).nullable(),
				severity: z.enum(['critical', 'high', 'medium', 'low']).nullable(),
			})
			.nullable(),
		attention: z
			.array(z.strictObject({code: z.enum(attentionCodes), message: z.string()}))
			.describe('Why a person should look at it now, most pressing first.'),
		liveness: z
			.strictObject({
				verdict: z
					.enum(verdicts)
					.describe(
						'Apart from the status: quiet = silent for longer than usual; stuck = beyond the threshold, by one kind of evidence; interrupted = an explicit end, or two kinds silent.',
					),
				since: time.nullable().describe('The last sign of life.'),
				reason: z.string().nullable(),
				threshold: milliseconds.describe(
					'The silence from which it is stuck or interrupted, in ms.',
				),
				basis: z
					.string()
					.describe('How the threshold is known: measured, or learned from so many gaps.'),
				evidence: z.array(
					z.strictObject({
						signal: z.string().describe('Stable name of the kind of evidence.'),
						at: time.nullable(),
						says: z.string(),
						weight: z
							.enum(['life', 'end', 'note'])
							.describe('life: somebody was at work; end: enough by itself; note: proves nothing.'),
						isSilent: z.boolean().describe('Silent beyond the threshold.'),
					}),
				),
			})
			.nullable()
			.describe('Whether somebody works on it, for tasks that their files call active.'),
		humanRequired: z.string().nullable().describe('Why only a person can do it.'),
		nextStep: z.string().nullable(),
		command: z.string().nullable().describe('What to type next; metawatch never runs it.'),
		review: z
			.strictObject({
				state: z.enum(['passed', 'failed', 'not-recorded', 'not-applicable']),
				detail: z.string(),
			})
			.nullable(),
		artifacts: z.array(
			z.strictObject({
				path: z.string(),
				type: z.string().nullable(),
				summary: z.string().nullable(),
				exists: z.boolean().nullable().describe('Null: not looked.'),
			}),
		),
		files: z.array(place).describe('Files that speak of it, the most telling first.'),
		sources: z.record(z.string(), place).describe('Field -> where its value was read.'),
		isStale: z
			.boolean()
			.describe('Its file cannot be read at the moment: these are the last good values.'),
	})
	.describe('One task.');

const count = z.number().int().min(0);

const head = {
	version: z.literal(1),
	generatedAt: time,
	workspaces: z.array(z.string()).describe('Absolute paths.'),
};

/** `metawatch status --json` */
export const statusReportSchema = z
	.strictObject({
		...head,
		health: healthSchema,
		summary: z.strictObject({
			total: count,
			byStatus: z.strictObject(
				Object.fromEntries(statuses.map((status) => [status, count])) as Record<
					(typeof statuses)[number],
					typeof count
				>,
			),
			attention: count.describe('Tasks with at least one reason to look at them.'),
		}),
		tasks: z.array(taskSchema),
		problems: z.array(problemSchema),
		tornFiles: z.array(tornFileSchema),
	})
	.describe('Output of "metawatch status --json".');

/** `metawatch validate --json` */
export const validateReportSchema = z
	.strictObject({
		...head,
		summary: z.strictObject({
			total: count,
			bySeverity: z.strictObject({error: count, warning: count, info: count}),
		}),
		problems: z.array(problemSchema),
		rules: z
			.array(
				z.strictObject({
					code: z.string(),
					title: z.string().describe('What it is, in a few words.'),
					meaning: z.string(),
					remedy: z.string().describe('What to do about it.'),
				}),
			)
			.describe('The codes among the problems, each once.'),
	})
	.describe('Output of "metawatch validate --json".');

export type StatusReport = z.infer<typeof statusReportSchema>;
export type HealthReport = z.infer<typeof healthSchema>;
export type TornFileReport = z.infer<typeof tornFileSchema>;
export type TaskReport = z.infer<typeof taskSchema>;
export type ValidateReport = z.infer<typeof validateReportSchema>;
