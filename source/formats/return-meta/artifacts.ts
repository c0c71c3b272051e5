import {asList, asText, type Fields, isRecord} from './fields.ts';
import {projectOf} from './place.ts';

/** An artifact as a file lists it. */
type ListedArtifact = {
	readonly path: string;
	readonly type: string | null;
	readonly summary: string | null;
	/** Absolute path inside the workspace; null where the listed one leads out of it. */
	readonly target: string | null;
};

export type ListedArtifacts = {
	readonly items: readonly ListedArtifact[];
	/** Entries without a path. */
	readonly malformed: number;
};

type Bare = Omit<ListedArtifact, 'target'>;

/**
Reads a list of artifacts in every shape that occurs: objects, bare paths, an object of
`{research: path, plan: [path]}`, and a path that is itself the JSON text of an artifact.
*/
export const readArtifacts = (value: unknown, root: string, workspace: string): ListedArtifacts => {
	const found = isRecord(value) ? fromObject(value) : asList(value).map((item) => fromItem(item));
	const items: ListedArtifact[] = [];
	for (const item of found) {
		if (item) {
			items.push({...item, target: resolveListed(item.path, root, workspace)});
		}
	}

	return {items, malformed: found.length - items.length};
};

const fromItem = (item: unknown, type: string | null = null): Bare | null => {
	if (!isRecord(item)) {
		const path = typeof item === 'string' ? asText(item) : null;
		return path === null ? null : {path, type, summary: null};
	}

	const path = typeof item['path'] === 'string' ? asText(item['path']) : null;
	if (path === null) {
		return null;
	}

	const inner = path.startsWith('{') ? parseInner(path) : null;
	return (
		inner ?? {
			path,
			type: asText(item['type']) ?? type,
			summary: asText(item['summary']) ?? asText(item['description']),
		}
	);
};

const parseInner = (text: string): Bare | null => {
	try {
		const value: unknown = JSON.parse(text);
		const path = isRecord(value) ? asText(value['path']) : null;
		return isRecord(value) && path !== null && !path.startsWith('{')
			? {path, type: asText(value['type']), summary: asText(value['summary'])}
			: null;
	} catch {
		return null;
	}
};

const fromObject = (value: Fields): (Bare | null)[] =>
	typeof value['path'] === 'string'
		? [fromItem(value)]
		: Object.entries(value).flatMap(([type, paths]) =>
				asList(paths).map((path) => fromItem(path, type)),
			);

/** Whether a path points away from the project: absolute, or into somebody's home. */
export const leadsOutside = (path: string): boolean => /^(?:[/~\\]|[A-Za-z]:)/.test(path);

/**
The absolute path of a listed one. Paths are relative to the project of the root, to the workspace
when they begin with the root as seen from there, or to the root when they begin with a task folder.
Null for everything that would leave the workspace.
*/
export const resolveListed = (path: string, root: string, workspace: string): string | null => {
	if (leadsOutside(path) || path.includes('\0')) {
		return null;
	}

	const label = root.startsWith(`${workspace}/`) ? root.slice(workspace.length + 1) : null;
	const base =
		label !== null && path.startsWith(`${label}/`)
			? workspace
			: /^(?:OC_)?\d{1,4}_/.test(path)
				? root
				: projectOf(root);
	const resolved = normalise(`${base}/${path}`);
	return resolved?.startsWith(`${workspace}/`) ? resolved : null;
};

const normalise = (path: string): string | null => {
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '..') {
			if (parts.pop() === undefined) {
				return null;
			}
		} else if (part !== '' && part !== '.') {
			parts.push(part);
		}
	}

	return `/${parts.join('/')}`;
};

/** The number of the task folder a path leads into, or null. */
export const taskNumberIn = (path: string): number | null => {
	const match = /(?:^|\/)(?:specs|archive)\/(?:OC_)?0*(\d{1,4})_[^/]+\//.exec(path);
	return match ? Number(match[1]) : null;
};
