import * as z from 'zod';
import {planSchema} from './plan-schema.ts';

/** `metawatch undo --list --json`. Not loaded by the command. */
export const auditReportSchema = z
	.strictObject({
		version: z.literal(1),
		generatedAt: z.iso.datetime({precision: 3}),
		workspaces: z.array(z.string()),
		entries: z
			.array(
				z.strictObject({
					at: z.iso.datetime({precision: 3}),
					who: z.string(),
					reason: z.string().nullable(),
					state: z.enum(['begun', 'applied', 'undone', 'taken-back', 'failed', 'stuck']),
					settledAt: z.iso.datetime({precision: 3}).nullable(),
					detail: z.string().nullable(),
					plan: planSchema,
				}),
			)
			.describe('Newest first.'),
	})
	.describe('Output of "metawatch undo --list --json".');

export type AuditReport = z.infer<typeof auditReportSchema>;
