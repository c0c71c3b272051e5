/** A shape in which secrets are written. */
export type SecretRule = {
	/** What it is, for a person: stands in the place of the secret. */
	readonly name: string;
	/**
	Global, and linear on any text. A group `secret` is what is taken out; without one, all that matches.
	*/
	readonly pattern: RegExp;
	/** Whether what was found is one; absent: always. */
	readonly isSecret?: (secret: string, found: string) => boolean;
};

/** Words that stand in the place of a value: nothing to hide. */
const placeholder =
	/^(?:null|none|nil|undefined|true|false|unset|empty|required|missing|invalid|expired|redacted|changeme|example|\*+|x+|\.+|[$%<{[(].*|process\.env\b.*|os\.environ\b.*)$/i;

const hasDigit = (text: string): boolean => /\d/.test(text);

/** Counts of tokens are numbers; an unquoted word behind a colon or a blank may be prose or code. */
const isAssigned = (value: string, found: string): boolean => {
	const bare = value.replaceAll(/^["'`]|["'`.]$/g, '');
	const isPassword = /^(?:pass|pwd)/i.test(found);
	const isProse = /[:=]\s/.test(found) && !/["'`]/.test(value) && !hasDigit(bare);
	return (
		bare !== '' &&
		!placeholder.test(bare) &&
		!bare.startsWith('[redacted') &&
		(isPassword || (!/^\d+$/.test(bare) && !isProse))
	);
};

/**
How often letters and digits take turns. A capital and the small letters behind it are one word, and no
turn; nor is a sign between two words.
*/
const turns = (text: string): number =>
	(text.match(/[a-z](?=[A-Z\d])|[A-Z](?=\d)|\d(?=[a-z])|\d(?=[A-Z])/g) ?? []).length;

/** Shapes of random texts; names that are written together take turns far less often. */
const shapes = [
	// Letters of both cases and digits: by chance they take turns at four of ten characters.
	{isOne: /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{24}/, leastTurns: 0.3},
	// One case and digits: as often.
	{isOne: /^(?=.*[g-z])(?=.*\d).{32}/i, leastTurns: 0.25},
] as const;

/**
Long and like nothing a person writes. Digests of git (hexadecimal), UUIDs and paths are none: they are no
secrets.
*/
const isRandom = (found: string): boolean =>
	!/^sha(?:1|256|384|512)-/.test(found) &&
	found.split(/[/=.]+/).some((part) => {
		// Digests stand in names of branches and folders too.
		const words = part
			.slice(0, 200)
			.split(/[+_-]/)
			.filter((word) => !/^[\da-f]+$/i.test(word));
		const text = words.join('-');
		const signs = words.join('');
		return shapes.some(
			({isOne, leastTurns}) => isOne.test(signs) && turns(text) >= leastTurns * signs.length,
		);
	});

/** In this order: what is known by its name first, what only looks random last. */
export const secretRules: readonly SecretRule[] = [
	{
		name: 'private key',
		pattern:
			/-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z\d ]{0,40}-----|$)/g,
	},
	{name: 'token', pattern: /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g},
	{name: 'API key', pattern: /\b(?:sk|rk|pk)-[\w-]{16,}/g, isSecret: (found) => hasDigit(found)},
	{name: 'API key', pattern: /\b(?:sk|rk|pk|whsec)_(?:live_|test_)?[A-Za-z\d]{16,}/g},
	{name: 'GitHub token', pattern: /\bgh[a-z]_[A-Za-z\d]{20,}|\bgithub_pat_\w{20,}/g},
	{name: 'GitLab token', pattern: /\bgl[a-z]{2,5}-[\w-]{20,}/g},
	{name: 'Slack token', pattern: /\bxox[a-z]-[A-Za-z\d-]{8,}|\bxapp-[A-Za-z\d-]{10,}/g},
	{name: 'AWS key', pattern: /\b(?:AKIA|ASIA|AROA)[A-Z\d]{16}\b/g},
	{name: 'Google key', pattern: /\bAIza[\w-]{30,}|\bya29\.[\w-]{20,}/g},
	{name: 'npm token', pattern: /\bnpm_[A-Za-z\d]{30,}/g},
	{name: 'Hugging Face token', pattern: /\bhf_[A-Za-z\d]{30,}/g},
	{
		name: 'password',
		pattern: /\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s/:@]{0,100}:(?<secret>[^\s/@]{1,200})@/gi,
		isSecret: (secret) => !placeholder.test(secret),
	},
	{
		name: 'token',
		pattern:
			/\bauthorization["']?\s{0,4}[:=]\s{0,4}["']?(?:basic|digest|token)\s{1,4}(?<secret>[\w.~+/=-]{6,})/gi,
	},
	{
		name: 'token',
		pattern: /\bbearer\s{1,4}(?<secret>[\w.~+/=-]{8,})/gi,
		isSecret: (secret) => hasDigit(secret) || secret.length > 24,
	},
	{
		name: 'secret',
		pattern:
			/(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|credentials?|signature)["']?\s{0,4}(?:=(?!=)|:)\s{0,4}(?<secret>"[^"]{1,500}"|'[^']{1,500}'|[^\s"',;&)}\]]{1,500})/gi,
		isSecret: isAssigned,
	},
	{name: 'secret', pattern: /[A-Za-z\d+/_=.-]{24,}/g, isSecret: isRandom},
];
