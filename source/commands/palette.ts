import {go as looseSearch} from 'fuzzysort';
import type {Command} from './command.ts';

/** Commands whose name matches what was typed, best first; all of them before anything is. */
export const searchCommands = (commands: readonly Command[], text: string): readonly Command[] =>
	text.trim() === ''
		? commands
		: looseSearch(text.trim(), commands as Command[], {
				key: 'title',
				threshold: 0.2,
				limit: 0,
			}).map(({obj}) => obj);
