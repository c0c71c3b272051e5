import {readJson} from '../formats/json.ts';
import {defaultSettings, type Settings} from '../model/settings.ts';
import type {UserCommands} from '../model/user-command.ts';
import {alertSettingsOf} from './alert-settings.ts';
import {meantIssue, placeOf, wordsOf} from './config-issue.ts';
import {type Config, configSchema} from './config-schema.ts';
import {UsageError} from './usage-error.ts';

/**
The settings in the text of a config file.

@param name of the file, for messages.
@throws {UsageError} with the line of the first thing that is wrong.
*/
export const parseConfig = (text: string, name: string): Partial<Settings> => {
	const reading = readJson(text);
	const {value, damage, duplicateKeys} = reading;
	if (damage) {
		throw new UsageError(`${name}:${damage.line}:${damage.column}: not JSON: ${damage.message}`);
	}

	const [twice] = duplicateKeys;
	if (twice) {
		throw new UsageError(`${name}:${twice.line}: "${twice.key}" stands twice`);
	}

	// Strict objects are only recognised with a prototype; reading makes them without.
	const parsed = configSchema.safeParse(isObject(value) ? {...value} : value);
	if (!parsed.success) {
		const issue = meantIssue(parsed.error.issues[0]!);
		throw new UsageError(`${name}:${reading.lineOf(placeOf(issue))}: ${wordsOf(issue)}`);
	}

	return settingsOf(parsed.data);
};

const isObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const settingsOf = ({
	formats,
	staleMinutes,
	readOnly,
	color,
	theme,
	ignoredFolders,
	reconcileSeconds,
	history,
	metrics,
	alerts,
	recovery,
}: Config): Partial<Settings> => ({
	...(formats && {formats}),
	...(staleMinutes !== undefined && {staleMinutes}),
	...(readOnly !== undefined && {isReadOnly: readOnly}),
	...(color && {color}),
	...(theme && {theme}),
	...(ignoredFolders && {ignoredFolders}),
	...(reconcileSeconds !== undefined && {reconcileSeconds}),
	...(history && {history: historyOf(history)}),
	...(metrics && {metrics: {...defaultSettings.metrics, ...metrics}}),
	...(alerts && alertSettingsOf(alerts)),
	...(recovery?.commands && {commands: commandsOf(recovery.commands)}),
	...(recovery?.limitMinutes !== undefined && {commandLimitMinutes: recovery.limitMinutes}),
});

const historyOf = ({enabled, ...limits}: NonNullable<Config['history']>): Settings['history'] => ({
	...defaultSettings.history,
	...(enabled !== undefined && {isEnabled: enabled}),
	...limits,
});

type Commands = NonNullable<NonNullable<Config['recovery']>['commands']>;

/** A list alone is a command that runs in the background. */
const commandsOf = (commands: Commands): UserCommands =>
	Object.fromEntries(
		Object.entries(commands).map(([format, byOption]) => [
			format,
			Object.fromEntries(
				Object.entries(byOption).map(([option, given]) => {
					const {arguments: words, run} = Array.isArray(given)
						? {arguments: given, run: undefined}
						: given;
					return [option, {arguments: words as [string, ...string[]], run: run ?? 'background'}];
				}),
			),
		]),
	);
