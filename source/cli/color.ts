import type {Settings} from '../model/settings.ts';

/** Whether printed text is coloured: the user's word, else FORCE_COLOR, else NO_COLOR, else the terminal. */
export const usesColor = (
	choice: Settings['color'],
	environment: Readonly<Record<string, string | undefined>>,
	isTerminal: boolean,
): boolean => {
	if (choice !== 'auto') {
		return choice === 'always';
	}

	const forced = environment['FORCE_COLOR'];
	if (forced !== undefined) {
		return forced !== '0' && forced !== 'false';
	}

	return isTerminal && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
};
