import type {Status} from './status.ts';

/** How things stand in one workspace, in a few numbers: what a prompt or a status bar has room for. */
export type LineFigures = {
	readonly byStatus: Readonly<Record<Status, number>>;
	/** Tasks with at least one reason to look at them. */
	readonly attention: number;
	/** Alerts that nobody has looked at; 0 where no screen is watching. */
	readonly alerts: number;
	/** Epoch ms at which the open work is likely done; null: nobody works, or too little is known. */
	readonly etaAt: number | null;
};

/** Figures as they lie in the state folder, for whoever asks next. */
export type KeptFigures = {
	readonly version: 1;
	/** The screen that keeps them up to date; null: they were only left behind. */
	readonly pid: number | null;
	/** Milliseconds after the last sign of the file for which they may be believed. */
	readonly validMs: number;
	readonly figures: LineFigures;
};

/** Name of that file within the state folder of a workspace. */
export const figuresFile = 'figures.json';
