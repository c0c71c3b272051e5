import type {ExportInput, Pieces} from '../exporter.ts';
import {drawingOf, looks} from './drawing.ts';

/** For Markdown files that are shown with diagrams. */
export const dependenciesMermaid = (input: ExportInput): Pieces => {
	const {nodes, arrows} = drawingOf(input);
	const used = new Set(nodes.map(({look}) => look));
	return [
		'flowchart LR',
		...nodes.map(({name, label, look}) => `\t${name}["${escaped(label)}"]:::${look}`),
		...arrows.map(
			({from, to, isMet, isCritical}) =>
				`\t${from} ${isCritical ? '==>' : isMet ? '-.->' : '-->'} ${to}`,
		),
		...[...used].map(
			(look) => `\tclassDef ${look} fill:${looks[look].fill},stroke:${looks[look].edge},color:#000`,
		),
	].map((line) => `${line}\n`);
};

/** Signs of ASCII may mean something in a label: they are named by their number. */
const escaped = (text: string): string =>
	text.replaceAll(/[^\w .,:/()\u{80}-\u{10FFFF}-]/gu, (sign) => `#${sign.codePointAt(0)};`);
