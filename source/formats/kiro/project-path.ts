/**
The absolute path of a file that a document names, or null when it is not inside the project: absolute,
of somebody's home, with a NUL, or climbing out by `..`.
*/
export const projectPath = (project: string, name: string): string | null => {
	if (name === '' || /^[/~\\]|^[A-Za-z]:|\0/.test(name)) {
		return null;
	}

	const parts: string[] = [];
	for (const part of name.split(/[/\\]/)) {
		if (part === '' || part === '.') {
			continue;
		}

		if (part !== '..') {
			parts.push(part);
		} else if (parts.pop() === undefined) {
			return null;
		}
	}

	return parts.length === 0 ? null : `${project === '/' ? '' : project}/${parts.join('/')}`;
};

/** Looks like a path: has a folder, or a name with an extension or a leading dot. */
export const looksLikePath = (text: string): boolean =>
	text.length < 500 && /^[^\s:]+$/.test(text) && /\/|^\.[A-Za-z]|\.[A-Za-z]\w{0,14}$/.test(text);
