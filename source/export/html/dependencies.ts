import {drawingOf} from '../dependencies/drawing.ts';
import type {ExportInput} from '../exporter.ts';
import {dependencyItems, readableDependencyColumns} from '../tables/dependencies.ts';
import {graphPicture, mostNodes} from './graph.ts';
import {html} from './html.ts';
import {htmlTable} from './table.ts';

const most = 1000;

/** Who waits for whom: as a picture where it can be taken in, as a list in any case. */
export function* dependenciesHtml(input: ExportInput): Generator<string, void, undefined> {
	const {cycles, workPlan, isSelected} = input;
	const items = dependencyItems(input);
	if (items.length === 0) {
		yield html`<p>No task waits for another one.</p> `.markup;
		return;
	}

	const {standings, path} = workPlan();
	const {tasks} = standings.graph;
	for (const {way} of cycles.filter(({members}) =>
		members.some((position) => isSelected(tasks[position]!.key)),
	)) {
		const names = [...way, way[0]!].map((position) => tasks[position]!.id);
		yield html`<p><strong>Waiting in a circle:</strong> ${names.join(' → ')}</p> `.markup;
	}

	const {way} = path;
	if (way.length > 1) {
		yield html`<p>
			<strong>Longest way ahead:</strong> ${way.map((position) => tasks[position]!.id).join(' → ')}
		</p> `.markup;
	}

	const drawing = drawingOf(input);
	yield drawing.nodes.length <= mostNodes
		? graphPicture(drawing).markup
		: html`<p class="note">
				${drawing.nodes.length} tasks wait or are waited for: too many for a picture. As mermaid or
				dot they can be drawn by other programs.
			</p> `.markup;
	yield* htmlTable(readableDependencyColumns, items, {caption: 'Dependencies', most});
}
