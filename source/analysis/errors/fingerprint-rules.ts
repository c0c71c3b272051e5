/** What differs from one error to the next of the same pattern, and what stands in its place. */
type FoldingRule = {
	/** What it is, for people who read the table. */
	readonly what: string;
	readonly pattern: RegExp;
	readonly instead: string;
};

/**
In this order: what is taken as a whole comes before its parts (a quoted path is a quoted text, the digits
of a time are no numbers). Every repetition is bounded or is over characters that cannot begin the next
part, and cannot begin in the middle of itself: linear on any text.
*/
export const foldingRules: readonly FoldingRule[] = [
	{
		what: 'points in time',
		pattern:
			/(?<!\d)\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d)/g,
		instead: '<time>',
	},
	{
		what: 'times of day',
		pattern: /(?<![\d:])\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?![\d:])/g,
		instead: '<time>',
	},
	{
		what: 'addresses',
		pattern: /(?<!\w)(?:https?|wss?|ftp|file|ssh):\/\/[^\s'"<>`]{1,2000}/gi,
		instead: '<url>',
	},
	{what: 'texts in double quotes', pattern: /"[^"]{0,300}"/g, instead: '<text>'},
	{what: 'texts in backquotes', pattern: /`[^`]{0,300}`/g, instead: '<text>'},
	{
		what: 'texts in single quotes, not apostrophes',
		pattern: /(?<!\w)'[^']{0,300}'(?!\w)/g,
		instead: '<text>',
	},
	{
		what: 'UUIDs',
		pattern: /(?<![\da-f])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-f])/gi,
		instead: '<id>',
	},
	{
		what: 'paths of Windows',
		pattern: /(?<!\w)[a-z]:\\[^\s'"<>|]{0,500}/gi,
		instead: '<path>',
	},
	{
		what: 'paths, with the line that is named behind them',
		pattern: /(?<![\w.~@+/-])(?:~|\.{1,2})?\/[\w.@+/-]{1,1000}(?::\d{1,9}){0,2}/g,
		instead: '<path>',
	},
	{
		what: 'paths that begin with a folder',
		pattern: /(?<![\w.@+/-])[a-z_.][\w.@+-]{0,200}\/[\w.@+/-]{1,1000}(?::\d{1,9}){0,2}/gi,
		instead: '<path>',
	},
	{
		what: 'names of files',
		pattern:
			/(?<![\w.@+-])[\w-]{1,200}\.(?:jsonl?|md|[cm]?[jt]sx?|py|lean|toml|ya?ml|db|sqlite|lock|log|txt|sh|rs|go|html?|css|csv|tmp|temp|bak)(?::\d{1,9}){0,2}(?![\w-])/gi,
		instead: '<path>',
	},
	{what: 'addresses in memory', pattern: /(?<!\w)0x[\da-f]{1,32}(?!\w)/gi, instead: '<id>'},
	{
		what: 'hashes',
		pattern: /(?<!\w)(?=[a-f]{0,63}\d)(?=\d{0,63}[a-f])[\da-f]{4,64}(?!\w)/gi,
		instead: '<id>',
	},
	{
		what: 'long names with digits in them: sessions, requests, containers',
		pattern: /(?<![\w-])(?=[\w-]{0,63}\d)[a-z][\w-]{15,200}(?![\w-])/gi,
		instead: '<id>',
	},
	{
		what: 'ids of tasks: B-049, T014, task_12',
		pattern:
			/(?<![\w-])[a-z]{1,12}[-_‐-—]\d{1,12}(?![\w-])|(?<![\w-])[A-Z]{1,4}\d{2,12}(?![\w-])/gi,
		instead: '<id>',
	},
	{
		what: 'lengths of time',
		pattern:
			/(?<![\w.])\d{1,12}(?:\.\d{1,9})?\s?(?:ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)(?!\w)/gi,
		instead: '<duration>',
	},
	{
		what: 'numbers, but those that say which error it is',
		pattern:
			/(?<!\w)(?<!(?:errno|error|status|code|exit|signal|http) ?[-:=#]? ?)-?\d{1,30}(?:[.,]\d{1,30}){0,6}(?!\w)/gi,
		instead: '#',
	},
	{what: 'blanks', pattern: /\s+/g, instead: ' '},
];
