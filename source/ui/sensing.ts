import type {FalseAlarm} from '../analysis/false-alarm.ts';
import {noSenses, type Senses} from '../analysis/senses.ts';
import type {Row} from '../analysis/rows.ts';
import {createWitness, type Witness} from '../analysis/witness.ts';
import {type Presence, presenceUnknown} from '../model/presence.ts';
import type {Store} from '../store/store.ts';

/** What the screen needs of the looking for agent processes. */
export type ProcessSource = {
	readonly look: () => boolean;
	readonly presenceOf: (workspace: string) => Presence;
};

/** How well metawatch judges whether somebody is at work. */
export type Judgement = {
	/** Silent runs that were given up and moved again. */
	readonly falseAlarms: number;
	readonly lastFalseAlarm: FalseAlarm | null;
	/** Silences that thresholds were learned from. */
	readonly gaps: number;
};

export type Sensing = {
	/** What rows are judged by; the same object while nothing else is known. */
	readonly senses: () => Senses;
	readonly judgement: () => Judgement;
	/** What was learned, to be kept; and takes in what was kept. */
	readonly witness: Witness;
	/** Told what is on the screen: processes are looked for only while something is active. */
	readonly attend: (rows: readonly Row[]) => void;
	readonly close: () => void;
};

const lookEveryMs = 5000;

/** Learns from every state of the store, and looks for agent processes now and then. */
export const createSensing = ({
	store,
	scale,
	isFirst,
	processes,
	now,
	onChange,
}: {
	readonly store: Store;
	readonly scale: number;
	/** Whether everything is still being read for the first time. */
	readonly isFirst: () => boolean;
	readonly processes: ProcessSource | undefined;
	readonly now: () => number;
	readonly onChange: () => void;
}): Sensing => {
	const presenceOf = (workspace: string): Presence =>
		processes?.presenceOf(workspace) ?? presenceUnknown;
	const witness = createWitness(scale, presenceOf);
	let timer: NodeJS.Timeout | null = null;
	let isActive = false;
	let version = witness.version();
	let senses: Senses = noSenses;
	let judged: readonly Row[] = [];
	let isClosed = false;

	const renew = (): void => {
		senses = {
			thresholdOf: witness.thresholdOf,
			changedAt: ({key}) => witness.changedAt(key),
			falseAlarmOf: ({key}) => witness.falseAlarmOf(key),
			presenceOf,
		};
	};

	const look = (): void => {
		timer = null;
		if (isActive && !isClosed && processes) {
			const isDifferent = processes.look();
			schedule();
			if (isDifferent) {
				renew();
				onChange();
			}
		}
	};

	const schedule = (): void => {
		timer = setTimeout(look, lookEveryMs);
		timer.unref();
	};

	const see = (): void => {
		witness.see(store.getState(), now(), isFirst());
		if (version !== witness.version()) {
			version = witness.version();
			renew();
		}
	};

	const stop = store.subscribe(see);
	see();
	return {
		senses: () => senses,
		witness: {
			...witness,
			recall(known) {
				witness.recall(known);
				renew();
				onChange();
			},
		},
		judgement: () => ({
			falseAlarms: witness.falseAlarmCount(),
			lastFalseAlarm: witness.lastFalseAlarm(),
			gaps: witness.gapCount(),
		}),
		attend(rows) {
			if (rows === judged) {
				return;
			}

			judged = rows;
			isActive = rows.some(({liveness}) => liveness !== null && liveness.by !== 'end');
			if (isActive && timer === null && processes) {
				// Not within the frame that is being made.
				timer = setTimeout(look, 0);
				timer.unref();
			}
		},
		close() {
			isClosed = true;
			stop();
			if (timer) {
				clearTimeout(timer);
			}
		},
	};
};
