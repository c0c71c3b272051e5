import type {Happening} from '../../analysis/happening.ts';
import type {Segment} from '../line.tsx';
import type {Memory} from '../history-source.ts';

/** What a file was changed to at a moment, to be read as a diff. */
export type FileChangeShown = {
	/** Absolute. */
	readonly path: string;
	readonly lines: (width: number) => readonly (readonly Segment[])[];
};

/** More files of one moment are named in the list of versions. */
const mostFiles = 3;

const writtenAfterMs = 700;

/**
Finds what the files of a happening were changed to, and remembers it for the one that was asked last.

@returns null while it is being looked for.
*/
export const createFileChanges = (
	memories: () => readonly Memory[],
	onChange: () => void,
): ((
	happening: Happening,
	files: readonly string[] | null,
) => readonly FileChangeShown[] | null) => {
	let known: {
		key: string;
		asked: readonly Memory[];
		changes: readonly FileChangeShown[] | null;
	} | null = null;

	const find = async (
		happening: Happening,
		files: readonly string[] | null,
	): Promise<readonly FileChangeShown[]> => {
		const {textDiff} = await import('../../recovery/preview/text-diff.ts');
		return memories()
			.flatMap(({queries}) =>
				queries.changesAt(happening.at).map((change) => ({...change, queries})),
			)
			.filter(({path}) => files === null || files.includes(path))
			.slice(0, mostFiles)
			.map(({path, before, after, queries}) => {
				const old = before?.type === 'read' ? queries.textOf(before.id) : null;
				const fresh = after.type === 'read' ? queries.textOf(after.id) : null;
				return {
					path,
					lines: (width) =>
						after.type === 'removed'
							? [[{text: 'the file was removed', tone: 'failed'}]]
							: old === fresh
								? [[{text: 'its text stayed the same', tone: 'dim'}]]
								: textDiff(old ?? '', fresh ?? '', width),
				};
			});
	};

	/** What has just been seen is written a moment later. */
	const findTwice = async (
		happening: Happening,
		files: readonly string[] | null,
	): Promise<readonly FileChangeShown[]> => {
		const found = await find(happening, files);
		if (found.length > 0) {
			return found;
		}

		await new Promise((resolve) => {
			setTimeout(resolve, writtenAfterMs).unref();
		});
		return await find(happening, files);
	};

	const tell = async (
		happening: Happening,
		files: readonly string[] | null,
		asked: readonly Memory[],
	): Promise<void> => {
		const {key} = happening;
		const changes = await findTwice(happening, files).catch(() => []);
		if (known?.key === key && known.asked === asked) {
			known = {key, asked, changes};
			onChange();
		}
	};

	return (happening, files) => {
		const {key} = happening;
		const asked = memories();
		if (known?.key !== key || known.asked !== asked) {
			known = {key, asked, changes: null};
			void tell(happening, files, asked);
		}

		return known.changes;
	};
};
