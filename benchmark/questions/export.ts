import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setImmediate} from 'node:timers/promises';
import {createDependencyBook} from '../../source/analysis/dependencies/dependencies.ts';
import {workPlanOf} from '../../source/analysis/dependencies/work-plan.ts';
import {wholeTime} from '../../source/analysis/metrics/population.ts';
import {type Row as TaskRow, rowOf} from '../../source/analysis/rows.ts';
import {writeWhole} from '../../source/effects/write-whole.ts';
import {batchesOf} from '../../source/export/batches.ts';
import type {ExportInput, OutputFormat, Pieces} from '../../source/export/exporter.ts';
import {writeReport} from '../../source/export/report.ts';
import type {ReportName} from '../../source/export/report-names.ts';
import {blankTask} from '../../source/model/task.ts';
import type {Transition} from '../../source/model/transition.ts';
import {inCount, inMilliseconds} from '../figures.ts';
import type {Question, Row} from '../question.ts';

const now = Date.UTC(2026, 5, 1);

/** What it takes to write a hundred thousand rows, and what stays in memory meanwhile. */
export const exporting: Question = {
	name: 'export',
	question: 'Writing reports of many rows',
	async run({isQuick}) {
		const folder = mkdtempSync(path.join(tmpdir(), 'metawatch-bench-export-'));
		try {
			const count = isQuick ? 10_000 : 100_000;
			const input = inputOf(count);
			const rows: Row[] = [];
			// The first one also makes room for what every program throws away.
			await written(path.join(folder, 'first'), writeReport(['tasks'], 'csv', input));
			for (const [name, format] of reports) {
				rows.push(await measure(path.join(folder, 'report'), input, count, name, format));
			}

			return rows;
		} finally {
			rmSync(folder, {recursive: true, force: true});
		}
	},
};

const reports: readonly (readonly [ReportName, OutputFormat])[] = [
	['tasks', 'csv'],
	['tasks', 'json'],
	['tasks', 'markdown'],
	['history', 'csv'],
	['history', 'jsonl'],
];

const measure = async (
	file: string,
	input: ExportInput,
	count: number,
	name: ReportName,
	format: OutputFormat,
): Promise<Row> => {
	const made = await written(file, writeReport([name], format, input));
	const size = statSync(file).size;
	const floor = await written(file, sameSize(size));
	const grown = made.peakMegabytes;
	return {
		what: `${inCount(count)} rows of ${name} as ${format}, ${(size / 2 ** 20).toFixed(0)} MB`,
		measured: `${inMilliseconds(made.ms)}, +${grown.toFixed(0)} MB`,
		floor: `${inMilliseconds(floor.ms)}, +${floor.peakMegabytes.toFixed(0)} MB the same bytes`,
		budget: '≤ 64 MB more at most',
		isKept: grown <= 64,
		runs: 1,
	};
};

const block = `${'x'.repeat(255)}\n`;

function* sameSize(bytes: number): Pieces {
	for (let rest = bytes; rest > 0; rest -= block.length) {
		yield block;
	}
}

/** Writes as `metawatch export` does. @returns how long, and how far memory grew in between. */
const written = async (file: string, pieces: Pieces) => {
	const before = memory();
	let peak = before;
	const watched = async function* (): AsyncGenerator<string, void, undefined> {
		for (const {text} of batchesOf(pieces)) {
			yield text;
			peak = Math.max(peak, memory());
			await setImmediate();
		}
	};
	const from = performance.now();
	const result = await writeWhole(file, watched(), {mayReplace: true});
	if (result.type !== 'written') {
		throw new Error(JSON.stringify(result));
	}

	return {ms: performance.now() - from, peakMegabytes: (peak - before) / 2 ** 20};
};

const memory = (): number => process.memoryUsage().rss;

const inputOf = (count: number): ExportInput => {
	const rows = Array.from({length: count}, (_, index): TaskRow => {
		const task = blankTask({
			key: `kiro:/bench#${index}`,
			id: String(index),
			title: `Task number ${index}, with a title of usual length`,
			format: 'kiro',
			workspace: '/bench',
			group: `spec ${index % 50}`,
		});
		return rowOf({...task, status: 'pending', nextStep: 'begin with it'}, undefined, now);
	});
	const dependencies = createDependencyBook()(new Map());
	const none = (): never => {
		throw new Error('not a part of these reports');
	};
	return {
		rows,
		allRows: rows,
		findings: [],
		attempts: () => [],
		*transitions() {
			for (let index = 0; index < count; index++) {
				yield transitionOf(index);
			}
		},
		metrics: none,
		errors: none,
		workPlan: () => workPlanOf(dependencies, []),
		cycles: [],
		isSelected: () => true,
		workspaces: ['/bench'],
		filter: '',
		window: wholeTime,
		now,
		timeText: (at) => new Date(at).toISOString(),
	};
};

const transitionOf = (index: number): Transition => ({
	at: now - index * 1000,
	task: `kiro:/bench#${index % 2000}`,
	id: String(index % 2000),
	title: `Task number ${index % 2000}`,
	what: 'status',
	from: 'pending',
	to: 'running',
	status: 'running',
});
