import {type Severity, severities} from '../model/problem.ts';
import {ruleOf} from '../model/rules/index.ts';
import type {Finding} from './finding.ts';
import type {ValidateReport} from './report-schema.ts';

/** The document of `validate --json`; the order of its keys is part of the contract. */
export const validateReport = (
	findings: readonly Finding[],
	workspaces: readonly string[],
	now: number,
): ValidateReport => ({
	version: 1,
	generatedAt: new Date(now).toISOString(),
	workspaces: [...workspaces],
	summary: {total: findings.length, bySeverity: countBySeverity(findings)},
	problems: [...findings],
	rules: rulesOf(findings),
});

/** What the codes among the findings mean, once for every code. */
const rulesOf = (findings: readonly Finding[]): ValidateReport['rules'] =>
	[...new Set(findings.map(({code}) => code))].sort().flatMap((code) => {
		const rule = ruleOf(code);
		return rule ? [{code, title: rule.title, meaning: rule.meaning, remedy: rule.remedy}] : [];
	});

export const countBySeverity = (findings: readonly Finding[]): Record<Severity, number> => ({
	error: findings.filter(({severity}) => severity === 'error').length,
	warning: findings.filter(({severity}) => severity === 'warning').length,
	info: findings.filter(({severity}) => severity === 'info').length,
});

/** `limit` itself and what is worse. */
export const atLeast = (findings: readonly Finding[], limit: Severity): Finding[] =>
	findings.filter(({severity}) => severities.indexOf(severity) <= severities.indexOf(limit));
