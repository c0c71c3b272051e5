import type {Health} from '../model/health.ts';

/** Health as it is put together from what each part of the watch knows. */
export type HealthBoard = {
	readonly health: () => Health;
	readonly subscribe: (listener: () => void) => () => void;
	/** Takes over what is given; tells who asked when something is different. */
	readonly update: (known: Partial<Known>) => void;
};

type Known = {
	readonly isFirstReadDone: boolean;
	/** Changes are noticed, by events or by asking. */
	readonly isWatching: boolean;
	/** Why what is shown may be old; null: it is not. */
	readonly stale: string | null;
	/** Why files are asked every few seconds; null: events are enough. */
	readonly polling: string | null;
	readonly files: number;
	readonly folders: number;
	readonly missed: number;
};

export const createHealthBoard = (): HealthBoard => {
	let known: Known = {
		isFirstReadDone: false,
		isWatching: false,
		stale: null,
		polling: null,
		files: 0,
		folders: 0,
		missed: 0,
	};
	let health = healthOf(known);
	const listeners = new Set<() => void>();
	return {
		health: () => health,
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		update(more) {
			known = {...known, ...more};
			const next = healthOf(known);
			if (fields.some((field) => next[field] !== health[field])) {
				health = next;
				for (const listener of listeners) {
					listener();
				}
			}
		},
	};
};

const fields = ['mode', 'reason', 'files', 'folders', 'missed'] as const;

const healthOf = ({
	isFirstReadDone,
	isWatching,
	stale,
	polling,
	files,
	folders,
	missed,
}: Known): Health => {
	const counts = {files, folders, missed};
	if (stale !== null) {
		return {mode: 'stale', reason: stale, ...counts};
	}

	if (!isFirstReadDone || !isWatching) {
		return {mode: 'scanning', reason: null, ...counts};
	}

	return polling === null
		? {mode: 'live', reason: null, ...counts}
		: {mode: 'polling', reason: polling, ...counts};
};
