import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

/** Collects all garbage of this thread and gives the room back to the system. */
export const collectGarbage = (): void => {
	// The function is given to contexts that are made while the flag is set.
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as (options: object) => void;
	setFlagsFromString('--no-expose-gc');
	collect({type: 'major', execution: 'sync', flavor: 'last-resort'});
};
