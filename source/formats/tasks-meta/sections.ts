import {plainText} from './markdown.ts';
import type {ListItem} from './values.ts';

/** The headings above a task. */
export type Section = {
	readonly name: string | null;
	readonly stage: ListItem['stage'];
	readonly part: string | null;
	readonly priority: ListItem['priority'];
};

const heading = /^(#{1,6})\s+(.*?)[\s#]*$/;
const phase = /^Phase\b/i;
const priorityInHeading = /\((?:Priority:\s*)?P(\d{1,2})\)/i;
/** Headings that only say that tasks follow. */
const saysNothing = /^(?:tasks?|task list|todo)$/i;

/** A heading that opens a section: a phase at any level, or any other down to level two. */
export const sectionOf = (line: string, number: number): Section | null => {
	const match = heading.exec(line.slice(0, 500));
	if (!match) {
		return null;
	}

	const text = plainText(match[2]!);
	const isPhase = phase.test(text);
	if (!isPhase && match[1]!.length > 2) {
		return null;
	}

	const priority = priorityInHeading.exec(text);
	const name = nameOfSection(text);
	// The title of the whole list stands above everything and says nothing about a task.
	const isTitle = !isPhase && (match[1]!.length === 1 || saysNothing.test(name));
	return {
		name: isTitle || name === '' ? null : name,
		stage: isTitle || name === '' ? null : {name, line: number},
		part: null,
		priority: priority ? {raw: `P${priority[1]!}`, rank: Number(priority[1]), line: number} : null,
	};
};

/** A smaller heading inside a section. */
export const subsectionOf = (line: string, section: Section): Section => {
	const match = heading.exec(line.slice(0, 500));
	return match ? {...section, part: plainText(match[2]!)} : section;
};

/** "Phase 3: Story (Priority: P1) 🎯 MVP" -> "Phase 3: Story". */
const nameOfSection = (text: string): string =>
	text
		.replace(priorityInHeading, '')
		.replace(/[\s\p{Extended_Pictographic}\uFE0F]+(?:MVP)?$/u, '')
		.replaceAll(/ {2,}/g, ' ')
		.trim();
