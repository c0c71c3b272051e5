/** `1 version`, `1,234 versions`: a number with its word, for people. */
export const counted = (count: number, word: string): string =>
	`${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;
