/** A physical line of a text: where it begins and ends, without its line break. */
export type Line = {readonly from: number; readonly to: number; readonly lineBreak: string};

/** Line number `number` (from 1), as the reader of backlogs counts; null: there are not so many. */
export const lineAt = (text: string, number: number): Line | null => {
	let from = text.startsWith('\uFEFF') ? 1 : 0;
	for (let line = 1; line < number; line++) {
		const end = text.indexOf('\n', from);
		if (end === -1) {
			return null;
		}

		from = end + 1;
	}

	const end = text.indexOf('\n', from);
	if (end === -1) {
		return {from, to: text.length, lineBreak: ''};
	}

	const isTwo = end > from && text[end - 1] === '\r';
	return {from, to: isTwo ? end - 1 : end, lineBreak: isTwo ? '\r\n' : '\n'};
};

/** What a new line beside this one ends with. */
export const lineBreakAt = (text: string, {lineBreak}: Line): string =>
	lineBreak || (text.includes('\r\n') ? '\r\n' : '\n');

export const splice = (text: string, from: number, to: number, insert: string): string =>
	text.slice(0, from) + insert + text.slice(to);
