import * as z from 'zod/mini';
import {formatNames} from '../model/format-name.ts';

/** For the published schema, where editors show it. */
const described = <Schema extends z.ZodMiniType>(schema: Schema, text: string) =>
	schema.check(z.describe(text));

/**
`metawatch.config.json`. Strict: a mistyped key would silently do nothing. Published as
`schema/config.schema.json`.
*/
export const configSchema = described(
	z.partial(
		z.strictObject({
			$schema: described(z.string(), 'Where the schema of this file is, for editors; not read.'),
			formats: described(
				z.array(z.enum(formatNames)),
				'Only these families of metadata files; all when absent or empty.',
			),
			staleMinutes: described(
				z.number().check(z.minimum(0.1), z.maximum(100_000)),
				'Silence in minutes after which a running task counts as interrupted; all other silences follow it.',
			),
			readOnly: described(z.boolean(), 'Never write anything, not even after a confirmation.'),
			color: described(z.enum(['auto', 'always', 'never']), 'Whether colours are used.'),
			theme: described(z.enum(['auto', 'dark', 'light']), 'For which background the colours are.'),
			ignoredFolders: described(
				z.array(
					z
						.string()
						.check(
							z.minLength(1),
							z.regex(/^[^/\\]+$/, 'must be the name of a folder, not a path'),
						),
				),
				'Names of folders that are never entered, beside the built-in ones.',
			),
			reconcileSeconds: described(
				z.number().check(z.minimum(1), z.maximum(86_400)),
				'How often all folders are looked through again, in seconds.',
			),
		}),
	),
	'Settings of metawatch.',
);

export type Config = z.infer<typeof configSchema>;
