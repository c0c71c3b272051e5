/** Tasks read from one file: twenty times what the largest real one holds, and more than a person looks through. */
export const maximumTasks = 20_000;

/** Words for a file with more. */
export const tooManyTasks = `more than ${maximumTasks.toLocaleString('en-US')} tasks: only the first ones are shown`;

/** A few of many names: "a, b and 3 more". */
export const someOf = (names: readonly (string | number | null)[], most = 20): string => {
	const shown = names.slice(0, most).join(', ');
	return names.length > most ? `${shown} and ${names.length - most} more` : shown;
};
