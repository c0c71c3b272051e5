import {spawnSync} from 'node:child_process';
import process from 'node:process';

// Builds for what comes next on the screen: the list of what was built is left out, errors are not.
const {status} = spawnSync('npm', ['run', '--silent', 'build'], {
	stdio: ['ignore', 'ignore', 'inherit'],
	// On Windows npm is a script that only a shell can run.
	shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
