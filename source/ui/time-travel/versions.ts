import type {FileVersion} from '../../history/queries.ts';
import type {Segment} from '../line.tsx';
import type {Memory} from '../history-source.ts';

/** What is shown of the versions of files. */
export type VersionsPanel = {
	/** Absolute. */
	readonly path: string;
	/** Position of the file among those that can be looked at, and how many there are. */
	readonly position: number;
	readonly count: number;
	/** Newest first. */
	readonly versions: readonly FileVersion[];
	readonly index: number;
	/** Ids of those that are compared; at most two. */
	readonly chosen: readonly number[];
	/** The comparison, once one was asked for. */
	readonly comparison: Comparison | null;
};

type Comparison = {
	readonly before: FileVersion | null;
	readonly after: FileVersion;
	readonly lines: (width: number) => readonly (readonly Segment[])[];
};

export type VersionsSession = {
	readonly panel: () => VersionsPanel | null;
	/** @returns why there is nothing to show, or null. */
	readonly open: (paths: readonly string[], memories: readonly Memory[]) => string | null;
	/** True: the key meant something here. */
	readonly press: (key: string) => boolean;
};

/** Lists the versions of a file, and compares two of them: the chosen ones, or one with the one before. */
export const createVersionsSession = ({
	onChange,
	onEnd,
}: {
	/** @param isOther what is shown is about something else: from its top. */
	readonly onChange: (isOther: boolean) => void;
	readonly onEnd: () => void;
}): VersionsSession => {
	let files: readonly {
		readonly path: string;
		readonly memory: Memory;
		readonly versions: readonly FileVersion[];
	}[] = [];
	let position = 0;
	let index = 0;
	let chosen: readonly number[] = [];
	let comparison: Comparison | null = null;

	const show = (next: number): void => {
		position = (next + files.length) % files.length;
		index = 0;
		chosen = [];
		onChange(true);
	};

	const move = (to: number): void => {
		const most = (files[position]?.versions.length ?? 1) - 1;
		index = Math.min(Math.max(0, to), most);
		onChange(false);
	};

	const compare = async (): Promise<void> => {
		const {versions, memory} = files[position]!;
		const marked = versions.filter(({id}) => chosen.includes(id));
		// With one mark, the selected line is the other.
		const pair = [...new Set([...marked, ...(marked.length < 2 ? [versions[index]!] : [])])];
		const [after, second] = pair.toSorted((a, b) => b.at - a.at || b.id - a.id);
		const before = second ?? versions[versions.indexOf(after!) + 1] ?? null;
		const {textDiff} = await import('../../recovery/preview/text-diff.ts');
		const textOf = (version: FileVersion | null): string =>
			version === null || version.type === 'removed'
				? ''
				: (memory.queries.textOf(version.id) ?? '');
		const [old, fresh] = [textOf(before), textOf(after!)];
		comparison = {
			before,
			after: after!,
			lines: (width) =>
				old === fresh
					? [[{text: 'both have the same text', tone: 'dim'}]]
					: textDiff(old, fresh, width),
		};
		onChange(true);
	};

	const keys: Readonly<Record<string, () => void>> = {
		up: () => move(index - 1),
		k: () => move(index - 1),
		down: () => move(index + 1),
		j: () => move(index + 1),
		pageup: () => move(index - 10),
		pagedown: () => move(index + 10),
		home: () => move(0),
		g: () => move(0),
		end: () => move(Number.POSITIVE_INFINITY),
		G: () => move(Number.POSITIVE_INFINITY),
		tab: () => show(position + 1),
		right: () => show(position + 1),
		left: () => show(position - 1),
		space() {
			const {id} = files[position]!.versions[index]!;
			chosen = chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-2);
			onChange(false);
		},
		enter() {
			void compare();
		},
		escape: onEnd,
		q: onEnd,
		D: onEnd,
	};

	return {
		panel() {
			const file = files[position];
			return file
				? {
						path: file.path,
						position,
						count: files.length,
						versions: file.versions,
						index,
						chosen,
						comparison,
					}
				: null;
		},
		open(paths, memories) {
			files = [...new Set(paths)].flatMap((path) => {
				const memory = memories.find(({workspace}) => path.startsWith(`${workspace}/`));
				const versions = memory?.queries.versionsOf(path) ?? [];
				return memory && versions.length > 0 ? [{path, memory, versions}] : [];
			});
			comparison = null;
			if (files.length === 0) {
				return memories.length === 0
					? 'nothing is recorded, so no version of it is known'
					: 'no version of its files has been recorded';
			}

			show(0);
			return null;
		},
		press(key) {
			if (comparison) {
				const leaves = key === 'escape' || key === 'q' || key === 'enter' || key === 'left';
				if (leaves) {
					comparison = null;
					onChange(true);
				}

				// Everything else scrolls.
				return leaves;
			}

			if (!Object.hasOwn(keys, key)) {
				return false;
			}

			keys[key]!();
			return true;
		},
	};
};
