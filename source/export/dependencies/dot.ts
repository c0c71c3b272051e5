import type {ExportInput, Pieces} from '../exporter.ts';
import {drawingOf, looks} from './drawing.ts';

/** For Graphviz: `metawatch export --format dot | dot -Tsvg`. */
export const dependenciesDot = (input: ExportInput): Pieces => {
	const {nodes, arrows} = drawingOf(input);
	return [
		'digraph dependencies {',
		'\trankdir=LR;',
		'\tnode [shape=box, style="rounded,filled", fontname="Helvetica"];',
		...nodes.map(
			({name, label, look}) =>
				`\t${name} [label="${escaped(label)}", fillcolor="${looks[look].fill}", color="${looks[look].edge}"];`,
		),
		...arrows.map(
			({from, to, isMet, isCritical}) =>
				`\t${from} -> ${to}${isCritical ? ' [penwidth=3]' : isMet ? ' [style=dashed]' : ''};`,
		),
		'}',
	].map((line) => `${line}\n`);
};

/** A backslash would begin an escape of Graphviz. */
const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
