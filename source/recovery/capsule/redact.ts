import {secretRules} from './secret-rules.ts';

/**
A text without the secrets it can be seen to hold: each is replaced by what it was. What is handed to an
agent, or pasted anywhere, passes through here. It can't find a secret that looks like a word.
*/
export const redact = (text: string): string =>
	secretRules.reduce(
		(cleaned, {name, pattern, isSecret}) =>
			cleaned.replaceAll(pattern, (found: string, ...rest: readonly unknown[]) => {
				const groups = rest.at(-1);
				const named: unknown =
					typeof groups === 'object' && groups !== null ? Reflect.get(groups, 'secret') : undefined;
				const secret = typeof named === 'string' ? named : found;
				if (isSecret && !isSecret(secret, found)) {
					return found;
				}

				const start = found.lastIndexOf(secret);
				return `${found.slice(0, start)}[redacted ${name}]${found.slice(start + secret.length)}`;
			}),
		text,
	);
