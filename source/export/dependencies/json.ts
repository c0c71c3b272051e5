import type {ExportInput, Pieces} from '../exporter.ts';
import type {DependenciesExport} from './schema.ts';
import {jsonText} from '../json-text.ts';
import {dependencyItems} from '../tables/dependencies.ts';

/** The graph as a value; the order of its keys is part of the contract. */
export const dependenciesExport = (input: ExportInput): DependenciesExport => {
	const {workPlan, cycles, workspaces, isSelected, now} = input;
	const {standings, path, estimates} = workPlan();
	const {tasks} = standings.graph;
	const keyOf = (position: number): string => tasks[position]!.key;
	const inTime = (value: number): number | null =>
		estimates.unit === 'milliseconds' ? Math.round(value) : null;
	const critical = new Set(path.way);
	return {
		version: 1,
		generatedAt: new Date(now).toISOString(),
		workspaces: [...workspaces],
		tasks: tasks.flatMap(({key, id, title, format, workspace, group}, position) =>
			isSelected(key)
				? [
						{
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
						},
					]
				: [],
		),
		dependencies: dependencyItems(input).map(({from, to, dependency, state}) => ({
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

export const dependenciesJson = (input: ExportInput): Pieces => [
	jsonText(dependenciesExport(input)),
];
