/** Printed tables are as wide as the terminal; in a pipe as COLUMNS says, else wide enough to read. */
export const printedWidth = (): number => {
	const told = Number(process.env['COLUMNS']);
	return process.stdout.columns || (Number.isInteger(told) && told > 0 ? told : widthInPipes);
};

const widthInPipes = 100;
