import type {DatabaseSync} from 'node:sqlite';
import {type Contents, createContents} from './contents.ts';
import {numberOf} from './row-values.ts';
import type {Recording, VersionRecord} from './recording.ts';

/** Two that watch the same file note the same version within this many milliseconds. */
export const sameMomentMs = 10_000;

type Columns = Record<string, string | number | null>;

export type VersionWriter = {
	/** @returns how many of them were news. */
	readonly write: (recording: Recording, run: number) => number;
	/** Notes as removed what is known and was not found any more. */
	readonly removeAllBut: (paths: ReadonlySet<string>, at: number, run: number) => number;
};

/** Writes versions of files: each once, whoever has seen it. Runs within the caller's transaction. */
export const createVersionWriter = (database: DatabaseSync, workspace: string): VersionWriter => {
	const contents: Contents = createContents(database);
	const pathId = database.prepare('select id from paths where path = ?');
	const insertPath = database.prepare('insert into paths (path, workspace) values (?, ?)');
	const latest = database.prepare(`
		select type, content_id, modified_at, size, run_id from versions
		where path_id = ? and at <= ? and (type = 'references') = ?
		order by at desc, id desc limit 1`);
	const latestContent = database.prepare(`
		select content_id from versions
		where path_id = ? and type = 'read' and content_id is not null order by at desc, id desc limit 1`);
	const byOthers = database.prepare(`
		select 1 from versions
		where path_id = ? and at between ? and ? and run_id <> ? and type = ?
			and content_id is ? and modified_at is ? and size is ?
		limit 1`);
	const insert = database.prepare(`
		insert or ignore into versions (path_id, at, type, format, kind, shape, modified_at, size,
			is_folder, inode, read_at, content_id, is_first, run_id)
		values ($path, $at, $type, $format, $kind, $shape, $modified, $size,
			$isFolder, $inode, $readAt, $content, $isFirst, $run)`);
	const alive = database.prepare(`
		select path, type from (
			select paths.path as path, (
				select type from versions where path_id = paths.id and type <> 'references'
				order by at desc, id desc limit 1
			) as type from paths
		) where type = 'read'`);

	const idOf = (path: string): number =>
		Number(pathId.get(path)?.['id'] ?? insertPath.run(path, workspace).lastInsertRowid);

	const add = (record: VersionRecord, {at, isFirst}: Recording, run: number): number => {
		const path = idOf(record.path);
		const text = record.type === 'removed' ? null : record.text;
		const near = text === null ? null : numberOf(latestContent.get(path)?.['content_id']);
		const content = text === null ? null : contents.put(text, near);
		const columns = columnsOf(record);
		const before = latest.get(path, at, record.type === 'references' ? 1 : 0);
		const isAsBefore =
			before?.['type'] === record.type &&
			before['content_id'] === content &&
			before['modified_at'] === columns['$modified'] &&
			before['size'] === columns['$size'];
		// Whoever has seen it before may have seen it change and change back; others are only late.
		if (isAsBefore || (record.type === 'removed' && before === undefined)) {
			return 0;
		}

		const [from, to] = [at - sameMomentMs, at + sameMomentMs];
		const {$modified: modified = null, $size: size = null} = columns;
		if (byOthers.get(path, from, to, run, record.type, content, modified, size)) {
			return 0;
		}

		const added = insert.run({
			$path: path,
			$at: Math.trunc(at),
			$type: record.type,
			...columns,
			$content: content,
			$isFirst: isFirst ? 1 : 0,
			$run: run,
		});
		return Number(added.changes);
	};

	return {
		write: (recording, run) =>
			recording.versions.reduce((sum, record) => sum + add(record, recording, run), 0),
		removeAllBut(paths, at, run) {
			const gone = alive.all().filter(({path}) => !paths.has(String(path)));
			const recording = {at, isFirst: true, versions: [], transitions: [], tasks: []};
			return gone.reduce(
				(sum, {path}) => sum + add({type: 'removed', path: String(path)}, recording, run),
				0,
			);
		},
	};
};

const nothing: Columns = {
	$format: null,
	$kind: null,
	$shape: null,
	$modified: null,
	$size: null,
	$isFolder: null,
	$inode: null,
	$readAt: null,
};

const columnsOf = (record: VersionRecord): Columns =>
	record.type === 'read'
		? {
				$format: record.format,
				$kind: record.kind,
				$shape: record.shape,
				$modified: record.stat.modifiedAt,
				$size: Math.trunc(record.stat.size),
				$isFolder: record.stat.isFolder ? 1 : 0,
				$inode: record.stat.inode ?? null,
				$readAt: Math.trunc(record.readAt),
			}
		: nothing;
