/** What is chosen before a report is written, as it is shown. Where to is what is typed. */
export type ExportPanel = {
	/** The line the arrows act on. */
	readonly line: 'what' | 'how' | 'where';
	readonly what: string;
	/** What that tells. */
	readonly about: string;
	readonly how: string;
	readonly hows: readonly string[];
	/** The filter of the screen, which counts here too; empty: none. */
	readonly filter: string;
	readonly stage: ExportStage;
};

type ExportStage =
	| {readonly type: 'choosing'}
	/** There is such a file. */
	| {readonly type: 'asking'}
	| {readonly type: 'writing'; readonly lines: number};
