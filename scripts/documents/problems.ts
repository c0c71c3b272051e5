import {formatNames} from '../../source/model/format-name.ts';
import {type RuleCode, rules, ruleTables} from '../../source/model/rules/index.ts';
import type {Rule} from '../../source/model/rules/rule.ts';

const titles: Readonly<Record<keyof typeof ruleTables, string>> = {
	files: 'Files',
	databases: 'Databases',
	identities: 'Names and numbers',
	statuses: 'Statuses',
	dependencies: 'Dependencies',
	work: 'Work and what it leaves behind',
};

const intro = `# Problems

Every finding of metawatch, by its code. Codes stay the same from version to version: scripts may rely on them. \`metawatch validate --explain\` tells the same beside the problems it found.

- **error**: something cannot be read, or can never work. \`metawatch validate\` ends with 1.
- **warning**: two things that do not go together; a person should look.
- **info**: worth knowing, nothing to do at once.

Some findings weigh differently from format to format; then each is named. This page is made from \`source/model/rules\` (\`npm run documents\`).
`;

/** `docs/problems.md`, made from the registry of rules. */
export const problemsDocument = (): string =>
	[
		intro,
		...Object.entries(ruleTables).flatMap(([name, table]) => [
			`## ${titles[name as keyof typeof ruleTables]}\n`,
			...(Object.keys(table) as RuleCode[]).sort().map((code) => ruleSection(code, rules[code])),
		]),
	].join('\n');

const ruleSection = (code: RuleCode, rule: Rule): string =>
	[
		`### \`${code}\`\n`,
		`**${rule.title}.** ${severityText(rule)}\n`,
		`${rule.meaning}\n`,
		`To do: ${rule.remedy}\n`,
	].join('\n');

const severityText = ({severity, exception}: Rule): string => {
	const named = formatNames.filter((format) => severity[format] !== undefined);
	const levels = new Set(Object.values(severity));
	const formats = named.map((format) => `\`${format}\``).join(', ');
	const usual =
		levels.size > 1
			? named.map((format) => `${severity[format]} in \`${format}\``).join(', ')
			: `${[...levels].join('')}${severity.any === undefined ? `, in ${formats}` : ''}`;
	const milder = exception ? `; ${exception.severity} when ${exception.when}` : '';
	return `${usual.charAt(0).toUpperCase()}${usual.slice(1)}${milder}.`;
};
