/** Why something is not done, in a sentence for a person; nothing was lost by it. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
}

const words: Readonly<Record<string, string>> = {
	EACCES: 'there is no permission',
	EBUSY: 'another program holds it',
	EDQUOT: 'the disk quota of this account is used up',
	EFBIG: 'no file may become that large here',
	EIO: 'the disk reports an error',
	EISDIR: 'it is a folder',
	ELOOP: 'its links lead in a circle',
	EMFILE: 'too many files are open',
	ENAMETOOLONG: 'the name is too long',
	ENFILE: 'too many files are open',
	ENOENT: 'it is not there any more',
	ENOSPC: 'no space is left on the disk',
	ENOTDIR: 'what should be a folder is none',
	ENOTEMPTY: 'the folder is not empty',
	EPERM: 'the system does not permit it',
	EROFS: 'the file system is read-only',
	EXDEV: 'it would lead to another file system',
};

/** The code of a system error: `ENOENT`; empty when it is none. */
export const codeOf = (error: unknown): string => {
	const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
	return typeof code === 'string' ? code : '';
};

/** What went wrong, in words that can follow a name and a colon. */
export const reasonOf = (error: unknown): string => {
	if (error instanceof Refusal) {
		return error.message;
	}

	const code = codeOf(error);
	return words[code] ?? (error instanceof Error ? error.message : String(error));
};
