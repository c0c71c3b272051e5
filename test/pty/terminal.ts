import {
	builtCommand,
	closeAll,
	nodeBinary,
	type PtyOptions,
	ptyProblem,
	type PtyScreen,
	runInTerminal,
	runMetawatch,
} from '../helpers/pty.ts';
import {type Project, removeProjects} from './project.ts';

/** For titles of tests that are skipped where no terminal can be opened; empty where one can. */
export const skipNote = ptyProblem
	? ` (skipped, no terminal can be opened here: ${ptyProblem})`
	: '';

/** Ends all programs and removes what was written. */
export const cleanUp = async (): Promise<void> => {
	await closeAll();
	removeProjects();
};

/** The screen on a project. */
export const watch = (
	project: Project,
	options: PtyOptions = {},
	flags: string[] = [],
): PtyScreen =>
	runMetawatch([...flags, project.folder], {
		...options,
		env: {HOME: project.home, ...options.env},
	});

/** The screen on a project, with its three tasks shown, and ready for keys. */
export const watchShown = async (
	project: Project,
	options: PtyOptions = {},
): Promise<PtyScreen> => {
	const screen = watch(project, options);
	await screen.waitFor(
		(lines) =>
			// Keys are read, and pastes told apart from them, a moment after the first frame.
			screen.isPasteBracketed() &&
			shows(lines, 'Draw the login form') &&
			shows(lines, 'Check the password') &&
			shows(lines, 'Write the tests'),
		{what: 'the three tasks'},
	);
	return screen;
};

export const shows = (lines: readonly string[], text: string): boolean =>
	lines.some((line) => line.includes(text));

export type ShellRun = PtyScreen & {
	/** The process id of metawatch itself. */
	readonly metawatch: number;
};

/**
The screen started by a shell, as people do. Behind it the shell prints the exit code and the settings
of the terminal, so a test sees what metawatch left behind.
*/
export const watchFromShell = async (project: Project): Promise<ShellRun> => {
	const screen = runInTerminal(
		[
			'/bin/sh',
			'-c',
			// The inner shell becomes metawatch, with the process id it has just told.
			`echo before; /bin/sh -c 'echo "pid=$$"; exec "$0" "$@"' "$@"; echo "code=$?"; stty -a`,
			'sh',
			nodeBinary,
			builtCommand,
			project.folder,
		],
		{columns: 100, rows: 30, env: {HOME: project.home}},
	);
	await screen.waitFor((lines) => screen.isPasteBracketed() && shows(lines, 'Check the password'), {
		what: 'the tasks',
	});
	const pid = Number(/pid=(\d+)/.exec(screen.output())![1]);
	return {...screen, metawatch: pid};
};
