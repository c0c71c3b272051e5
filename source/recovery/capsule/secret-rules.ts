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

/** Counts of tokens are numbers; an unquoted word behind a colon may be prose. */
const isAssigned = (value: string, found: string): boolean => {
	const bare = value.replaceAll(/^["'`]|["'`.]$/g, '');
	const isPassword = /^pass|^pwd/i.test(found);
	const isProse = /:\s/.test(found) && !/["'`]/.test(value) && !hasDigit(bare);
	return (
		bare !== '' &&
		!placeholder.test(bare) &&
		!bare.startsWith('[redacted') &&
		!(/^\d+$/.test(bare) && !isPassword) &&
		!isProse
	);
};

/** Bits of a character, by how often each stands in the text (Shannon). */
const entropy = (text: string): number => {
	const counts = new Map<string, number>();
	for (const character of text) {
		counts.set(character, (counts.get(character) ?? 0) + 1);
	}

	return [...counts.values()].reduce(
		(sum, count) => sum - (count / text.length) * Math.log2(count / text.length),
		0,
	);
};

const shortest = 24;
const shortestInOneCase = 32;
/** Names and words have less; random letters and digits of this length have more. */
const leastEntropy = 3.5;

/**
Long and like nothing a person writes: upper and lower case and digits mixed, or many digits strewn among
letters of one case. Digests of git (hexadecimal), UUIDs and paths are none: they are no secrets.
*/
const isRandom = (found: string): boolean =>
	!/^sha(?:1|256|384|512)-/.test(found) &&
	found.split(/[/_=.-]+/).some((part) => {
		const text = part.slice(0, 200);
		const digits = text.replaceAll(/\D/g, '').length;
		const isMixed = /[a-z]/.test(text) && /[A-Z]/.test(text) && digits > 1;
		const isStrewn = text.length >= shortestInOneCase && digits > 5 && /[g-z]/i.test(text);
		return (
			text.length >= shortest &&
			!/^[\da-f]+$/i.test(text) &&
			(isMixed || isStrewn) &&
			entropy(text) >= leastEntropy
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
			/(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|credentials?|signature)["']?\s{0,4}(?:=|:)\s{0,4}(?<secret>"[^"]{1,500}"|'[^']{1,500}'|[^\s"',;&)}\]]{1,500})/gi,
		isSecret: isAssigned,
	},
	{name: 'secret', pattern: /[A-Za-z\d+/_=.-]{24,}/g, isSecret: isRandom},
];
