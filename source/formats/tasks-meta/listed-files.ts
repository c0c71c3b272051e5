import {placeOf, relativeTo} from './places.ts';
import type {ListedFiles} from './values.ts';

/**
The paths in a list of files: an array, "a b", "a,b" or prose. What does not look like a path is
left out; a path gets a reference only when it stays inside the workspace.
*/
export const listedFiles = (
	written: string | readonly string[] | null,
	from: {readonly path: string; readonly workspace: string},
): ListedFiles => {
	const whole = typeof written === 'string' ? [written] : (written ?? []);
	const tokens = whole.flatMap((part) => part.slice(0, maximumLength).split(/[\s,;]+/));
	const {project} = placeOf(from.path);
	const seen = new Set<string>();
	const paths = tokens
		.map((token) => token.replaceAll(/^[`"'([]+|[`"')\].:]+$/g, ''))
		.filter((token) => isPathLike(token) && !seen.has(token) && seen.add(token))
		.map((token) => ({
			written: token,
			reference: absoluteInside(token, project, from.workspace),
		}));
	return {paths, areAlternatives: tokens.includes('or')};
};

/** Longer lists than this are prose that went wrong. */
const maximumLength = 8192;

const pathLike = /^[\w@.+#$()[\]-]+(?:\/[\w@.+#$()[\]-]*)*$/;
const hasExtension = /[^/.]\.[A-Za-z]\w{0,7}$|^\.[A-Za-z][\w.-]*$/;

const isPathLike = (token: string): boolean =>
	token.length > 1 &&
	token.length < 400 &&
	pathLike.test(token) &&
	(token.includes('/') ? /[\w]/.test(token) && token !== 'N/A' : hasExtension.test(token));

/**
A path of a file, made absolute: from the project folder, `..` resolved. Null when it is absolute
already, starts at a home folder or leaves the workspace.
*/
export const absoluteInside = (
	written: string,
	project: string,
	workspace: string,
): string | null => {
	if (/^[/~\\]|^[A-Za-z]:|\0|\\/.test(written)) {
		return null;
	}

	const names = project === '/' ? [] : project.split('/').slice(1);
	for (const name of written.split('/')) {
		if (name === '..') {
			if (names.length === 0) {
				return null;
			}

			names.pop();
		} else if (name !== '' && name !== '.') {
			names.push(name);
		}
	}

	const absolute = `/${names.join('/')}`;
	return relativeTo(workspace, absolute) ? absolute : null;
};
