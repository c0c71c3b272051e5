import {harmless} from '../../../text/harmless.ts';
import {projectOf} from '../claims.ts';
import type {Survey, Surveyed} from './survey.ts';

/** More lines nobody types; the rest is a matter of the same kind. */
const mostFiles = 50;

/** Longer ones no system has. */
const longestPath = 4096;

/** Signs that git reads as a pattern: `app/[id]/page.tsx` would mean `app/i/page.tsx` too. */
const pattern = /[*?[\]\\]|^:/;

const look = (files: readonly string[], git: string): readonly string[] =>
	files.length === 0 ? [] : [`${git} status --short -- ${files.map(quoted).join(' ')}`];

/**
Commands for a person to look at the files of a checkpoint, and to bring missing ones back; never run by
metawatch. None without git.
*/
export const commandsToLook = (survey: Survey, statePath: string): readonly string[] => {
	const git = gitOf(survey, statePath);
	const named = survey.files.filter(isNameable);
	const changed = named.filter(({state}) => state === 'changed').map(({path}) => path!);
	const missing = named.filter(({state}) => state === 'missing').map(({path}) => path!);
	return git === null
		? []
		: [
				...look(named.map(({path}) => path!).slice(0, mostFiles), git),
				...(changed.length === 0
					? []
					: [`${git} diff HEAD -- ${changed.slice(0, mostFiles).map(quoted).join(' ')}`]),
				...restores(missing, git),
			];
};

/** The same for putting all of them back to what git has last. */
export const commandsToRevert = (survey: Survey, statePath: string): readonly string[] => {
	const git = gitOf(survey, statePath);
	const files = survey.files.filter(isNameable).map(({path}) => path!);
	return git === null || files.length === 0
		? []
		: [
				...look(files.slice(0, mostFiles), git),
				`${git} diff HEAD -- ${files.slice(0, mostFiles).map(quoted).join(' ')}`,
				...restores(files, git),
			];
};

/** One for each file: git refuses a whole command when it does not know one of its files. */
const restores = (files: readonly string[], git: string): readonly string[] =>
	files.slice(0, mostFiles).map((file) => `${git} checkout HEAD -- ${quoted(file)}`);

const isNameable = ({path, state}: Surveyed): boolean =>
	path !== null && path.length <= longestPath && state !== 'unknown' && harmless(path) === path;

const gitOf = ({hasGit, files}: Survey, statePath: string): string | null => {
	const project = projectOf(statePath);
	const isPattern = files.some(({path}) => path !== null && pattern.test(path));
	return hasGit && harmless(project) === project
		? `git ${isPattern ? '--literal-pathspecs ' : ''}-C ${quoted(project)}`
		: null;
};

/** For a shell: nothing between single quotes means anything. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
