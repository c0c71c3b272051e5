/** A program that works on code by itself, and how its processes can be told from others. */
type KnownAgent = {
	readonly name: string;
	/** Names of its program, without ending, lower case. */
	readonly programs: readonly string[];
	/** Part of the path of its script, where an interpreter runs it. */
	readonly packages?: readonly string[];
};

/** Add an agent here; nothing else knows of them. */
const knownAgents: readonly KnownAgent[] = [
	{name: 'claude', programs: ['claude', 'claude-code'], packages: ['@anthropic-ai/claude-code/']},
	{name: 'codex', programs: ['codex'], packages: ['@openai/codex/']},
	{name: 'gemini', programs: ['gemini', 'gemini-cli'], packages: ['@google/gemini-cli/']},
	{name: 'opencode', programs: ['opencode'], packages: ['opencode-ai/']},
	{name: 'kiro', programs: ['kiro', 'kiro-cli']},
	{name: 'cursor', programs: ['cursor-agent']},
	{name: 'aider', programs: ['aider'], packages: ['aider-chat/']},
	{name: 'goose', programs: ['goose', 'goosed']},
	{name: 'amp', programs: ['amp'], packages: ['@sourcegraph/amp/']},
	{name: 'jules', programs: ['jules'], packages: ['@google/jules/']},
	{name: 'copilot', programs: ['copilot'], packages: ['@github/copilot/']},
	{name: 'qwen', programs: ['qwen'], packages: ['@qwen-code/qwen-code/']},
	{name: 'crush', programs: ['crush'], packages: ['@charmland/crush/']},
	{name: 'droid', programs: ['droid']},
];

const interpreters = /^(?:node|nodejs|bun|deno|tsx|python[\d.]*)$/;

/** The last name of a path, lower case and without the ending of a script. */
const programOf = (path: string): string =>
	path
		.slice(path.lastIndexOf('/') + 1)
		.toLowerCase()
		.replace(/\.(?:[cm]?js|ts|py|exe)$/, '');

/**
Which agent a process is, or null.

@param command the short name of the process (it may have chosen it itself).
@param words its program and arguments.
*/
export const agentOf = (command: string, words: readonly string[]): string | null => {
	const program = programOf(words[0] ?? '');
	const isInterpreted = interpreters.test(program);
	const script = isInterpreted ? (words.slice(1).find((word) => !word.startsWith('-')) ?? '') : '';
	const names = new Set([command.toLowerCase(), program, programOf(script)]);
	const found = knownAgents.find(
		({programs, packages = []}) =>
			programs.some((name) => names.has(name)) || packages.some((part) => script.includes(part)),
	);
	return found?.name ?? null;
};
