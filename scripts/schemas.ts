import * as z from 'zod';
import {configSchema} from '../source/cli/config-schema.ts';
import {dependenciesExportSchema} from '../source/export/dependencies/schema.ts';
import {nextReportSchema} from '../source/export/next-schema.ts';
import {statusReportSchema, validateReportSchema} from '../source/export/report-schema.ts';

/** The published JSON Schemas: file name below `schema/` -> its text. */
export const schemaFiles: Readonly<Record<string, string>> = Object.fromEntries(
	[
		{name: 'config', schema: configSchema},
		{name: 'status', schema: statusReportSchema},
		{name: 'validate', schema: validateReportSchema},
		{name: 'next', schema: nextReportSchema},
		{name: 'dependencies', schema: dependenciesExportSchema},
	].map(({name, schema}) => [
		`${name}.schema.json`,
		`${JSON.stringify(z.toJSONSchema(schema), null, '\t')}\n`,
	]),
);
