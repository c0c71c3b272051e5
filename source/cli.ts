/*
The executable. It must be understood by every Node that knows modules, so that an old one can be told
what is missing: no syntax newer than 2018, and nothing loaded before the version is known.
*/
import packageJson from '../package.json' with {type: 'json'};
import {useCompileCache} from './cli/compile-cache.ts';

const wanted = packageJson.engines.node.replace('>=', '').split('.').map(Number);
const present = process.versions.node.split('.').map(Number);
const isNewEnough =
	present[0]! > wanted[0]! || (present[0] === wanted[0] && present[1]! >= (wanted[1] || 0));

const fail = (error: unknown): void => {
	const isError = error instanceof Error;
	const detail = process.env['METAWATCH_DEBUG'] && isError ? error.stack : isError && error.message;
	process.stderr.write('metawatch: ' + String(detail || error) + '\n');
	process.exitCode = 1;
};

if (isNewEnough) {
	// React decides when it is loaded; its development build is three times as slow.
	process.env['NODE_ENV'] = 'production';
	useCompileCache();
	import('./cli/main.ts').then((program) => program.main(process.argv.slice(2))).catch(fail);
} else {
	process.stderr.write(
		'metawatch needs Node ' +
			wanted.join('.') +
			' or newer; this is Node ' +
			process.versions.node +
			' (' +
			process.execPath +
			')\n',
	);
	process.exitCode = 2;
}
