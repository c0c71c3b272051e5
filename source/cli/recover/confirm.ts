import {createInterface} from 'node:readline/promises';

/** Whether somebody sits there who can be asked. */
export const canAsk = (): boolean => process.stdin.isTTY && process.stderr.isTTY;

/**
Asks for a word; anything else, and the end of the input, means no.

@param word what has to be typed.
*/
export const confirm = async (question: string, word: string): Promise<boolean> => {
	const lines = createInterface({input: process.stdin, output: process.stderr});
	try {
		const isLeft = new Promise<string>((resolve) => {
			lines.once('close', () => resolve(''));
			lines.once('SIGINT', () => resolve(''));
		});
		const answer = await Promise.race([
			lines.question(`${question} Type ${word} to confirm: `),
			isLeft,
		]);
		return answer.trim() === word;
	} finally {
		lines.close();
	}
};
