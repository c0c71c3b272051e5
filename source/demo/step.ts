/** One moment of the story: what an actor does to its files. */
export type Step = {
	/** Milliseconds since the beginning of the story. */
	readonly atMs: number;
	readonly writes: readonly Write[];
};

/** A change of a file, told by its path relative to the workspace. Done as the real writers do it. */
export type Write =
	/** The whole file is there at once: a temporary file beside it, then a rename. */
	| {
			readonly type: 'replace';
			readonly path: string;
			readonly text: string;
			/** Epoch ms the file is to look as old as: for what lay there before the story began. */
			readonly modifiedAt?: number;
	  }
	/** The file is emptied and filled: what a language model's editor does, and what tears files. */
	| {
			readonly type: 'overwrite';
			readonly path: string;
			readonly text: string;
			readonly modifiedAt?: number;
	  }
	| {readonly type: 'remove'; readonly path: string}
	| {readonly type: 'sql'; readonly path: string; readonly statements: readonly Statement[]};

export type Statement = {
	readonly sql: string;
	readonly values: readonly (string | number | null)[];
};

/** What an actor knows about the world. */
export type Scene = {
	/** Epoch milliseconds at a second of the story. */
	readonly timeAt: (second: number) => number;
	readonly random: () => number;
	/** Hexadecimal digits for an identifier. */
	readonly hex: (digits: number) => string;
};

/** Somebody who writes files, for as long as anybody watches. Steps come in the order of time. */
export type Actor = (scene: Scene) => Generator<Step, void, undefined>;

/** An event at a second of the story. */
export type Cue<Event> = readonly [second: number, event: Event];
