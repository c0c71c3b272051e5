import {isAsSeen} from './ledger.ts';
import {applyAll} from './apply.ts';
import {failureOf, type Intake} from './intake.ts';
import {createLater} from './later.ts';
import {readDocument} from './read-document.ts';
import type {ClaimedFile} from './territory.ts';

/** Reads databases again while others write to them. */
export type Databases = {
	/** Something happened to this database, or to what lies beside it. */
	readonly hint: (file: ClaimedFile) => void;
	/** Whether it is being read, or about to be. */
	readonly has: (path: string) => boolean;
	readonly close: () => Promise<void>;
};

/** A transaction is several writes; the first of them is not worth reading. */
const firstWaitMs = 30;

/** Shortest time from one reading to the next while a writer is busy. */
const busyWaitMs = 250;

/** A writer that holds a database for longer is shown as busy. */
const maximumTries = 8;

/** @param onRead called with the path of a database after it was read again. */
export const createDatabases = (
	{store, ledger, territory, now, onApplied}: Intake,
	onRead: (path: string) => void,
	onError: (error: unknown) => void,
): Databases => {
	const lastReadAt = new Map<string, number>();
	const tries = new Map<string, number>();
	const running = new Map<string, Promise<void>>();
	let isClosed = false;

	const read = async (file: ClaimedFile): Promise<void> => {
		const {path} = file;
		if (isAsSeen(ledger, file)) {
			return;
		}

		const document = await readDocument(file, now);
		lastReadAt.set(path, performance.now());
		if (isClosed || !document || territory.files.get(path) !== file) {
			// One that is gone is noticed by its own name.
			return;
		}

		const {content} = document.input;
		const attempt = (tries.get(path) ?? 0) + 1;
		if (
			content.type === 'database' &&
			content.database.state === 'busy' &&
			attempt < maximumTries
		) {
			tries.set(path, attempt);
			later.at(path, busyWaitMs);
			return;
		}

		tries.delete(path);
		const before = ledger.get(path)?.stamp;
		ledger.set(path, document.seen);
		applyAll(store, [{type: 'read', format: file.format.name, input: document.input}], {
			now: now(),
			isFirst: false,
			onFailure: failureOf({ledger, onError}),
		});
		// In write-ahead mode the file itself stays as it is; what lies beside it is not asked.
		const {changedAt} = document.seen.stamp;
		onApplied?.(before && before.changedAt !== changedAt ? [changedAt] : []);
		onRead(path);
	};

	const later = createLater((path) => {
		const file = territory.files.get(path);
		if (!file) {
			return;
		}

		if (running.has(path)) {
			later.at(path, busyWaitMs);
			return;
		}

		running.set(
			path,
			read(file)
				.catch(onError)
				.finally(() => running.delete(path)),
		);
	});

	return {
		hint({path}) {
			if (!isClosed && !later.has(path)) {
				const sinceLast = performance.now() - (lastReadAt.get(path) ?? Number.NEGATIVE_INFINITY);
				later.at(path, Math.max(firstWaitMs, busyWaitMs - sinceLast));
			}
		},
		has: (path) => running.has(path) || later.has(path),
		async close() {
			isClosed = true;
			later.close();
			await Promise.all(running.values());
		},
	};
};
