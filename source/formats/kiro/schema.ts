import {z} from 'zod';

/** Words and numbers; agents write ids either way. */
export const word = z.union([
	z.string().transform((text) => text.trim()),
	z.number().transform(String),
]);

/** A list of words; elements that are none are left out. */
export const wordList = z.array(z.unknown()).transform((items) =>
	items.flatMap((item) => {
		const read = word.safeParse(item);
		return read.success && read.data !== '' ? [read.data] : [];
	}),
);

export const section = z.record(z.string(), z.unknown());

/** An error as agents write it: a sentence, or an object with one inside. */
export const errorText = z.union([
	z.string(),
	z
		.object({message: z.string().optional(), error: z.string().optional()})
		.transform(({message, error}) => message ?? error ?? ''),
]);

const optionalText = z.string().nullish().catch(null);
const optionalFlag = z.boolean().nullish().catch(null);

const approval = z.object({generated: optionalFlag, approved: optionalFlag}).nullish().catch(null);

/** `spec.json` of cc-sdd. */
export const specFile = z.object({
	feature_name: optionalText,
	name: optionalText,
	phase: optionalText,
	language: optionalText,
	ready_for_implementation: optionalFlag,
	approvals: z
		.object({requirements: approval, design: approval, tasks: approval})
		.nullish()
		.catch(null),
});

/** `.config.kiro` of the editor, in both of its shapes. */
export const configFile = z.object({
	specId: optionalText,
	workflowType: optionalText,
	generationMode: optionalText,
	specType: optionalText,
});
