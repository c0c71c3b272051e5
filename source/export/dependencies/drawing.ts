import type {Standing} from '../../analysis/dependencies/standing.ts';
import type {Task} from '../../model/task.ts';
import {statusGlyphs} from '../../model/status-glyphs.ts';
import {truncate} from '../../text/width.ts';
import type {ExportInput} from '../exporter.ts';
import {dependencyItems} from '../tables/dependencies.ts';

/** What a picture of the graph is made of. */
export type Drawing = {
	readonly nodes: readonly {
		readonly name: string;
		readonly label: string;
		readonly look: Standing | 'cycle' | 'missing' | 'external';
	}[];
	/** From what is needed to what needs it: the way work flows. */
	readonly arrows: readonly {
		readonly from: string;
		readonly to: string;
		readonly isMet: boolean;
		readonly isCritical: boolean;
	}[];
};

/** Colours that can be told apart by people who see few of them; the glyph in the label says it too. */
export const looks: Readonly<
	Record<Drawing['nodes'][number]['look'], {fill: string; edge: string}>
> = {
	done: {fill: '#e8f5e9', edge: '#2e7d32'},
	running: {fill: '#e0f7fa', edge: '#00838f'},
	ready: {fill: '#ffffff', edge: '#1565c0'},
	waiting: {fill: '#f5f5f5', edge: '#9e9e9e'},
	person: {fill: '#fff8e1', edge: '#f9a825'},
	stuck: {fill: '#ffebee', edge: '#c62828'},
	cycle: {fill: '#ffcdd2', edge: '#b71c1c'},
	missing: {fill: '#ffcdd2', edge: '#b71c1c'},
	external: {fill: '#ffffff', edge: '#bdbdbd'},
};

const labelWidth = 48;

/** Tasks that wait or are waited for; those without any dependency would only hide them. */
export const drawingOf = ({
	workPlan,
	isSelected,
}: Pick<ExportInput, 'workPlan' | 'isSelected'>): Drawing => {
	const {standings, path} = workPlan();
	const {graph, isTangled} = standings;
	const after = new Map(path.way.map((position, index) => [position, path.way[index + 1]]));
	const names = new Map<Task, string>();
	const nodes: Drawing['nodes'][number][] = [];
	const nameOf = (task: Task): string => {
		const known = names.get(task);
		if (known) {
			return known;
		}

		const position = graph.positions.get(task.key)!;
		const name = `t${nodes.length}`;
		names.set(task, name);
		nodes.push({
			name,
			label: `${statusGlyphs[standings.statuses[position]!]} ${truncate(`${task.id} ${task.title}`, labelWidth)}`,
			look: isTangled[position] === 1 ? 'cycle' : standings.standings[position]!,
		});
		return name;
	};

	const arrows = dependencyItems({workPlan, isSelected}).flatMap(
		({from, to, dependency, state}) => {
			if (state === 'archived') {
				return [];
			}

			const end = nameOf(from);
			if (to) {
				const [before, behind] = [graph.positions.get(to.key)!, graph.positions.get(from.key)!];
				return [
					{
						from: nameOf(to),
						to: end,
						isMet: state === 'met',
						isCritical: after.get(before) === behind,
					},
				];
			}

			const name = `t${nodes.length}`;
			nodes.push({
				name,
				label: truncate(`${state}: ${dependency.raw}`, labelWidth),
				look: state === 'external' ? 'external' : 'missing',
			});
			return [{from: name, to: end, isMet: false, isCritical: false}];
		},
	);
	return {nodes, arrows};
};
