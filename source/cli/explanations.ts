import type {Finding} from '../export/finding.ts';
import {ruleOf} from '../model/rules/index.ts';
import {wrap} from '../text/width.ts';
import {painter} from './sgr.ts';

/** What the codes among some findings mean and what to do about each, once for every code. */
export const explanations = (
	findings: readonly Finding[],
	{width, isColored}: {readonly width: number; readonly isColored: boolean},
): string => {
	const paint = painter(isColored);
	const codes = [...new Set(findings.map(({code}) => code))].sort();
	const room = Math.max(20, width - 2);
	const blocks = codes.flatMap((code) => {
		const rule = ruleOf(code);
		return rule
			? [
					[
						`${paint(code, 'strong')}  ${rule.title}`,
						...wrap(rule.meaning, room).map((line) => `  ${line}`),
						...wrap(`To do: ${rule.remedy}`, room).map((line) => `  ${paint(line, 'accent')}`),
					].join('\n'),
				]
			: [];
	});
	return blocks.join('\n\n');
};
