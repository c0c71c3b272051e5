import * as z from 'zod/mini';
import {lenient} from '../lenient.ts';

/** Words and numbers; agents write ids either way. */
export const word = z.union([
	z.pipe(
		z.string(),
		z.transform((text) => text.trim()),
	),
	z.pipe(z.number(), z.transform(String)),
]);

/** A list of words; elements that are none are left out. */
export const wordList = z.pipe(
	z.array(z.unknown()),
	z.transform((items) =>
		items.flatMap((item) => {
			const read = word.safeParse(item);
			return read.success && read.data !== '' ? [read.data] : [];
		}),
	),
);

export const section = z.record(z.string(), z.unknown());

/** An error as agents write it: a sentence, or an object with one inside. */
export const errorText = z.union([
	z.string(),
	z.pipe(
		z.object({message: z.optional(z.string()), error: z.optional(z.string())}),
		z.transform(({message, error}) => message ?? error ?? ''),
	),
]);

const optionalText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const optionalFlag = (value: unknown): boolean | null =>
	typeof value === 'boolean' ? value : null;

const approvalSchema = lenient({generated: optionalFlag, approved: optionalFlag});
const approval = (value: unknown) => approvalSchema.safeParse(value).data ?? null;

const approvalsSchema = lenient({requirements: approval, design: approval, tasks: approval});

/** `spec.json` of cc-sdd. */
export const specFile = lenient({
	feature_name: optionalText,
	name: optionalText,
	phase: optionalText,
	language: optionalText,
	ready_for_implementation: optionalFlag,
	approvals: (value) => approvalsSchema.safeParse(value).data ?? null,
});

/** `.config.kiro` of the editor, in both of its shapes. */
export const configFile = lenient({
	specId: optionalText,
	workflowType: optionalText,
	generationMode: optionalText,
	specType: optionalText,
});
