import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {gunzipSync} from 'node:zlib';

/** A file as one commit left it; null: it was deleted or moved away. */
export type Version = {
	readonly at: number;
	/** Relative to the root of the repository. */
	readonly path: string;
	readonly content: string | null;
};

/** The metadata of one repository as it changed. */
export type History = {
	readonly name: string;
	/** What stood there before the first burst. */
	readonly baseline: readonly Version[];
	/** The changes of one commit each, oldest first. */
	readonly bursts: readonly (readonly Version[])[];
};

type Line = {
	readonly commit: string;
	readonly committed_at: string;
	readonly path: string;
	readonly content: string | null;
};

const ending = '.jsonl.gz';
const baselineEnding = `.baseline${ending}`;

/** All histories in a folder of gzipped JSON Lines; none when there is no such folder. */
export const readHistories = (folder: string): readonly History[] =>
	existsSync(folder)
		? readdirSync(folder)
				.filter((name) => name.endsWith(ending) && !name.endsWith(baselineEnding))
				.sort()
				.map((name) => readHistory(folder, name.slice(0, -ending.length)))
		: [];

const readHistory = (folder: string, name: string): History => {
	const baseline = path.join(folder, name + baselineEnding);
	const bursts: Version[][] = [];
	let commit = '';
	for (const line of linesOf(path.join(folder, name + ending))) {
		if (line.commit !== commit) {
			commit = line.commit;
			bursts.push([]);
		}

		bursts.at(-1)!.push(versionOf(line));
	}

	return {
		name,
		baseline: existsSync(baseline) ? linesOf(baseline).map(versionOf) : [],
		bursts,
	};
};

const linesOf = (file: string): readonly Line[] =>
	gunzipSync(readFileSync(file))
		.toString('utf8')
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as Line);

const versionOf = ({committed_at: at, path: file, content}: Line): Version => ({
	at: Date.parse(at),
	path: file,
	content,
});
