/** A column for other programs. What it means is documented in `docs/exports.md`. */
export type Column<Item> = {
	/** As the first line of the CSV has it. */
	readonly name: string;
	readonly description: string;
	readonly value: (item: Item) => Value;
};

/** Null: not known. */
export type Value = string | number | boolean | null;

/** A column for people, in Markdown and HTML. */
export type ReadableColumn<Item> = {
	readonly title: string;
	readonly text: (item: Item) => string;
	/** Numbers stand right. */
	readonly isNumber?: boolean;
};
