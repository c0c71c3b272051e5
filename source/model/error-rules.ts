import type {ErrorCategory, ErrorSeverity} from './task.ts';

/** What kind of error a message tells of, and how bad that is. */
export type ErrorClass = {readonly category: ErrorCategory; readonly severity: ErrorSeverity};

/** One way to know a category; either part may be missing, and one that fits is enough. */
type Rule = {
	readonly category: ErrorCategory;
	/** Name of the exception, from its start to its end. */
	readonly type?: RegExp;
	readonly text?: RegExp;
};

/** POSIX error numbers as Python writes them: `[Errno 28] No space left on device`. */
const errorNumbers: ReadonlyMap<number, ErrorCategory> = new Map([
	...[1, 13].map((number) => [number, 'permission'] as const),
	[110, 'timeout'],
	...[-2, 32, 101, 103, 104, 111, 113].map((number) => [number, 'network'] as const),
	...[2, 11, 17, 20, 21, 24, 28, 30].map((number) => [number, 'file_system'] as const),
	[3, 'execution'],
]);

/**
The first rule that fits decides, so the order is part of them: a timeout of a connection is a
timeout, a forbidden file a question of permission. Names of types are compared whole, because
"OperationalError" contains "io" and is no input or output.
*/
const rules: readonly Rule[] = [
	{
		category: 'timeout',
		type: /Time(d)?[oO]ut(Error|Expired|Exception)?$/,
		text: /\btimed[ -]?out\b|\btimeout\b|deadline exceeded/i,
	},
	{
		category: 'permission',
		type: /^(Permission|Authentication)/,
		text: /permission denied|access\b.{0,40}\b(denied|forbidden)|\bforbidden\b|not permitted|unauthori[sz]ed|HTTP Error 40[13]|invalid api key/i,
	},
	{
		category: 'database',
		type: /^(Sqlite|Database|DB|Operational|Integrity|Programming|Interface)(Error|Exception)$/i,
	},
	{
		category: 'network',
		type: /^(Connection\w*|BrokenPipe\w*|gaierror|URL\w*|HTTP\w*|RemoteDisconnected|IncompleteRead|SSL\w*|RateLimit\w*|API\w*Error)$/,
	},
	{
		category: 'file_system',
		type: /^(FileNotFound|FileExists|IsADirectory|NotADirectory|BlockingIO)Error$|^BadZipFile$/,
	},
	{
		category: 'validation',
		type: /^(Key|Index|JSONDecode|Validation|Unicode\w*|Argument\w*|NoSection)Error$/,
	},
	{
		category: 'execution',
		type: /^((Sub|Child|Called)?[Pp]rocess\w*|BrokenExecutor|BrokenProcessPool|(Import|ModuleNotFound|Name|UnboundLocal|Attribute|Syntax|Indentation|Tab|Assertion|Memory|Recursion|Arithmetic|ZeroDivision|FloatingPoint|Overflow|EOF|NotImplemented|Buffer|Reference)Error)$/,
	},
	{
		category: 'database',
		text: /database is locked|database disk image|no such (table|column)|constraint failed|closed database|not a database/i,
	},
	{
		category: 'network',
		text: /connection (refused|reset|aborted|closed)|broken pipe|name or service not known|network is unreachable|HTTP Error \d+|too many requests|certificate verify|urlopen error|remote end closed/i,
	},
	{
		category: 'file_system',
		text: /no such file|file exists|(is|not) a directory|no space left|read-only file system|too many open files|not a zip file/i,
	},
	{
		category: 'validation',
		// A bare quoted word is what Python says about a missing key.
		text: /invalid literal|expecting (value|property name)|field required|codec can't decode|unsupported operand|index out of range|no section|^'[^']+'$/i,
	},
	{
		category: 'execution',
		text: /exit(ed)?( with)? (status|code)|non-zero exit|no module named|cannot import|has no attribute|is not defined|out of memory|unable to allocate|division by zero|recursion depth|not a git repository|no such process|below \d+% gate/i,
	},
	{category: 'execution', type: /^RuntimeError$/},
	{category: 'validation', type: /^(Value|Type|Lookup)Error$/},
	{category: 'file_system', type: /^OSError$/},
];

/** Data or the host itself is at risk: trying again would make it worse. */
const critical =
	/database disk image is malformed|no space left|read-only file system|out of memory|kernel panic|^\s*fatal\b/i;

/** What goes away when somebody else has finished. */
const passing =
	/\b(is|are) locked\b|\bHTTP Error (429|503)\b|^\s*(429|503)\b|too many requests|temporarily unavailable/i;

const usualSeverity: Readonly<Record<ErrorCategory, ErrorSeverity>> = {
	database: 'high',
	network: 'high',
	file_system: 'high',
	timeout: 'medium',
	permission: 'medium',
	validation: 'medium',
	execution: 'medium',
	interruption: 'medium',
	unknown: 'low',
};

/** Messages can be whole logs; what an error is stands at their start or at their end. */
const considered = 4000;

/**
Category and severity of an error from its message and, where it is known, the name of its type. A
message that is a Python traceback, or that begins with the name of the type, tells the type itself.
*/
export const classifyError = (message: string, type: string | null = null): ErrorClass => {
	const text = message.length > considered ? ends(message) : message;
	const category = categoryOf(text, type ?? typeWithin(text));
	return {category, severity: severityOf(text, category)};
};

const ends = (message: string): string =>
	`${message.slice(0, considered / 2)} ${message.slice(-considered / 2)}`;

const categoryOf = (text: string, type: string | null): ErrorCategory => {
	const number = /\[Errno (-?\d{1,4})\]/i.exec(text);
	const byNumber = number ? errorNumbers.get(Number(number[1])) : undefined;
	return (
		byNumber ??
		rules.find(
			(rule) => (type !== null && rule.type?.test(type)) || (rule.text?.test(text) ?? false),
		)?.category ??
		'unknown'
	);
};

const severityOf = (text: string, category: ErrorCategory): ErrorSeverity => {
	if (critical.test(text)) {
		return 'critical';
	}

	return passing.test(text) ? 'low' : usualSeverity[category];
};

const typeName =
	/(?<![\w.])(?:[a-z_]\w{0,40}\.){0,4}([A-Z]\w{0,60}(?:Error|Exception|Expired)):\s/g;

/** `ValueError` of a traceback or of `ValueError: invalid literal`; null when no type is told. */
const typeWithin = (text: string): string | null => {
	const found = [...text.matchAll(typeName)];
	const isTraceback = text.startsWith('Traceback (most recent call last)');
	const told = isTraceback ? found.at(-1) : found.find(({index}) => index === 0);
	return told?.[1] ?? null;
};
