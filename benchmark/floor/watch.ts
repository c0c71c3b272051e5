/*
The least a program can be that shows a change of a file: it watches every folder of a tree, reads the
file and prints the title of its first task. (Node's own recursive watch loses a file on Linux that is
replaced by a rename.)
*/
import {readdirSync, readFileSync, watch} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const [folder, file] = process.argv.slice(2) as [string, string];
const target = path.join(folder, file);

const print = () => {
	try {
		const {active_projects: tasks} = JSON.parse(readFileSync(target, 'utf8')) as {
			active_projects: {title: string}[];
		};
		process.stdout.write(`\u001B[H${tasks[0]!.title}\u001B[K`);
	} catch {
		// Between two files: the next event comes.
	}
};

const folders = readdirSync(folder, {recursive: true, withFileTypes: true})
	.filter((entry) => entry.isDirectory())
	.map((entry) => path.join(entry.parentPath, entry.name));
for (const watched of [folder, ...folders]) {
	watch(watched, (_event, name) => {
		if (name !== null && path.join(watched, name) === target) {
			print();
		}
	});
}

print();
