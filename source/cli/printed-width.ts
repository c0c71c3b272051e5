/** Printed tables are as wide as the terminal; in a pipe as COLUMNS says, else as they need. */
export const printedWidth = (): number => {
	const told = Number(process.env['COLUMNS']);
	return process.stdout.columns || (Number.isInteger(told) && told > 0 ? told : widthInPipes);
};

/** No column needs more: what reads from a pipe must not find its text cut off. */
const widthInPipes = 400;
