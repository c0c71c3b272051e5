import * as z from 'zod/mini';
import {formatNames} from '../model/format-name.ts';
import {commandFlaw} from '../model/command-flaws.ts';
import {placeholders} from '../model/user-command.ts';
import {alertsSchema} from './alerts-schema.ts';

/** For the published schema, where editors show it. */
const described = <Schema extends z.ZodMiniType>(schema: Schema, text: string) =>
	schema.check(z.describe(text));

const argumentList = described(
	z.array(z.string()).check((context) => {
		const flaw = commandFlaw(context.value);
		if (flaw) {
			const {index, message} = flaw;
			context.issues.push({code: 'custom', path: [index], message, input: context.value});
		}
	}),
	`A program and its arguments, a list: there is no shell. In arguments, not in the program: ${Object.entries(
		placeholders,
	)
		.map(([name, meaning]) => `{${name}} ${meaning}`)
		.join(', ')}.`,
);

const command = z.union([
	argumentList,
	z.strictObject({
		arguments: argumentList,
		run: described(
			z.optional(z.enum(['terminal', 'background'])),
			'Beside metawatch with its output kept, as when absent, or in the terminal, which the screen gives away meanwhile.',
		),
	}),
]);

const recovery = z.partial(
	z.strictObject({
		commands: described(
			z.partialRecord(
				z.enum(formatNames),
				z.record(
					z
						.string()
						.check(z.regex(/^[a-z][a-z\d-]{0,60}$/, 'must be the id of an option, or start')),
					command,
				),
			),
			'Format -> id of an option, or "start" -> the command to run. The only ones that metawatch runs.',
		),
		limitMinutes: described(
			z.number().check(z.minimum(0.01), z.maximum(100_000)),
			'Minutes after which a command that was started is ended, and its task left for a person.',
		),
	}),
);

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
			history: described(
				z.partial(
					z.strictObject({
						enabled: described(z.boolean(), 'Whether what is seen is kept.'),
						maximumAgeDays: described(
							z.number().check(z.minimum(1), z.maximum(36_500)),
							'How many days it is kept.',
						),
						maximumMegabytes: described(
							z.number().check(z.minimum(1), z.maximum(1_000_000)),
							'How much of it is kept, in megabytes; the oldest goes first.',
						),
					}),
				),
				'What is kept of the past of a workspace, in the state folder of the user.',
			),
			metrics: described(
				z.partial(
					z.strictObject({
						slowSeconds: described(
							z.number().check(z.minimum(0), z.maximum(10_000_000)),
							'A task is slow when its mean attempt takes longer than so many seconds; 300 when absent.',
						),
						oftenRetried: described(
							z.number().check(z.minimum(0), z.maximum(1_000_000)),
							'A task is often retried when it was retried more often than this; 3 when absent.',
						),
					}),
				),
				'What stands out in the figures about attempts.',
			),
			alerts: described(alertsSchema, 'What is told to a person who looks elsewhere, and how.'),
			recovery: described(
				recovery,
				'What may be run. Only in your own config file or one given by --config; in that of a watched folder it is ignored.',
			),
		}),
	),
	'Settings of metawatch.',
);

export type Config = z.infer<typeof configSchema>;
