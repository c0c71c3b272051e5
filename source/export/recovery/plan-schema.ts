import * as z from 'zod';
import {formatNames} from '../../model/format-name.ts';

/*
The contract of `recover --option ... --json` and `undo --json`. The published JSON Schema is made from it
and outputs are tested against it. Not loaded by the command.
*/

const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

const edit = z.discriminatedUnion('type', [
	z.strictObject({
		type: z.literal('file'),
		path: z.string().describe('Absolute.'),
		before: z.string().nullable().describe('The whole text; null: there is no such file.'),
		after: z.string().nullable().describe('The whole text; null: the file is removed.'),
	}),
	z.strictObject({
		type: z.literal('move'),
		path: z.string(),
		to: z.string(),
		digest: z.string().describe('SHA-256 of its bytes.'),
	}),
	z.strictObject({type: z.literal('remove-folder'), path: z.string()}),
	z.strictObject({
		type: z.literal('row'),
		path: z.string().describe('The SQLite file.'),
		table: z.string(),
		key: row.describe('Columns that name the row; none for a new one.'),
		before: row.nullable(),
		after: row.nullable(),
	}),
]);

export const planSchema = z
	.strictObject({
		id: z.string(),
		at: z.iso.datetime({precision: 3}).describe('When the files were read for it.'),
		workspace: z.string().describe('Absolute path; nothing outside of it is touched.'),
		steps: z.array(
			z.strictObject({
				option: z.string(),
				title: z.string(),
				format: z.enum(formatNames),
				task: z.string().nullable().describe('Key; null: it is about the whole group.'),
				id: z.string(),
				command: z.string().nullable().describe('What to type next; metawatch never runs it.'),
			}),
		),
		edits: z.array(edit),
		checks: z.array(
			z.strictObject({
				title: z.string(),
				state: z.enum(['passed', 'failed', 'unknown']),
				detail: z.string(),
			}),
		),
		lost: z
			.array(z.string())
			.describe('What is not there any more afterwards; undo brings it back.'),
		notes: z.array(z.string()),
		byHand: z.array(z.string()).describe('Commands for a person; metawatch never runs them.'),
		downstream: z.array(
			z.strictObject({task: z.string(), id: z.string(), title: z.string(), effect: z.string()}),
		),
		left: z
			.array(z.strictObject({task: z.string(), id: z.string(), reason: z.string()}))
			.describe('Tasks that were asked for and cannot be done.'),
	})
	.describe('What one confirmation does: all of it, or nothing.');

/** `metawatch recover --option ID --json` and `metawatch undo --json` */
export const planReportSchema = z
	.strictObject({
		version: z.literal(1),
		generatedAt: z.iso.datetime({precision: 3}),
		workspaces: z.array(z.string()),
		state: z
			.enum(['planned', 'empty', 'applied', 'undone', 'refused'])
			.describe(
				'"planned": nothing is written yet; "empty": nothing has to be written; "refused": nothing was.',
			),
		reason: z.string().nullable().describe('Why it was refused.'),
		plan: planSchema.nullable().describe('Null: there is none.'),
	})
	.describe('Output of "metawatch recover --option ID --json" and "metawatch undo --json".');

export type PlanReport = z.infer<typeof planReportSchema>;
