/** One value of an item with the line it was read on. */
export type Field = {readonly value: string; readonly line: number};

/**
One place where the backlog speaks of an item. The forms are in the order of their authority: where
several speak of the same item, the first that has a field decides it.
*/
export const forms = ['heading', 'row', 'short-row', 'completed-row', 'bullet'] as const;

type Form = (typeof forms)[number];

export type Declaration = {
	readonly form: Form;
	/** As written; the same id may be written with several kinds of hyphen. */
	readonly id: string;
	readonly title: string;
	readonly line: number;
	/** Heading above it. */
	readonly section: string | null;
	/** Cells of a row, for saying that some are missing; null for other forms. */
	readonly cells: number | null;
	/** Physical lines its row is wrapped over; null for other forms. */
	readonly lines: number | null;
	/** Name (lower case, `_` for blanks) -> value; the first one in the item won. */
	readonly fields: ReadonlyMap<string, Field>;
};

/** What a backlog file says. */
export type BacklogFile = {
	readonly declarations: readonly Declaration[];
	/** The last `*Last Updated: ...*` outside of comments, as written. */
	readonly lastUpdated: string | null;
};

/** An item while its block is being read. */
export type Draft = {
	form: Form;
	readonly id: string;
	title: string;
	readonly line: number;
	readonly section: string | null;
	cells: number | null;
	lines: number | null;
	readonly fields: Map<string, Field>;
};

const longest = 4000;

/** Keeps the first value of a name; empty ones say nothing. */
export const setField = (
	draft: Draft,
	name: string,
	value: string | undefined,
	line: number,
): void => {
	const text = value?.slice(0, longest).trim() ?? '';
	if (text !== '' && !draft.fields.has(name)) {
		draft.fields.set(name, {value: text, line});
	}
};

/** A mark behind a title (`🆕 **NEW**`) counts where no field of the block says it better. */
const marked = ['status', 'priority'] as const;

export const setMark = (draft: Draft, name: (typeof marked)[number], value: string): void => {
	setField(draft, `marked_${name}`, value, draft.line);
};

/** The block is over: its marks become fields. */
export const keepMarks = (draft: Draft): void => {
	for (const name of marked) {
		setField(draft, name, draft.fields.get(`marked_${name}`)?.value, draft.line);
		draft.fields.delete(`marked_${name}`);
	}
};

/** `Next Steps` -> `next_steps`. */
export const fieldName = (label: string): string =>
	label
		.trim()
		.toLowerCase()
		.replaceAll(/[^a-z\d]+/g, '_');
