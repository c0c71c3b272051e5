/**
Folders that are never entered, by name: they hold what tools produced or fetched, often a hundred
times as many files as the project itself, and sometimes copies of other projects' metadata.
Hidden folders in general are not among them: agents live in `.kiro`, `.claude`, `.opencode`.
*/
const builtIn: readonly string[] = [
	// Version control. `.git/worktrees` and the like are asked for by path where they are needed.
	'.git',
	'.hg',
	'.svn',
	'.jj',
	'.sl',
	'CVS',
	// Fetched dependencies.
	'node_modules',
	'bower_components',
	'jspm_packages',
	'vendor',
	'third_party',
	'Pods',
	'Carthage',
	'.venv',
	'venv',
	'site-packages',
	'.pnpm-store',
	'.yarn',
	'.bundle',
	'.cargo',
	'deps',
	'elm-stuff',
	// Build output.
	'target',
	'dist',
	'build',
	'out',
	'_build',
	'.build',
	'obj',
	'DerivedData',
	'.next',
	'.nuxt',
	'.output',
	'.svelte-kit',
	'.astro',
	'.vercel',
	'.netlify',
	'.serverless',
	'.aws-sam',
	'cdk.out',
	'.lake',
	'.stack-work',
	'dist-newstyle',
	'zig-cache',
	'.zig-cache',
	'zig-out',
	'CMakeFiles',
	'.gradle',
	'.dart_tool',
	'.expo',
	'.angular',
	'.docusaurus',
	'_site',
	// Caches, reports and states of tools.
	'.cache',
	'.parcel-cache',
	'.turbo',
	'.nx',
	'__pycache__',
	'.pytest_cache',
	'.mypy_cache',
	'.ruff_cache',
	'.tox',
	'.nox',
	'.hypothesis',
	'.ipynb_checkpoints',
	'.eggs',
	'coverage',
	'htmlcov',
	'.nyc_output',
	'.terraform',
	'.terragrunt-cache',
	'.vagrant',
	'.direnv',
	'.devenv',
	// Editors that keep copies of everything.
	'.history',
	'.vs',
	'.Trash',
	'$RECYCLE.BIN',
	'System Volume Information',
];

/**
Says of a folder's name whether it is skipped.

@param more names from the settings.
*/
export const ignoredFolders = (more: readonly string[]): ((name: string) => boolean) => {
	const names = new Set([...builtIn, ...more]);
	return (name) => names.has(name);
};
