import {describe, expect, test} from 'vitest';
import type {FormatName} from '../../source/model/format-name.ts';
import type {Problem} from '../../source/model/problem.ts';
import {type RuleCode, ruleCodes, rules, ruleTables} from '../../source/model/rules/index.ts';
import type {Rule} from '../../source/model/rules/rule.ts';
import type {Case} from './case.ts';
import {cases} from './cases.ts';
import {findingsIn} from './findings.ts';

const nameOf = ({code, format, isException}: Case): string =>
	`${code} in ${format}${isException ? ' (exception)' : ''}`;

const found = (problems: readonly Problem[], {code, format}: Case): Problem | undefined =>
	problems.find((problem) => problem.code === code && problem.format === format);

const severityOf = (code: RuleCode, format: FormatName, isException = false) => {
	const {severity, exception}: Rule = rules[code];
	return isException ? exception?.severity : (severity[format] ?? severity.any);
};

describe('every rule', () => {
	test.each(cases.map((one) => [nameOf(one), one] as const))('%s: fires', (_name, one) => {
		const problem = found(findingsIn(...one.fires), one);
		expect(problem).toBeDefined();
		const {path, line, message, severity} = problem!;
		expect(severity).toBe(severityOf(one.code, one.format, one.isException));
		expect(path.startsWith('/w/')).toBe(true);
		expect(message).toMatch(one.says ?? /./);
		const place = `${path.slice('/w/'.length)}${line === null ? '' : `:${line}`}`;
		expect(place).toBe(one.at ?? place);
	});

	test.each(cases.map((one) => [nameOf(one), one] as const))(
		'%s: is quiet where all is well',
		(_name, one) => {
			expect(found(findingsIn(...one.quiet), one)).toBeUndefined();
		},
	);

	test('has a case for every format that finds it', () => {
		const tested = new Set<string>(cases.map(({code, format}) => `${code} in ${format}`));
		const wanted = ruleCodes.flatMap((code) => {
			const {severity}: Rule = rules[code];
			return Object.keys(severity)
				.filter((format) => format !== 'any')
				.map((format) => `${code} in ${format}`);
		});
		expect(wanted.filter((name) => !tested.has(name))).toEqual([]);
	});

	test('has a case at all, or is told where it is tested', () => {
		const tested = new Set<string>(cases.map(({code}) => code));
		expect(ruleCodes.filter((code) => !tested.has(code) && !testedElsewhere.has(code))).toEqual([]);
	});
});

/** Findings about folders, and about metawatch itself: they need more than files. */
const testedElsewhere: ReadonlySet<string> = new Set<RuleCode>([
	'reader-failed', // test/store/reduce.test.ts
	'workspace-missing', // test/watch/trouble.test.ts
	'workspace-unreadable', // test/watch/trouble.test.ts
	'folder-unreadable', // test/watch/trouble.test.ts
]);

describe('the registry', () => {
	test('has every code in one table only', () => {
		const sizes = Object.values(ruleTables).map((table) => Object.keys(table).length);
		expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(ruleCodes.length);
	});

	test.each(ruleCodes)('%s says what it is, what it means and what to do', (code) => {
		const {title, meaning, remedy, exception, severity}: Rule = rules[code];
		expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
		expect(title.length).toBeLessThan(70);
		expect(title).toMatch(/^[A-Z].*[^.]$|^state\.json/);
		expect(meaning).toMatch(/\.$/);
		expect(remedy).not.toBe('');
		expect(Object.keys(severity).length).toBeGreaterThan(0);
		expect(exception?.when ?? 'x').not.toBe('');
	});
});
