/**
An agent that adds a line to a file again and again, as scripts do: it reads the file, writes a new one
beside it and renames it; many times in a row, and then it pauses. When its standard input is closed it
ends, and prints how many lines it has added.
*/
import {readFileSync, renameSync, writeFileSync} from 'node:fs';
import {setTimeout} from 'node:timers/promises';

const [file] = process.argv.slice(2) as [string];
process.stdin.resume();

let count = 0;
while (!process.stdin.readableEnded) {
	const text = readFileSync(file, 'utf8');
	count++;
	writeFileSync(`${file}.agent`, `${text}agent ${count}\n`);
	renameSync(`${file}.agent`, file);
	await setTimeout(count % 20 === 0 ? 400 : Math.random() * 15);
}

process.stdout.write(String(count));
