import {createInterface} from 'node:readline/promises';
import {writeNotice} from '../output.ts';

/**
Asks on the terminal; only the word yes is one. Without a terminal nobody can be asked, and that is said.

@param what is going to be done: "start them".
*/
export const confirmed = async (what: string): Promise<boolean> => {
	if (!process.stdin.isTTY || !process.stderr.isTTY) {
		writeNotice(`nobody is there to be asked; add --yes to ${what}`);
		return false;
	}

	const asking = createInterface({input: process.stdin, output: process.stderr});
	const closing = new AbortController();
	asking.once('SIGINT', () => closing.abort());
	asking.once('close', () => closing.abort());
	try {
		const answer = await asking.question(`type yes to ${what}: `, {signal: closing.signal});
		const isYes = answer.trim().toLowerCase() === 'yes';
		if (!isYes) {
			writeNotice('nothing was done');
		}

		return isYes;
	} catch {
		process.stderr.write('\n');
		writeNotice('nothing was done');
		return false;
	} finally {
		asking.close();
	}
};
