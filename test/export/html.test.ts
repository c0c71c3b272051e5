import {assert, property} from 'fast-check';
import {describe, expect, test} from 'vitest';
import {attemptsOf} from '../../source/analysis/metrics/attempts-of.ts';
import {rowOf} from '../../source/analysis/rows.ts';
import {writeReport} from '../../source/export/report.ts';
import {reportNames} from '../../source/export/report-names.ts';
import {tasksWith} from '../analysis/dependencies/given.ts';
import {hour, minute, noon, taskOf} from '../analysis/tasks.ts';
import {arbitraryFindings, arbitraryTasks} from '../helpers/arbitrary-task.ts';
import {inputOf, textOf} from './input.ts';
import {markupFlaw} from './markup-flaw.ts';

const pageOf = (input: ReturnType<typeof inputOf>): string =>
	textOf(writeReport(reportNames, 'html', input));

const worked = (id: string, ended: number, status: 'completed' | 'failed') =>
	taskOf({
		id,
		status,
		startedAt: {at: noon - ended - 10 * minute, source: 'x'},
		completedAt: {at: noon - ended, source: 'x'},
		durationMs: 10 * minute,
		...(status === 'failed' && {
			error: {message: 'refused <b>', category: 'network' as const, severity: 'high' as const},
		}),
	});

describe('a page', () => {
	test('is well formed, whatever the tasks are called', () => {
		assert(
			property(
				arbitraryTasks,
				arbitraryFindings.map((findings) => findings),
				(tasks, findings) => {
					expect(markupFlaw(pageOf(inputOf(tasks, {findings})))).toBeNull();
				},
			),
		);
	});

	test('holds nothing that runs or is fetched, whatever a file says', () => {
		const title =
			'"><script>alert(1)</script><img src=x onerror=alert(1)> \u202Ejs.exe\u001B]8;;http://x\u0007';
		const page = pageOf(
			inputOf([
				taskOf({id: title, title, status: 'failed', nextStep: title, group: title, agent: title}),
			]),
		);
		expect(markupFlaw(page)).toBeNull();
		expect(page).not.toMatch(
			/<(?:script|img|link|iframe|object|embed|base)\b|<[^>]*\son\w+=|\u001B|\u202E/i,
		);
		expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
		expect(page).toContain('content="default-src &#39;none&#39;;');
		expect(page).not.toMatch(/url\(|@import|\bhref="(?!#)|<[^>]*\bsrc=/);
	});

	test('names its charts, tables and parts for those who do not see them', () => {
		const page = pageOf(
			inputOf([
				worked('1', 3 * hour, 'completed'),
				worked('2', 2 * hour, 'completed'),
				worked('3', hour, 'failed'),
				...tasksWith({id: '4', needs: []}, {id: '5', needs: ['4']}).values(),
			]),
		);
		expect(
			page.match(/<svg role="img"[^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/g),
		).toHaveLength(page.match(/<svg\b/g)!.length);
		expect(page.match(/<svg\b/g)!.length).toBeGreaterThanOrEqual(5);
		expect(page.match(/<table><caption>[^<]+<\/caption>/g)).toHaveLength(
			page.match(/<table\b/g)!.length,
		);
		for (const name of reportNames) {
			expect(page).toContain(`<section aria-labelledby="${name}">`);
			expect(page).toContain(`href="#${name}"`);
		}

		expect(page).toContain('refused &lt;b&gt;');
		expect(page).toContain('<html lang="en">');
	});

	test('says what is known where no change was watched', () => {
		expect(pageOf(inputOf([]))).toContain('and nothing was imported. metawatch keeps');
		const imported = attemptsOf([rowOf(worked('a', minute, 'failed'), undefined, noon)]).map(
			(attempt) => ({...attempt, source: 'imported' as const}),
		);
		const attempts = () => [...imported, ...imported];
		expect(pageOf(inputOf([], {attempts}))).toContain(
			'in this time; 2 attempts imported. metawatch',
		);
	});

	test('says what it leaves out', () => {
		const many = Array.from({length: 2001}, (_, index) => taskOf({id: `T${index}`}));
		const page = pageOf(inputOf(many));
		expect(page).toContain('Only the first 2000 are shown here');
		expect(page).toContain('2001 tasks');
	});
});
