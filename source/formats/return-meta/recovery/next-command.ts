/** What comes after a task has reached a word of `state.json`: the command to type. */
const commands: Readonly<Record<string, (number: number) => string>> = {
	researched: (number) => `/plan ${number}`,
	planned: (number) => `/implement ${number}`,
	pr_ready: () => '/merge',
	completed: () => '/todo',
	expanded: () => '/todo',
};

export const commandAfter = (word: string, number: number | null): string | null =>
	number === null ? null : (commands[word]?.(number) ?? null);
