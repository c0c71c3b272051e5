/*
The least a program can be that shows a change of a file: it watches a folder tree, reads the file and
prints the title of its first task.
*/
import {readFileSync, watch} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const [folder, file] = process.argv.slice(2) as [string, string];

const print = () => {
	try {
		const {active_projects: tasks} = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as {
			active_projects: {title: string}[];
		};
		process.stdout.write(`\u001B[H${tasks[0]!.title}\u001B[K`);
	} catch {
		// Between two files: the next event comes.
	}
};

watch(folder, {recursive: true}, (_event, name) => {
	if (name === file) {
		print();
	}
});
print();
