import * as z from 'zod';
import {configSchema} from '../source/cli/config-schema.ts';
import {alertBodySchema} from '../source/export/alert-schema.ts';
import {dependenciesExportSchema} from '../source/export/dependencies/schema.ts';
import {
	errorsExportSchema,
	historyExportSchema,
	problemsExportSchema,
	tasksExportSchema,
} from '../source/export/export-schema.ts';
import {liveLineSchema} from '../source/export/live/live-schema.ts';
import {nextReportSchema} from '../source/export/next-schema.ts';
import {auditReportSchema} from '../source/export/recovery/audit-schema.ts';
import {recoverReportSchema} from '../source/export/recovery/options-schema.ts';
import {planReportSchema} from '../source/export/recovery/plan-schema.ts';
import {statsReportSchema} from '../source/export/stats-schema.ts';
import {sprintLineSchema} from '../source/export/sprint-schema.ts';
import {statusReportSchema, validateReportSchema} from '../source/export/report-schema.ts';

/** The published JSON Schemas: file name below `schema/` -> its text. */
export const schemaFiles: Readonly<Record<string, string>> = Object.fromEntries(
	[
		{name: 'config', schema: configSchema},
		{name: 'status', schema: statusReportSchema},
		{name: 'validate', schema: validateReportSchema},
		{name: 'next', schema: nextReportSchema},
		{name: 'stats', schema: statsReportSchema},
		{name: 'sprint', schema: sprintLineSchema},
		{name: 'tasks', schema: tasksExportSchema},
		{name: 'problems', schema: problemsExportSchema},
		{name: 'errors', schema: errorsExportSchema},
		{name: 'history', schema: historyExportSchema},
		{name: 'dependencies', schema: dependenciesExportSchema},
		{name: 'live', schema: liveLineSchema},
		{name: 'recover', schema: recoverReportSchema},
		{name: 'plan', schema: planReportSchema},
		{name: 'audit', schema: auditReportSchema},
		{name: 'alert', schema: alertBodySchema},
	].map(({name, schema}) => [
		`${name}.schema.json`,
		`${JSON.stringify(z.toJSONSchema(schema), null, '\t')}\n`,
	]),
);
