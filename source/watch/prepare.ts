import {formats as allFormats} from '../formats/index.ts';
import {ignoredFolders} from './ignored-folders.ts';
import type {Intake} from './intake.ts';
import type {WatchOptions} from './options.ts';
import {createReferences, type References} from './references.ts';
import {rootsOf} from './roots.ts';
import {createTerritory} from './territory.ts';

/** What a pass and a lasting watch both start from: nothing found yet, nothing read. */
export const prepare = (
	{workspaces, settings, store, formats = allFormats, now = Date.now}: WatchOptions,
	{signal, onApplied, onError}: Pick<Intake, 'signal' | 'onApplied' | 'onError'>,
): {intake: Intake; references: References} => {
	const roots = rootsOf(workspaces);
	const territory = createTerritory({
		roots,
		formats: formats.filter(
			({name}) => settings.formats.length === 0 || settings.formats.includes(name),
		),
		isIgnored: ignoredFolders(settings.ignoredFolders),
	});
	return {
		intake: {store, territory, ledger: new Map(), now, signal, onApplied, onError},
		references: createReferences({store, roots, now, onError}),
	};
};
