import type {BacklogFile} from '../declaration.ts';
import {parseBacklog} from '../parse-backlog.ts';

/** The backlog of a project, and what the last draft made of it. */
const most = 2;

let known: readonly {readonly text: string; readonly file: BacklogFile}[] = [];

/**
What a backlog says. The drafts of one plan read the same text, or what the one before has left: it is
read once.
*/
export const parseOnce = (text: string): BacklogFile => {
	const found = known.find((one) => one.text === text) ?? {text, file: parseBacklog(text, '').file};
	known = [found, ...known.filter((one) => one !== found)].slice(0, most);
	return found.file;
};
