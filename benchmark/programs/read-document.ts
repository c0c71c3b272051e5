/*
Parses and assembles one document, the first time and many times after, and prints the times. A
process of its own, because only the first time in a process is cold.

Arguments: path, format, how often.
*/
import {readFileSync, statSync} from 'node:fs';
import process from 'node:process';
import {formats} from '../../source/formats/index.ts';
import type {Document, DocumentInput} from '../../source/formats/format.ts';

const [path, formatName, repetitions] = process.argv.slice(2) as [string, string, string];
const format = formats.find(({name}) => name === formatName)!;
const text = readFileSync(path, 'utf8');
const claim = format.claims(path);
if (!claim) {
	throw new Error(`${formatName} does not claim ${path}`);
}

const {mtimeMs, size} = statSync(path);
const now = Date.now();

/** Like a changed file: an input that nothing can be remembered of. */
const read = (): number => {
	const input: DocumentInput = {
		path,
		workspace: path.slice(0, path.indexOf('/workspace/') + '/workspace'.length),
		kind: claim.kind,
		content: {type: 'text', text, isUtf8: true},
		stat: {modifiedAt: mtimeMs, size, isFolder: false},
		readAt: now,
	};
	const {content: _content, ...observed} = input;
	const document: Document = {
		...observed,
		...format.parse(input),
		lastGood: null,
		unreadableSince: null,
		firstSeenAt: now,
		changedAt: null,
		referenceStats: new Map(),
	};
	return format.assemble(format.group(path), [document]).tasks.length;
};

const timeOf = (work: () => unknown): number => {
	const begin = performance.now();
	work();
	return performance.now() - begin;
};

const least = path.endsWith('.json') ? () => JSON.parse(text) as unknown : () => text.split('\n');
const times = (work: () => unknown) =>
	Array.from({length: Number(repetitions)}, () => timeOf(work));

const tasks = {count: 0};
const cold = timeOf(() => {
	tasks.count = read();
});
const coldFloor = timeOf(least);

console.log(
	JSON.stringify({
		tasks: tasks.count,
		bytes: size,
		cold,
		coldFloor,
		warm: times(read),
		warmFloor: times(least),
	}),
);
