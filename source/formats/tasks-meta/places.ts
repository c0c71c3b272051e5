/**
Where a path stands in a project. Everything is read from the path alone: `specs` and `changes` hold
features, `.specify` and `.async_state` stand beside them.
*/
const containers: ReadonlySet<string> = new Set(['specs', 'changes']);

export type Place = {
	/** Absolute folder that holds `specs`, `changes`, `.specify` or `.async_state`. */
	readonly project: string;
	/** Absolute folder of the feature: the folder of the file, without `.aitracking` and markers. */
	readonly feature: string;
	/** Names of the folders below `specs` or `changes`; null when the path is not below one. */
	readonly inContainer: readonly string[] | null;
};

/** The folder of a path; "/" has none above it. */
export const parentOf = (path: string): string => {
	const end = path.lastIndexOf('/');
	return end <= 0 ? '/' : path.slice(0, end);
};

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const markerFolder = /\/(?:\.async_state\/)?delegation_(?:prompts|completed|errors)$/;
const hiddenFolder = /\/\.(?:aitracking|specify|async_state)$/;

/** Which project and feature a claimed path belongs to. */
export const placeOf = (path: string): Place => {
	const folder = parentOf(path);
	const feature = folder.replace(markerFolder, '').replace(hiddenFolder, '') || '/';
	if (folder.endsWith('/.specify')) {
		return {project: feature, feature, inContainer: null};
	}

	const names = feature.split('/');
	// The last one: a project may itself lie somewhere below a folder called "specs".
	const index = names.findLastIndex((name) => containers.has(name));
	if (index === -1) {
		return {project: feature, feature, inContainer: null};
	}

	const project = names.slice(0, index).join('/') || '/';
	return {
		project: project.replace(hiddenFolder, '') || '/',
		feature,
		inContainer: names.slice(index + 1),
	};
};

/** A path below a folder without its leading part, "" for the folder itself; else null. */
export const relativeTo = (folder: string, path: string): string | null => {
	if (path === folder) {
		return '';
	}

	const base = folder === '/' ? '/' : `${folder}/`;
	return path.startsWith(base) ? path.slice(base.length) : null;
};
