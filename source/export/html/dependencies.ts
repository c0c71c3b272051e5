import {drawingOf} from '../dependencies/drawing.ts';
import type {ExportInput} from '../exporter.ts';
import {dependencyItems, readableDependencyColumns} from '../tables/dependencies.ts';
import {graphPicture, mostNodes} from './graph.ts';
import {element, line} from './element.ts';
import {htmlTable} from './table.ts';

const most = 1000;

/** Who waits for whom: as a picture where it can be taken in, as a list in any case. */
export function* dependenciesHtml(input: ExportInput): Generator<string, void, undefined> {
	const {cycles, workPlan, isSelected} = input;
	const items = dependencyItems(input);
	if (items.length === 0) {
		yield line('p', {}, 'No task waits for another one.');
		return;
	}

	const {standings, path} = workPlan();
	const {tasks} = standings.graph;
	for (const {way} of cycles.filter(({members}) =>
		members.some((position) => isSelected(tasks[position]!.key)),
	)) {
		const names = [...way, way[0]!].map((position) => tasks[position]!.id);
		yield line('p', {}, element('strong', {}, 'Waiting in a circle: '), names.join(' → '));
	}

	const {way} = path;
	if (way.length > 1) {
		const names = way.map((position) => tasks[position]!.id).join(' → ');
		yield line('p', {}, element('strong', {}, 'Longest way ahead: '), names);
	}

	const drawing = drawingOf(input);
	yield drawing.nodes.length <= mostNodes
		? graphPicture(drawing).markup
		: line(
				'p',
				{class: 'note'},
				`${drawing.nodes.length} tasks wait or are waited for: too many for a picture. As mermaid or dot they can be drawn by other programs.`,
			);
	yield* htmlTable(readableDependencyColumns, items, {caption: 'Dependencies', most});
}
