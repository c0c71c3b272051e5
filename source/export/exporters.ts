import {dependenciesCsv} from './dependencies/csv.ts';
import {dependenciesDot} from './dependencies/dot.ts';
import {dependenciesJson} from './dependencies/json.ts';
import {dependenciesMermaid} from './dependencies/mermaid.ts';
import type {Exporter} from './exporter.ts';
import type {ReportName} from './report-names.ts';

/** Every report there is. A new one is a line here and in `report-names.ts`. */
export const exporters: Readonly<Record<ReportName, Exporter>> = {
	dependencies: {
		description: 'which task waits for which, what is missing, cycles, the critical path',
		writers: {
			json: dependenciesJson,
			csv: dependenciesCsv,
			mermaid: dependenciesMermaid,
			dot: dependenciesDot,
		},
	},
};
