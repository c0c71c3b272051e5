/** Reads RFC 4180, one sign after the other. */
export const readCsv = (text: string): string[][] => {
	const rows: string[][] = [[]];
	let cell = '';
	let isQuoted = false;
	for (let index = 0; index < text.length; index++) {
		const sign = text[index]!;
		if (isQuoted && sign === '"' && text[index + 1] === '"') {
			cell += sign;
			index++;
		} else if (sign === '"') {
			isQuoted = !isQuoted;
		} else if (!isQuoted && sign === ',') {
			rows.at(-1)!.push(cell);
			cell = '';
		} else if (!isQuoted && sign === '\r' && text[index + 1] === '\n') {
			rows.at(-1)!.push(cell);
			cell = '';
			rows.push([]);
			index++;
		} else {
			cell += sign;
		}
	}

	return rows.slice(0, -1);
};
