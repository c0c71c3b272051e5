import * as z from 'zod';
import {formatNames} from '../model/format-name.ts';

/**
`metawatch.config.json`. Strict: a mistyped key would silently do nothing. Published as
`schema/config.schema.json`.
*/
export const configSchema = z
	.strictObject({
		$schema: z.string().describe('Where the schema of this file is, for editors; not read.'),
		formats: z
			.array(z.enum(formatNames))
			.describe('Only these families of metadata files; all when absent or empty.'),
		staleMinutes: z
			.number()
			.min(0.1)
			.max(100_000)
			.describe(
				'Silence in minutes after which a running task counts as interrupted; all other silences follow it.',
			),
		readOnly: z.boolean().describe('Never write anything, not even after a confirmation.'),
		color: z.enum(['auto', 'always', 'never']).describe('Whether colours are used.'),
		theme: z.enum(['auto', 'dark', 'light']).describe('For which background the colours are.'),
		ignoredFolders: z
			.array(
				z
					.string()
					.min(1)
					.regex(/^[^/\\]+$/, 'must be the name of a folder, not a path'),
			)
			.describe('Names of folders that are never entered, beside the built-in ones.'),
		reconcileSeconds: z
			.number()
			.min(1)
			.max(86_400)
			.describe('How often all folders are looked through again, in seconds.'),
	})
	.partial()
	.describe('Settings of metawatch.');

export type Config = z.infer<typeof configSchema>;
