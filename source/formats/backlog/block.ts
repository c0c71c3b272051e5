import {plain} from './cells.ts';
import {type Draft, fieldName, setField} from './declaration.ts';
import {idAtStart} from './identifier.ts';
import {readTitle} from './title.ts';

const field = /^(?:[-*+] )?\*\*([A-Za-z][\w /&-]{0,40}?)(?::\*\*|\*\*:)(.*)$/;
const bullet = /^[-*+] {1,4}(\S.*)$/;
const separator = /^ ?[\u2010-\u2015-] |^: ?/;

/** The item a bullet or heading declares, from the text after its mark; null when it is none. */
export const declaredBy = (
	text: string,
	form: 'heading' | 'bullet',
	place: {line: number; section: string | null},
): Draft | null => {
	const isBold = text.startsWith('**');
	const start = idAtStart(text);
	if (!start) {
		return null;
	}

	const afterId = start.rest.replace(/^\*\*/, '');
	const closesAfterId = afterId !== start.rest;
	const match = separator.exec(afterId);
	if (!match) {
		return null;
	}

	const draft: Draft = {
		form,
		id: start.id,
		title: '',
		...place,
		cells: null,
		lines: null,
		fields: new Map(),
	};
	const rest = afterId.slice(match[0].length);
	// `**B-1: Title** (score 9.5)`: the bold part ends where the title does.
	const end = isBold && !closesAfterId ? rest.indexOf('**') : -1;
	readTitle(draft, rest);
	if (end !== -1) {
		const title = rest.slice(0, end);
		readTitle(draft, rest.slice(end + 2));
		readTitle(draft, title);
	}

	return draft;
};

/** `- B-064 — Title`, `* **B-001** — Title`, `- **B-034**: Title`: never an indented one. */
export const declaredByBullet = (
	line: string,
	place: {line: number; section: string | null},
): Draft | null => {
	const match = bullet.exec(line);
	return match ? declaredBy(match[1]!, 'bullet', place) : null;
};

/**
Takes `- **Status**: ...` and `**Status:** ...` into the item of the block. Fields of a heading stand
at the margin; those of a bullet one step inside it. Deeper ones belong to some other list.
*/
export const takeField = (draft: Draft, line: string, number: number): void => {
	const text = line.trimStart();
	const indent = line.length - text.length;
	if (indent === 0 || (draft.form === 'bullet' && indent <= 4)) {
		const match = field.exec(text);
		if (match) {
			setField(draft, fieldName(match[1]!), plain(match[2]!), number);
		}
	}
};

const comment = /^\s{0,20}([A-Za-z][\w-]{0,40})\s{0,5}:([^]*)$/;

/** Comments that speak of the document and stand wherever somebody put them. */
const ofTheDocument =
	/^(?:ANCHOR|ROLE_PINS|CONTEXT_|MODULE_|CORE_|METADATA_|MEMORY_|ROADMAP_|RESEARCH_|WORKFLOW_|EXECUTION_ENGINE|AUTOMATION_|PRD_|DATABASE_)/;

/** Takes `<!-- do_next: ... -->` into the item of the block. */
export const takeComment = (draft: Draft, text: string, line: number): void => {
	const match = comment.exec(text);
	if (match && !ofTheDocument.test(match[1]!)) {
		setField(draft, fieldName(match[1]!), plain(match[2]!), line);
	}
};
