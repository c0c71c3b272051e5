import {type ChildProcessByStdio, spawn} from 'node:child_process';
import type {Readable, Writable} from 'node:stream';

export type GitProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/**
What a repository may say in its own configuration and what must not be obeyed: programs to run, a
pager, looking at signatures, fetching what is missing.
*/
const harmlessConfig: readonly string[] = [
	'core.fsmonitor=',
	'core.hooksPath=/dev/null',
	'core.pager=cat',
	'core.sshCommand=false',
	'core.askPass=',
	'core.alternateRefsCommand=false',
	'core.attributesFile=/dev/null',
	'credential.helper=',
	'diff.external=',
	'gpg.program=false',
	'log.showSignature=false',
	'log.mailmap=false',
	'log.diffMerges=off',
	'protocol.allow=never',
];

/** Settings of the user's shell that would lead git elsewhere are left out. */
const environment = (): NodeJS.ProcessEnv => ({
	...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
	GIT_CONFIG_NOSYSTEM: '1',
	GIT_NO_LAZY_FETCH: '1',
	GIT_NO_REPLACE_OBJECTS: '1',
	GIT_OPTIONAL_LOCKS: '0',
	GIT_PAGER: 'cat',
	GIT_TERMINAL_PROMPT: '0',
	LC_ALL: 'C',
	PAGER: 'cat',
});

/** Starts git in a folder, as a program, without a shell. */
export const startGit = (
	folder: string,
	gitArguments: readonly string[],
	signal?: AbortSignal,
): GitProcess => {
	const child = spawn(
		'git',
		[
			'--no-pager',
			'--literal-pathspecs',
			...harmlessConfig.flatMap((setting) => ['-c', setting]),
			...gitArguments,
		],
		{cwd: folder, env: environment(), shell: false, stdio: ['pipe', 'pipe', 'pipe'], signal},
	);
	child.stdin.on('error', () => {
		// It ended before it had read everything: its exit code tells.
	});
	return child;
};

/** Settles when git has ended. @returns null when all went well, else what it said. */
export const endOf = async (child: GitProcess): Promise<string | null> =>
	await new Promise((resolve) => {
		let said = '';
		child.stderr.on('data', (data: Buffer) => {
			said = (said + data.toString('utf8')).slice(0, 500);
		});
		child.once('error', (error) => resolve(error.message));
		child.once('close', (code) =>
			resolve(code === 0 ? null : said.trim() || `git ended with ${code}`),
		);
	});
