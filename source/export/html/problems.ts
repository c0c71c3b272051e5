import {severities} from '../../model/problem.ts';
import type {ExportInput} from '../exporter.ts';
import {problemItems, readableProblemColumns} from '../tables/problems.ts';
import {line} from './element.ts';
import {htmlTable} from './table.ts';

const most = 1000;

/** Every problem, the gravest first. */
export function* problemsHtml(input: ExportInput): Generator<string, void, undefined> {
	const findings = [...problemItems(input)];
	if (findings.length === 0) {
		yield line('p', {}, 'None: the files can be read, and nothing in them contradicts itself.');
		return;
	}

	const sorted = findings.toSorted(
		(a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
	);
	const counts = severities
		.map((severity) => ({
			severity,
			count: findings.filter((one) => one.severity === severity).length,
		}))
		.filter(({count}) => count > 0)
		.map(({severity, count}) => `${count} ${severity}`);
	yield* htmlTable(readableProblemColumns, sorted, {
		caption: `Problems: ${counts.join(', ')}`,
		most,
		toneOf: ({severity}) => severity,
	});
}
