import type {Step} from '../../model/task.ts';
import {harmless} from '../../text/harmless.ts';
import type {DocumentInput, Parsed} from '../format.ts';
import {maximumTasks, tooManyTasks} from '../task-limit.ts';
import {emptyFile} from './broken.ts';
import {listedFiles} from './listed-files.ts';
import {maximumLineLength, readTaskLine, type TaskLine} from './list-line.ts';
import {hiddenLines, plainText} from './markdown.ts';
import {problem} from './problems.ts';
import {type Section, sectionOf, subsectionOf} from './sections.ts';
import {statusOfBox, verdictOfText} from './status.ts';
import type {List, ListItem, WrittenDependency} from './values.ts';
import {readDependencies, takeDependencies} from './written-dependencies.ts';

/** A task while the lines below it are still being read. */
type Draft = {
	readonly line: TaskLine;
	readonly number: number;
	readonly indent: number;
	readonly section: Section;
	readonly dependencies: WrittenDependency[];
	readonly steps: Step[];
	files: string | null;
	story: string | null;
};

/** Reads a task list in any of its dialects: boxes, bold bullets, headings, plain numbers. */
export const parseList = (input: DocumentInput, text: string): Parsed<List> => {
	if (text.trim() === '') {
		return emptyFile(input.path, 'empty file: no task list yet');
	}

	const drafts = wanted(readDrafts(text.split(/\r\n|\n|\r/)));
	const items = drafts.slice(0, maximumTasks).map((draft) => itemOf(draft, input));
	return {
		value: {items},
		quality: 'whole',
		problems:
			drafts.length > maximumTasks
				? [
						problem('tasks-cut', tooManyTasks, {
							path: input.path,
							line: drafts[maximumTasks]!.number,
						}),
					]
				: [],
		references: [
			...new Set(items.flatMap(({files}) => files.paths.flatMap(({reference}) => reference ?? []))),
		],
	};
};

/** Not every draft becomes a task: ids in prose are taken out again. */
const mostDrafts = 2 * maximumTasks;

const noSection: Section = {name: null, stage: null, part: null, priority: null};
const bareBox = /^\s*[-*+]\s*\[([ xX])\]\s+(.*)$/;
const attribute =
	/^\s*(?:[-*+]\s+)?\*{0,2}(Depends on|Dependencies|Files?|User Story)\*{0,2}:\*{0,2}\s*(.*)$/i;

const readDrafts = (rawLines: readonly string[]): readonly Draft[] => {
	const lines = rawLines.map((line) => harmless(line.slice(0, maximumLineLength)));
	const hidden = hiddenLines(lines);
	const drafts: Draft[] = [];
	let section = noSection;
	let current: Draft | null = null;
	for (const [index, line] of lines.entries()) {
		if (line === '' || hidden.has(index)) {
			continue;
		}

		const task = readTaskLine(line);
		if (task) {
			current = draftOf(task, index + 1, indentOf(line), section);
			drafts.push(current);
			if (drafts.length > mostDrafts) {
				break;
			}
		} else if (line.startsWith('#')) {
			section = sectionOf(line, index + 1) ?? subsectionOf(line, section);
			current = null;
		} else if (current) {
			readDetail(current, line, index + 1);
		}
	}

	return drafts;
};

const indentOf = (line: string): number => line.length - line.trimStart().length;

const draftOf = (line: TaskLine, number: number, indent: number, section: Section): Draft => ({
	line,
	number,
	indent,
	section,
	dependencies: [],
	steps: [],
	files: null,
	story: null,
});

/** Lines below a task: what it depends on, its files, its acceptance items. */
const readDetail = (draft: Draft, line: string, number: number): void => {
	const box = indentOf(line) > draft.indent ? bareBox.exec(line) : null;
	if (box) {
		draft.steps.push({
			title: plainText(box[2]!),
			status: box[1] === ' ' ? 'pending' : 'completed',
		});
		return;
	}

	const match = attribute.exec(line);
	if (match) {
		const name = match[1]!.toLowerCase();
		if (name.startsWith('depend')) {
			for (const dependency of readDependencies(match[2]!, number)) {
				draft.dependencies.push(dependency);
			}
		} else if (name.startsWith('file')) {
			draft.files ??= match[2]!;
		} else {
			draft.story ??= plainText(match[2]!);
		}
	}
};

/**
Ids in prose are no tasks: a list of ids (T001) has no tasks by plain number, and an id with a box
is not declared again by a heading or a bold bullet about it.
*/
const wanted = (drafts: readonly Draft[]): readonly Draft[] => {
	const withId = drafts.some(({line}) => line.form === 'box' && !line.hasNumber);
	const boxed = new Set(drafts.filter(({line}) => line.form === 'box').map(({line}) => line.id));
	const mentioned = new Set<string>();
	return drafts.filter(({line}) => {
		if (line.form === 'box') {
			return !line.hasNumber || !withId;
		}

		const isFirst = !boxed.has(line.id) && !mentioned.has(line.id);
		mentioned.add(line.id);
		return isFirst;
	});
};

const storyTag = /^US[\w./-]*$/i;
const modeTag = /^A?SYNC$/i;

const itemOf = (draft: Draft, input: DocumentInput): ListItem => {
	const {line, number, section} = draft;
	const {text, dependencies} = takeDependencies(line.text, number);
	const isStruckOut = /~~[^~]+~~/.test(text);
	const verdict = verdictOfText(text);
	const title = plainText(text).replace(/\s[—–-]$/, '');
	return {
		id: line.id,
		line: number,
		box: line.box,
		boxText: line.boxText,
		title: title === '' ? line.id : title,
		isStruckOut,
		verdict,
		mode: line.tags.find((tag) => modeTag.test(tag))?.toUpperCase() ?? null,
		isParallel: line.tags.some((tag) => tag.toUpperCase() === 'P'),
		story: line.tags.find((tag) => storyTag.test(tag)) ?? draft.story,
		tags: line.tags.filter(
			(tag) => tag.toUpperCase() !== 'P' && !modeTag.test(tag) && !storyTag.test(tag),
		),
		section: section.name,
		stage: section.stage,
		part: section.part,
		priority: section.priority,
		dependencies: [...dependencies, ...draft.dependencies],
		files: listedFiles(draft.files, input),
		steps: statusOfBox(line.box, isStruckOut, verdict) === 'skipped' ? [] : draft.steps,
	};
};
