import type {Fact} from '../../../model/task.ts';
import {harmless} from '../../../text/harmless.ts';
import type {Document} from '../../format.ts';
import {folderOf, nameOf, projectOf} from '../claims.ts';
import type {SpecConfig, SpecInfo} from '../values.ts';

/** What lies beside a task list. */
export type Side = {
	readonly info: Document<SpecInfo> | null;
	readonly config: Document<SpecConfig> | null;
	/** Absolute paths. */
	readonly diaries: readonly string[];
	/** Epoch ms of the last change of any of these files; null when there is none. */
	readonly changedAt: number | null;
};

export const noSide: Side = {info: null, config: null, diaries: [], changedAt: null};

/** Spec folder -> what lies in it beside lists. */
export const sidesOf = (documents: readonly Document[]): ReadonlyMap<string, Side> => {
	const sides = new Map<string, Side>();
	for (const document of documents) {
		const {kind, path, stat} = document;
		if (kind !== 'spec' && kind !== 'config' && kind !== 'diary') {
			continue;
		}

		const folder = folderOf(path);
		const side = sides.get(folder) ?? noSide;
		const changedAt = Math.max(side.changedAt ?? 0, stat.modifiedAt);
		sides.set(
			folder,
			kind === 'spec'
				? {...side, changedAt, info: document as Document<SpecInfo>}
				: kind === 'config'
					? {...side, changedAt, config: document as Document<SpecConfig>}
					: {...side, changedAt, diaries: [...side.diaries, path]},
		);
	}

	return sides;
};

const archive = /\/\.kiro\/specs\/(?:.*\/)?_(?:completed|archived?|done)\//;

/** Finished specs are moved to `_completed`. */
export const isArchived = (path: string): boolean => archive.test(path);

/**
What people call a list: `specs/user-auth`, with the file where it is not the usual one, and with the
project's folder in front where a workspace holds several.
*/
export const labelOf = (path: string, workspace: string): string => {
	const project = projectOf(path);
	const inside = path.slice(`${project === '/' ? '' : project}/.kiro/`.length);
	const isUsual = nameOf(path) === 'tasks.md' && inside !== 'specs/tasks.md';
	const own = isUsual ? folderOf(inside) : inside;
	const above =
		project.startsWith(`${workspace}/`) && workspace !== ''
			? `${project.slice(workspace.length + 1)}/`
			: '';
	return harmless(`${above}${own}${isArchived(path) ? ' (archived)' : ''}`);
};

/** Facts of the spec that every task of it shares. */
export const specFacts = ({info, config, diaries}: Side, project: string): readonly Fact[] => {
	const spec = info?.value ?? info?.lastGood ?? null;
	const settings = config?.value ?? config?.lastGood ?? null;
	const facts: readonly (readonly [string, string | null | undefined, string | undefined])[] = [
		['phase', spec?.phase, info?.path],
		['approvals', spec?.approvals, info?.path],
		['ready for implementation', flag(spec?.isReady), info?.path],
		['language', spec?.language, info?.path],
		['type', settings?.specType, config?.path],
		['workflow', settings?.workflow, config?.path],
		['spec id', settings?.specId, config?.path],
		...diaries.map((path) => ['diary', harmless(path.slice(project.length + 1)), path] as const),
	];
	return facts.flatMap(([label, value, path]) =>
		value && path ? [{label, value, origin: {path, line: null}}] : [],
	);
};

const flag = (value: boolean | null | undefined): string | null =>
	typeof value === 'boolean' ? (value ? 'yes' : 'no') : null;
