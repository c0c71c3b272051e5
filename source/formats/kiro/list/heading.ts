import type {Status} from '../../../model/status.ts';
import {statusOfWord} from '../status.ts';
import {readable} from './title.ts';

export type Heading = {
	/** 1 to 6: how many `#`. */
	readonly level: number;
	/** `1.1` of `### 1.1 Title`, `5` of `## Task 5: Title`; null without a number. */
	readonly id: string | null;
	/** It calls itself a task. */
	readonly isNamedTask: boolean;
	/** Readable, without number, mark and the word before the number. */
	readonly title: string;
	/** Ticked or crossed out by a sign in the heading; null without one. */
	readonly mark: {readonly raw: string; readonly status: Status} | null;
};

const opening = /^\s{0,3}(#{1,6})\s+/;
const trailing = /\s+#{1,6}$/;
const signs: readonly {readonly pattern: RegExp; readonly status: Status}[] = [
	{pattern: /[✅✓✔☑]\uFE0F?|\[[xX]\]/u, status: 'completed'},
	{pattern: /[❌✗✘]\uFE0F?/u, status: 'failed'},
	{pattern: /[🚧🔄⏳]|\[-\]/u, status: 'running'},
	{pattern: /[⬜☐]\uFE0F?|\[[ ~]\]/u, status: 'pending'},
];
const taskWord = /^(?:(?:sub-?)?task|タスク)\s*#?(?=\d)/i;
const number = /^(\d{1,6}(?:\.\d{1,6}){0,9}[a-z]?)(?:[.:)]{0,2}(?=\s|$)|[:：]|\.?\s*[-–—](?=\s))/;
const separator = /^[-–—:：]\s+/;

/** Reads a line as a heading; null when it is none. */
export const readHeading = (line: string): Heading | null => {
	const start = opening.exec(line);
	if (!start) {
		return null;
	}

	let text = line.slice(start[0].length).replace(trailing, '');
	const sign = signs.find(({pattern}) => pattern.test(text));
	const mark = sign ? {raw: sign.pattern.exec(text)![0], status: sign.status} : null;
	if (sign) {
		text = text.replace(sign.pattern, '');
	}

	text = readable(text);
	const isNamedTask = taskWord.test(text);
	const numbered = text.replace(taskWord, '');
	const id = number.exec(numbered);
	return {
		level: start[1]!.length,
		id: id?.[1] ?? null,
		isNamedTask,
		title: id ? numbered.slice(id[0].length).trim().replace(separator, '') : text,
		mark,
	};
};

const statusLine =
	/^\s*(?:[-*+]\s+)?\*{0,2}status\*{0,2}\s{0,4}[:：]\*{0,2}\s*(?:[^\w\s]{1,4}\s*)?([a-z_-]+(?: [a-z]+)?)/i;

/** The word of a line such as `**Status**: COMPLETED`, or null. */
export const readStatusLine = (line: string): {raw: string; status: Status} | null => {
	const match = statusLine.exec(line);
	if (!match) {
		return null;
	}

	const whole = match[1]!;
	const [first = ''] = whole.split(' ');
	const status = statusOfWord(whole);
	return status === 'unknown' ? {raw: first, status: statusOfWord(first)} : {raw: whole, status};
};

const generic =
	/^(?:tasks?|tasks? (?:list|overview|breakdown)|implementation (?:plan|tasks?)|to-?dos?|overview|タスク一覧|実装タスク)\s*[:：]?$/i;

/** A heading that says no more than "here are the tasks". */
export const isGenericHeading = ({level, title}: Heading): boolean =>
	level === 1 || generic.test(title) || title === '';
