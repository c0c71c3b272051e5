import type {DocumentInput, Parsed} from '../format.ts';
import {tooManyTasks} from '../task-limit.ts';
import type {KiroKind} from './claims.ts';
import {parseList} from './list/parse-list.ts';
import {parseConfig, parseSpec} from './parse-spec.ts';
import {parseState} from './parse-state.ts';
import {problem} from './problems.ts';
import type {TaskList} from './values.ts';

const readers: Readonly<Record<KiroKind, (input: DocumentInput, text: string) => Parsed>> = {
	state: parseState,
	list: (input, text) => parseTaskList(input, text),
	spec: parseSpec,
	config: parseConfig,
	diary: () => present,
};

/** A file that only says that it is there. */
const present: Parsed = {value: null, quality: 'whole', problems: [], references: []};

/** Reads one document of any kind; never throws. */
export const parse = (input: DocumentInput): Parsed => {
	const {content, path, kind} = input;
	if (content.type === 'unreadable') {
		const problems = [problem('file-unreadable', content.reason, {path})];
		return {value: null, quality: 'unreadable', problems, references: []};
	}

	if (content.type !== 'text') {
		return present;
	}

	const read = Object.hasOwn(readers, kind) ? readers[kind as KiroKind] : undefined;
	const parsed = read ? read(input, content.text) : present;
	if (content.isUtf8) {
		return parsed;
	}

	const message = 'not UTF-8: some characters could not be read';
	const unreadable = problem('file-unreadable', message, {path, isException: true});
	return {...parsed, problems: [...parsed.problems, unreadable]};
};

const parseTaskList = ({path}: DocumentInput, text: string): Parsed<TaskList> => {
	if (text.trim() === '') {
		const message = 'the task list is empty';
		const problems = [problem('file-empty', message, {path, isException: true})];
		return {value: null, quality: 'empty', problems, references: []};
	}

	const {list, flaw, cutAt} = parseList(text);
	return {
		value: list,
		quality: list ? 'whole' : 'foreign',
		problems: [
			...(flaw
				? [problem('file-unreadable', flaw.message, {path, line: flaw.line, isException: true})]
				: []),
			...(cutAt === null ? [] : [problem('tasks-cut', tooManyTasks, {path, line: cutAt})]),
		],
		references: [],
	};
};
