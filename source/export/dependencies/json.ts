import type {ExportInput} from '../exporter.ts';
import {linksOf} from './links.ts';
import type {DependenciesExport} from './schema.ts';
import {jsonText} from '../json-text.ts';

/** The graph as a value; the order of its keys is part of the contract. */
export const dependenciesExport = ({
	workPlan,
	cycles,
	workspaces,
	now,
}: ExportInput): DependenciesExport => {
	const {standings, path, estimates} = workPlan;
	const {tasks} = standings.graph;
	const keyOf = (position: number): string => tasks[position]!.key;
	const inTime = (value: number): number | null =>
		estimates.unit === 'milliseconds' ? Math.round(value) : null;
	const critical = new Set(path.way);
	return {
		version: 1,
		generatedAt: new Date(now).toISOString(),
		workspaces: [...workspaces],
		tasks: tasks.map(({key, id, title, format, workspace, group}, position) => ({
			key,
			id,
			title,
			format,
			workspace,
			group,
			status: standings.statuses[position]!,
			standing: standings.standings[position]!,
			obstacle: standings.obstacles[position] ?? null,
			root: standings.roots[position] === -1 ? null : keyOf(standings.roots[position]!),
			holds: standings.held[position]!,
			pathMs: inTime(path.tails[position]!),
			slackMs: inTime(path.slacks[position]!),
			isCritical: critical.has(position),
		})),
		dependencies: linksOf(workPlan).map(({from, to, dependency, state}) => ({
			from: from.key,
			to: to?.key ?? null,
			raw: dependency.raw,
			state,
		})),
		cycles: cycles.map(({way, members, isShortest, cut}) => ({
			way: way.map((position) => keyOf(position)),
			members: members.map((position) => keyOf(position)),
			isShortest,
			cut: {from: keyOf(cut.from), to: keyOf(cut.to), leaves: cut.left},
		})),
		criticalPath: {
			totalMs: inTime(path.total),
			tasks: path.way.map((position) => keyOf(position)),
		},
	};
};

export const dependenciesJson = (input: ExportInput): string => jsonText(dependenciesExport(input));
