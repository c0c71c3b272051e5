import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {mayRetry, retryDelay} from '../../source/model/retry-rules.ts';
import type {ErrorCategory} from '../../source/model/task.ts';
import {corpusFolder} from '../helpers/corpus.ts';

test.each([
	['network', 0, 1000, 2000],
	['network', 3, 8000, 16_000],
	['network', 9, 30_000, 60_000],
	['file_system', 1, 1500, 1500],
	['validation', 0, 0, 0],
	['permission', 4, 1000, 1000],
] as const)('the wait after %s error %i is %i to %i ms', (category, tried, least, most) => {
	expect(retryDelay(category, tried)).toEqual({least, most});
});

test('retries end: sooner for some categories, at once when data is at risk', () => {
	expect(mayRetry({category: 'network', severity: 'high'}, 4)).toBe(true);
	expect(mayRetry({category: 'network', severity: 'high'}, 5)).toBe(false);
	expect(mayRetry({category: 'validation', severity: 'medium'}, 0)).toBe(true);
	expect(mayRetry({category: 'validation', severity: 'medium'}, 1)).toBe(false);
	expect(mayRetry({category: 'file_system', severity: 'critical'}, 0)).toBe(false);
});

describe.skipIf(!corpusFolder)('the delays of the corpus (skipped without it)', () => {
	test('are the ones before jitter', () => {
		const {delay_before_jitter_by_retry_count_0_to_5: table} = JSON.parse(
			readFileSync(
				path.join(corpusFolder!, 'backlog/error-classification/retry-delays.json'),
				'utf8',
			),
		) as {delay_before_jitter_by_retry_count_0_to_5: Record<string, number[]>};
		const ours = Object.entries(table).map(([name, delays]) => [
			name,
			delays.map((_, tried) => retryDelay(name.split('(')[0] as ErrorCategory, tried).most / 1000),
		]);
		expect(ours).toHaveLength(8);
		expect(Object.fromEntries(ours)).toEqual(table);
	});
});
