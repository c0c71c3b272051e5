import * as z from 'zod/mini';
import {alertRuleIds, alertRules, notificationKinds} from '../model/alert.ts';

const described = <Schema extends z.ZodMiniType>(schema: Schema, text: string) =>
	schema.check(z.describe(text));

const minutesOf = (text: string) =>
	described(z.number().check(z.minimum(0), z.maximum(100_000)), text);

const rules = Object.fromEntries(
	alertRuleIds.map((id) => {
		const {meaning, parameters, isLoud, cooldownMinutes} = alertRules[id];
		const numbers = Object.entries(parameters).map(
			([name, {value, minimum, maximum, meaning: text}]) => [
				name,
				described(
					z.number().check(z.minimum(minimum), z.maximum(maximum)),
					`${text} (default: ${value})`,
				),
			],
		);
		return [
			id,
			described(
				z.partial(
					z.strictObject({
						enabled: described(z.boolean(), 'Whether it is told at all (default: true).'),
						loud: described(
							z.boolean(),
							`Whether it rings, notifies and is sent; else it is only listed (default: ${isLoud}).`,
						),
						cooldownMinutes: minutesOf(
							`Minutes in which the same task is not announced again (default: ${cooldownMinutes}).`,
						),
						...(Object.fromEntries(numbers) as Record<string, z.ZodMiniNumber>),
					}),
				),
				`${meaning}.`,
			),
		];
	}),
);

const webhook = z
	.strictObject({
		url: z.string().check((context) => {
			const flaw = urlFlaw(context.value);
			if (flaw) {
				context.issues.push({code: 'custom', message: flaw, input: context.value});
			}
		}),
		secretVariable: described(
			z.optional(z.string().check(z.regex(/^[A-Za-z_]\w*$/, 'must be the name of a variable'))),
			'The environment variable that holds the secret which signs.',
		),
		secretFile: described(
			z.optional(z.string().check(z.regex(/^(?:\/|[A-Za-z]:[\\/])/, 'must be an absolute path'))),
			'The file that holds the secret which signs.',
		),
		rules: described(
			z.optional(z.array(z.enum(alertRuleIds))),
			'Only these are sent; all that are loud when absent.',
		),
	})
	.check((context) => {
		const {secretVariable, secretFile} = context.value;
		if (secretVariable !== undefined && secretFile !== undefined) {
			context.issues.push({
				code: 'custom',
				path: ['secretFile'],
				message: 'cannot stand beside "secretVariable": there is one secret',
				input: context.value,
			});
		}
	});

const localHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What is wrong with an address to send to; null: nothing. */
const urlFlaw = (text: string): string | null => {
	if (!URL.canParse(text)) {
		return 'must be an address: https://...';
	}

	const {protocol, hostname, username, password} = new URL(text);
	if (protocol !== 'https:' && !(protocol === 'http:' && localHosts.has(hostname))) {
		return 'must begin with https:// (http:// only to localhost)';
	}

	return username || password ? 'must not hold a name or password' : null;
};

/** `alerts` of the config file. */
export const alertsSchema = z.partial(
	z.strictObject({
		enabled: described(z.boolean(), 'Whether anything is told (default: true).'),
		bell: described(z.boolean(), 'Whether the terminal rings (default: true).'),
		notification: described(
			z.enum(notificationKinds),
			'How the terminal is asked to notify; "auto" does so where the terminal is known to.',
		),
		title: described(
			z.boolean(),
			"Whether the window's title tells how things stand (default: true).",
		),
		muteMinutes: described(
			z.number().check(z.minimum(0.1), z.maximum(100_000)),
			'For how many minutes the key A keeps everything quiet (default: 30).',
		),
		rules: described(z.partial(z.strictObject(rules)), 'What is told, and from when on.'),
		webhook: described(
			webhook,
			'Where alerts are sent. Only in your own config file or one given by --config; in that of a watched folder it is ignored.',
		),
	}),
);

export type AlertsConfig = z.infer<typeof alertsSchema>;

/** The keys of the objects inside, by where they stand. */
export const alertKeys: Readonly<Record<string, readonly string[]>> = {
	alerts: Object.keys(alertsSchema.shape),
	'alerts.rules': alertRuleIds,
	'alerts.webhook': Object.keys(webhook.shape),
	...Object.fromEntries(
		alertRuleIds.map((id) => [`alerts.rules.${id}`, Object.keys(rules[id]!.shape)]),
	),
};
