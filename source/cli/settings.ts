import {defaultSettings, type Settings} from '../model/settings.ts';
import {readConfig} from './config.ts';
import type {FlagValues} from './flags.ts';

/** What holds for this run: flags before the config file before the defaults. */
export const settingsFor = async (flags: FlagValues, firstWorkspace: string): Promise<Settings> => {
	const settings = {
		...defaultSettings,
		...(await readConfig(flags.config, firstWorkspace)),
		...settingsOfFlags(flags),
	};
	return flags.history === undefined
		? settings
		: {...settings, history: {...settings.history, isEnabled: flags.history}};
};

const settingsOfFlags = (flags: FlagValues): Partial<Settings> => ({
	...(flags.format && {formats: flags.format}),
	...(flags.stale !== undefined && {staleMinutes: flags.stale}),
	...(flags.readOnly && {isReadOnly: true}),
	...(flags.color !== undefined && {color: flags.color ? 'always' : 'never'}),
	...(flags.reconcile !== undefined && {reconcileSeconds: flags.reconcile}),
});
