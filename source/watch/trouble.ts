import {harmless} from '../text/harmless.ts';
import {codeOf} from './stamp.ts';

/** Errors of a watcher that mean "no more of these", with what helps. */
const limits: Readonly<Record<string, string>> = {
	ENOSPC: 'inotify limit reached: sudo sysctl fs.inotify.max_user_watches=524288',
	EMFILE: 'too many open files or watchers: raise `ulimit -n` and fs.inotify.max_user_instances',
	ENFILE: 'too many files are open on this machine: close programs or raise fs.file-max',
};

/** Errors that only say that a folder is not there any more, or may not be looked into. */
const harmlessCodes: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM']);

/**
Why folders cannot be watched, in one sentence, or null when the error says nothing about watching.
*/
export const watchTrouble = (error: unknown): string | null => {
	const code = codeOf(error);
	if (harmlessCodes.has(code)) {
		return null;
	}

	return (
		limits[code] ??
		`changes are not reported (${harmless(error instanceof Error ? error.message : String(error))})`
	);
};
