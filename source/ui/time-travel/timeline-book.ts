import {type Happening, happeningOfEntry, happeningOfTransition} from '../../analysis/happening.ts';
import {keptTransitions} from '../../history/kept-transitions.ts';
import type {Transition} from '../../model/transition.ts';
import type {HistorySource, Memory} from '../history-source.ts';

/** What the Timeline has to show so far. */
export type Told = {
	/** Newest first. */
	readonly happenings: readonly Happening[];
	/** Whether there may be older ones that were not read yet. */
	readonly hasMore: boolean;
	/** Why nothing older than this run of metawatch is told; null: it is. */
	readonly gap: 'off' | 'full' | null;
};

export type TimelineBook = {
	/**
	@param transitions of the state, oldest first.
	@param until the moment that is shown, when that is not the present.
	*/
	readonly tell: (transitions: readonly Transition[], until: number | null) => Told;
	/** Reads older ones, a page at a time, until told otherwise. */
	readonly readMore: () => void;
	readonly close: () => void;
};

const pageSize = 300;

/** More than this is not held at once; `T` goes to any moment, and the Timeline tells what was before it. */
const mostHeld = 20_000;

/** Recoveries are few. */
const mostEntries = 200;

/** A recovery is written down a moment after its changes have been seen. */
const auditAfterMs = 500;

/** Reads what happened from the histories, page by page, and what happens now from the state. */
export const createTimelineBook = (
	history: Pick<HistorySource, 'memories'> | null,
	onChange: () => void,
): TimelineBook => {
	let until: number | null | undefined;
	let live: Transition[] = [];
	let last: Transition | null = null;
	let kept: Happening[] = [];
	let audit: readonly Happening[] = [];
	let pages: Generator<Transition, void, undefined> | null = null;
	let isReading = false;
	let isComplete = false;
	let opened = 0;
	let auditTimer: NodeJS.Timeout | null = null;
	let told: Told | null = null;

	const reset = (moment: number | null, transitions: readonly Transition[]): void => {
		until = moment;
		live = moment === null ? [...transitions] : [];
		last = live.at(-1) ?? null;
		kept = [];
		audit = [];
		pages = null;
		isReading = false;
		isComplete = history === null;
		told = null;
		opened++;
	};

	/** What has come since; false: so much that it is not known any more. */
	const follow = (transitions: readonly Transition[]): boolean => {
		if (transitions.at(-1) === last || transitions.length === 0) {
			return true;
		}

		const from = last === null ? 0 : transitions.lastIndexOf(last) + 1;
		if ((last !== null && from === 0) || live.length > mostHeld) {
			return false;
		}

		live.push(...transitions.slice(from));
		last = live.at(-1) ?? null;
		told = null;
		planAudit();
		return true;
	};

	const planAudit = (): void => {
		auditTimer ??= setTimeout(() => {
			auditTimer = null;
			void readAudit(opened);
		}, auditAfterMs);
		auditTimer.unref();
	};

	const readAudit = async (own: number): Promise<void> => {
		const memories = (await history?.memories()) ?? [];
		if (own === opened) {
			audit = auditOf(memories).filter(({at}) => until === null || at <= until!);
			told = null;
			onChange();
		}
	};

	const readPage = async (): Promise<void> => {
		const own = opened;
		const memories = (await history?.memories()) ?? [];
		// Keys that were pressed meanwhile go first.
		await new Promise((resolve) => {
			setImmediate(resolve);
		});
		if (own !== opened) {
			return;
		}

		if (!pages) {
			const end = until ?? live[0]?.at;
			pages = keptTransitions(memories, end === undefined ? {} : {until: end});
			void readAudit(own);
		}

		// What is in the state as well has the same moment as the oldest of that.
		const isKnown = new Set(
			live.filter(({at}) => at === live[0]!.at).map((one) => happeningOfTransition(one).key),
		);
		let left = pageSize;
		while (left > 0) {
			const {value} = pages.next();
			if (!value) {
				isComplete = true;
				break;
			}

			const happening = happeningOfTransition(value);
			if (!isKnown.has(happening.key) && kept.at(-1)?.key !== happening.key) {
				kept.push(happening);
				left--;
			}
		}

		isReading = false;
		told = null;
		onChange();
	};

	const readMore = (): void => {
		if (!isReading && !isComplete && kept.length < mostHeld) {
			isReading = true;
			readPage().catch(() => {
				// Who writes says what is wrong with it; what is known stays.
				isReading = false;
				isComplete = true;
			});
		}
	};

	return {
		tell(transitions, moment) {
			if (moment !== until || (moment === null && !follow(transitions))) {
				reset(moment, transitions);
				readMore();
			}

			told ??= {
				happenings: withAudit(
					[...live.map(happeningOf).reverse(), ...kept],
					audit,
					isComplete || kept.length >= mostHeld,
				),
				hasMore: !isComplete && kept.length < mostHeld,
				gap: history === null ? 'off' : !isComplete && kept.length >= mostHeld ? 'full' : null,
			};
			return told;
		},
		readMore,
		close() {
			opened++;
			if (auditTimer) {
				clearTimeout(auditTimer);
			}
		},
	};
};

const happenings = new WeakMap<Transition, Happening>();

const happeningOf = (transition: Transition): Happening => {
	const known = happenings.get(transition) ?? happeningOfTransition(transition);
	happenings.set(transition, known);
	return known;
};

const auditOf = (memories: readonly Memory[]): readonly Happening[] =>
	memories
		.flatMap(({queries}) => queries.audit(mostEntries))
		.map(happeningOfEntry)
		.toSorted((a, b) => b.at - a.at);

/** Both newest first. Recoveries older than what is read so far wait until that is reached. */
const withAudit = (
	changes: readonly Happening[],
	audit: readonly Happening[],
	isComplete: boolean,
): readonly Happening[] => {
	if (audit.length === 0) {
		return changes;
	}

	const all: Happening[] = [];
	let next = 0;
	for (const change of changes) {
		while (next < audit.length && audit[next]!.at >= change.at) {
			all.push(audit[next++]!);
		}

		all.push(change);
	}

	return isComplete ? [...all, ...audit.slice(next)] : all;
};
