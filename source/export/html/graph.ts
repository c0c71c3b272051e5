import {truncate} from '../../text/width.ts';
import type {Drawing} from '../dependencies/drawing.ts';
import {figure, tenth} from './chart.ts';
import {element, type Markup} from './element.ts';

/** More of them nobody can take in at once. */
export const mostNodes = 60;

const boxWidth = 168;
const boxHeight = 30;
const columnWidth = boxWidth + 64;
const rowHeight = boxHeight + 12;
const labelWidth = 26;

/** Class of a box by what the drawing says it is. */
const tones: Readonly<Record<Drawing['nodes'][number]['look'], string>> = {
	done: 'completed',
	running: 'running',
	ready: 'partial',
	waiting: 'pending',
	person: 'interrupted',
	stuck: 'failed',
	cycle: 'failed',
	missing: 'failed',
	external: 'unknown',
};

/** The graph from left to right: what is needed stands left of what needs it, as far as there is no circle. */
export const graphPicture = ({nodes, arrows}: Drawing): Markup => {
	const layers = layersOf(nodes, arrows);
	const columns = [...Map.groupBy(nodes, ({name}) => layers.get(name)!)]
		.sort(([a], [b]) => a - b)
		.map(([, column]) => column);
	const rows = Math.max(...columns.map((column) => column.length));
	const places = new Map<string, {x: number; y: number}>();
	for (const [index, column] of columns.entries()) {
		const before = new Map(places);
		// Each stands where what it needs stands on average: fewer lines cross.
		const wish = (name: string): number => {
			const own = arrows.flatMap(({from, to}) => (to === name ? (before.get(from)?.y ?? []) : []));
			return own.length === 0 ? Infinity : own.reduce((sum, y) => sum + y, 0) / own.length;
		};
		const ordered = column
			.map((node) => ({node, at: wish(node.name)}))
			.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
		const offset = ((rows - column.length) * rowHeight) / 2;
		for (const [place, {node}] of ordered.entries()) {
			places.set(node.name, {x: index * columnWidth + 2, y: offset + place * rowHeight + 2});
		}
	}

	const width = columns.length * columnWidth - 60;
	const height = rows * rowHeight;
	return figure(
		{
			title: 'Who waits for whom: from left to right',
			description: `${nodes.length} tasks and ${arrows.length} dependencies; the list below names them`,
		},
		`0 0 ${width} ${height}`,
		[
			...arrows.map(({from, to, isMet, isCritical}) => {
				const start = places.get(from)!;
				const end = places.get(to)!;
				const [x1, y1] = [start.x + boxWidth, tenth(start.y + boxHeight / 2)];
				const [x2, y2] = [end.x, tenth(end.y + boxHeight / 2)];
				const bend = Math.max(24, Math.abs(x2 - x1) / 2);
				const tone = `arrow${isMet ? ' met' : ''}${isCritical ? ' critical' : ''}`;
				return element('path', {
					class: tone,
					d: `M${x1} ${y1}C${tenth(x1 + bend)} ${y1} ${tenth(x2 - bend)} ${y2} ${x2} ${y2}`,
				});
			}),
			...nodes.map(({name, label, look}) => {
				const {x, y} = places.get(name)!;
				return element(
					'g',
					{},
					element('title', {}, `${label} (${look})`),
					element('rect', {
						class: `box ${tones[look]}`,
						x,
						y: tenth(y),
						width: boxWidth,
						height: boxHeight,
						rx: 5,
					}),
					element('text', {x: x + 8, y: tenth(y + 19)}, truncate(label, labelWidth)),
				);
			}),
		],
	);
};

/** How many steps of waiting stand before each; in a circle the steps end where it would begin again. */
const layersOf = (
	nodes: Drawing['nodes'],
	arrows: Drawing['arrows'],
): ReadonlyMap<string, number> => {
	const needs = Map.groupBy(arrows, ({to}) => to);
	const layers = new Map<string, number>();
	const open = new Set<string>();
	const layerOf = (name: string): number => {
		const known = layers.get(name);
		if (known !== undefined || open.has(name)) {
			return known ?? -1;
		}

		open.add(name);
		const layer = 1 + Math.max(-1, ...(needs.get(name) ?? []).map(({from}) => layerOf(from)));
		open.delete(name);
		layers.set(name, layer);
		return layer;
	};

	for (const {name} of nodes) {
		layerOf(name);
	}

	return layers;
};
