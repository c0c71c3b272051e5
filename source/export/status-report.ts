import type {Row} from '../analysis/rows.ts';
import {summarise} from '../analysis/summary.ts';
import type {TornFile} from '../store/torn-files.ts';
import type {Finding} from './finding.ts';
import {type HealthInput, healthReport, tornFilesReport} from './health-report.ts';
import type {StatusReport} from './report-schema.ts';
import {taskReports} from './task-report.ts';
import {writtenTime} from './written-time.ts';

export type StatusInput = {
	/** In the order they are to be written. */
	readonly rows: readonly Row[];
	readonly findings: readonly Finding[];
	readonly workspaces: readonly string[];
	readonly health: HealthInput;
	/** Files that are torn, or were; default: none. */
	readonly torn?: readonly TornFile[];
	/** Epoch milliseconds. */
	readonly now: number;
};

/** The document of `status --json`; the order of its keys is part of the contract. */
export const statusReport = (input: StatusInput): StatusReport => {
	const {rows, findings, workspaces, health, torn = [], now} = input;
	const {total, byStatus, attention} = summarise(rows);
	return {
		version: 1,
		generatedAt: writtenTime(now),
		workspaces: [...workspaces],
		health: healthReport(health, torn),
		summary: {total, byStatus: {...byStatus}, attention},
		tasks: [...taskReports(rows, now)],
		problems: [...findings],
		tornFiles: tornFilesReport(torn, rows),
	};
};
