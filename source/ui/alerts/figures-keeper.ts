import {etasOf, expectedEtasOf, lineFiguresOf} from '../../analysis/line-figures.ts';
import type {Dependencies} from '../../analysis/dependencies/dependencies.ts';
import type {Expectations} from '../../analysis/forecast/expectations.ts';
import type {Row} from '../../analysis/rows.ts';
import {dropFigures, keepFigures, renewFigures} from '../../effects/figures-file.ts';
import type {LineFigures} from '../../model/line-figures.ts';

export type FiguresKeeper = {
	readonly see: (rows: readonly Row[], alerts: number) => void;
	/** Takes the files away: whoever asks has to look for themselves. */
	readonly close: () => Promise<void>;
};

/** A file is written at most this often, and renewed this often when nothing changes. */
const writeEveryMs = 1000;
const renewEveryMs = 10_000;

/** Two renewals may be late: a machine that is busy is not a screen that hangs. */
const validMs = 25_000;

/** When the work ends is worked out anew at most this often, and rarer where that takes long. */
const etaEveryMs = 15_000;
const etaShare = 1 / 1000;

/** Leaves the figures of each workspace where `metawatch status --line` finds them. */
export const createFiguresKeeper = ({
	workspaces,
	folderOf,
	dependencies,
	expectations = () => null,
	pid,
	now,
}: {
	readonly workspaces: readonly string[];
	readonly folderOf: (workspace: string) => string;
	/** Of the tasks as they are; null: not known at the moment. */
	readonly dependencies: () => Dependencies | null;
	/** What has been worked out anyway; null: nothing, and the middle of known lengths has to do. */
	readonly expectations?: () => Expectations | null;
	readonly pid: number;
	readonly now: () => number;
}): FiguresKeeper => {
	const written = new Map<string, {readonly text: string; readonly at: number}>();
	let latest: {rows: readonly Row[]; alerts: number} | null = null;
	let etas: ReadonlyMap<string, number> = new Map();
	let etasDueAt = Number.NEGATIVE_INFINITY;
	let timer: NodeJS.Timeout | null = null;
	let wroteAt = Number.NEGATIVE_INFINITY;
	let pending: Promise<unknown> = Promise.resolve();
	let isClosed = false;

	const renewEtas = (rows: readonly Row[], at: number): void => {
		const expected = expectations();
		const expectedEtas = expected && expectedEtasOf(expected, rows);
		if (expectedEtas) {
			etas = expectedEtas;
			return;
		}

		const known = at < etasDueAt ? null : dependencies();
		if (known) {
			const begin = performance.now();
			etas = etasOf(known, rows, at);
			etasDueAt = at + Math.max(etaEveryMs, (performance.now() - begin) / etaShare);
		}
	};

	const keep = async (workspace: string, figures: LineFigures): Promise<void> => {
		const text = JSON.stringify(figures);
		const before = written.get(workspace);
		const at = now();
		if (before?.text !== text) {
			written.set(workspace, {text, at});
			await keepFigures(folderOf(workspace), {version: 1, pid, validMs, figures});
		} else if (at - before.at >= renewEveryMs) {
			written.set(workspace, {text, at});
			await renewFigures(folderOf(workspace), at);
		}
	};

	const write = (): void => {
		timer = null;
		if (isClosed || !latest) {
			return;
		}

		const {rows, alerts} = latest;
		wroteAt = now();
		renewEtas(rows, wroteAt);
		for (const workspace of workspaces) {
			const own = rows.filter(({task}) => task.workspace === workspace);
			const figures = lineFiguresOf(own, {alerts, etaAt: etas.get(workspace) ?? null});
			// One after the other: two at once would write the same draft.
			pending = pending.then(async () => keep(workspace, figures));
		}

		schedule(renewEveryMs);
	};

	const schedule = (milliseconds: number): void => {
		if (timer) {
			clearTimeout(timer);
		}

		timer = setTimeout(write, milliseconds);
		timer.unref();
	};

	return {
		see(rows, alerts) {
			if (latest?.rows !== rows || latest.alerts !== alerts) {
				latest = {rows, alerts};
				schedule(Math.max(0, wroteAt + writeEveryMs - now()));
			}
		},
		async close() {
			isClosed = true;
			if (timer) {
				clearTimeout(timer);
			}

			await pending;
			await Promise.all(workspaces.map(async (workspace) => dropFigures(folderOf(workspace))));
		},
	};
};
