/** Text of a line without the marks of markdown, for people. */
export const plainText = (text: string): string =>
	text
		.replaceAll(/!?\[([^[\]]{1,300})\]\([^()\s]{0,500}\)/g, '$1')
		.replaceAll(/\*\*|~~|`/g, '')
		.replaceAll(/ {2,}/g, ' ')
		.trim();

const fence = /^\s*(`{3,}|~{3,})(.*)$/;

/**
The numbers (from 0) of lines inside fenced code and comments. A fence or comment that never ends
hides nothing: the tasks below it are real.
*/
export const hiddenLines = (lines: readonly string[]): ReadonlySet<number> => {
	const hidden = new Set<number>();
	const lastClosing: Record<string, number> = {};
	let lastCommentEnd = -1;
	for (const [index, line] of lines.entries()) {
		const match = fence.exec(line);
		if (match?.[2]?.trim() === '') {
			lastClosing[match[1]!.charAt(0)] = index;
		}

		if (line.includes('-->')) {
			lastCommentEnd = index;
		}
	}

	let open: string | null = null;
	let isComment = false;
	for (const [index, line] of lines.entries()) {
		if (isComment) {
			hidden.add(index);
			isComment = !line.includes('-->');
			continue;
		}

		const match = fence.exec(line);
		if (open !== null) {
			hidden.add(index);
			if (match?.[1]?.charAt(0) === open && match[2]!.trim() === '') {
				open = null;
			}
		} else if (match && (lastClosing[match[1]!.charAt(0)] ?? -1) > index) {
			open = match[1]!.charAt(0);
			hidden.add(index);
		} else if (/^\s*<!--/.test(line) && lastCommentEnd >= index) {
			hidden.add(index);
			isComment = !line.includes('-->');
		}
	}

	return hidden;
};
