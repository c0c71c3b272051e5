import type {ProjectFiles, ProjectPlan} from './project.ts';
import {prose, type Random, titleOf} from './prose.ts';

const header = [
	'# Backlog',
	'',
	'| ID | Title | 🔥P | 🎯Points | Status | Problem/Outcome | Tech Footprint | Dependencies |',
	'| --- | --- | --- | --- | --- | --- | --- | --- |',
];

const statuses = ['todo', 'todo', 'todo', '✅ done', '✅ done', 'blocked'] as const;

const row = (number: number, id: number, isRunning: boolean, random: Random): string =>
	[
		'',
		` B-${id} `,
		` ${titleOf(number, random)} `,
		` ${random.pick(['🔥', '📈', '⭐', '🔧'])} `,
		` ${1 + random.below(8)} `,
		` ${isRunning ? '🔄 in-progress' : random.pick(statuses)} `,
		` ${prose(random, 90)} `,
		' Node + SQLite ',
		id > 1 && random.below(3) === 0 ? ` B-${id - 1} ` : ' None ',
		'',
	].join('|');

/** A project with one markdown backlog. */
export const backlogProject = ({first, tasks, running, random}: ProjectPlan): ProjectFiles => ({
	'000_core/000_backlog.md': `${[
		...header,
		...Array.from({length: tasks}, (_, index) =>
			row(first + index, index + 1, index < running, random),
		),
	].join('\n')}\n`,
});

/** One big backlog of about that many bytes: a table, then blocks with much prose. */
export const bigBacklog = (random: Random, bytes: number): string => {
	const lines = [...header];
	const rows = 150;
	for (let index = 0; index < rows; index++) {
		lines.push(row(index, index + 1, false, random));
		if (index % 2 === 0) {
			lines.push(`<!-- score: {bv:${random.below(9)}, tc:3, rr:2, le:1, effort:3, deps:[]} -->`);
			lines.push(`<!-- score_total: ${(1 + random.below(70) / 10).toFixed(1)} -->`);
		}
	}

	const blocks = 60;
	const written = lines.join('\n').length;
	for (let index = 0; index < blocks; index++) {
		lines.push(
			'',
			`### **B-${1000 + index}: ${titleOf(rows + index, random)}** 🔥`,
			'',
			'- **Priority**: 🔥 **HIGH** - Essential',
			'- **Points**: 5 - High complexity',
			`- **Status**: ${random.pick(['todo', '✅ **COMPLETED**', '🔄 **in-progress**'])}`,
			`- **Dependencies**: B-${1 + random.below(rows)}`,
			`- **Description**: ${prose(random, (bytes - written) / blocks - 250)}`,
		);
	}

	return `${lines.join('\n')}\n`;
};
