import {harmless} from '../../../text/harmless.ts';
import {truncate} from '../../../text/width.ts';
import type {Draft, Option} from '../../recovery.ts';

/** Columns of a title, of a sentence, and of what an agent is told. */
const titleWidth = 100;
const sentenceWidth = 500;
const commandWidth = 2000;

/**
The option in words of a length that can be read. Names and labels come from files, and may be as long as
those; commands to be typed by hand are left exact.
*/
export const bounded = (option: Option): Option => ({
	...option,
	title: short(option.title, titleWidth),
	because: short(option.because, sentenceWidth),
	against: sentences(option.against),
	refusal: option.refusal && short(option.refusal, sentenceWidth),
	changes: sentences(option.changes),
	command: option.command && short(option.command, commandWidth),
	draft: (disk) => boundedDraft(option.draft(disk)),
});

const boundedDraft = (draft: Draft): Draft => {
	switch (draft.type) {
		case 'needs': {
			return draft;
		}

		case 'refused': {
			return {...draft, reason: short(draft.reason, sentenceWidth)};
		}

		case 'ready': {
			return {
				...draft,
				checks: draft.checks.map(({title, state, detail}) => ({
					title: short(title, titleWidth),
					state,
					detail: short(detail, sentenceWidth),
				})),
				lost: sentences(draft.lost),
				notes: sentences(draft.notes),
			};
		}
	}
};

const sentences = (texts: readonly string[]): readonly string[] =>
	texts.map((text) => short(text, sentenceWidth));

/** Cut before it is measured, which may halve a character: harmless takes the rest of it away. */
const short = (text: string, width: number): string =>
	text.length <= width
		? truncate(text, width)
		: truncate(harmless(text.slice(0, width * 2)), width);
