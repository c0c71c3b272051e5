import packageJson from '../../package.json' with {type: 'json'};
import {parseArguments} from './arguments.ts';
import {endQuietlyOnClosedPipe, writeFailure, writeNotice, writeOut} from './output.ts';
import {UsageError} from './usage-error.ts';

// zod would compile a function for every schema, which pays only after thousands of files; it asks
// here before it does so. Told by its name, so that zod is loaded by those who need it.
Object.assign(globalThis, {__zod_globalConfig: {jitless: true}});

/** Runs metawatch with these arguments and sets the exit code of the process. */
export const main = async (argv: readonly string[]): Promise<void> => {
	endQuietlyOnClosedPipe();
	process.on('uncaughtException', (error) => {
		writeFailure(error);
		process.exit(1);
	});
	try {
		process.exitCode = await dispatch(argv);
	} catch (error) {
		if (error instanceof UsageError) {
			writeNotice(error.message);
			process.exitCode = 2;
			return;
		}

		writeFailure(error);
		process.exitCode = 1;
	}
};

const dispatch = async (argv: readonly string[]): Promise<number> => {
	const asked = parseArguments(argv);
	if (asked.type === 'version') {
		await writeOut(`${packageJson.version}\n`);
		return 0;
	}

	if (asked.type === 'help') {
		const {helpText} = await import('./help.ts');
		await writeOut(helpText(asked.command, packageJson.version));
		return 0;
	}

	const {run} = await asked.command.load(asked.invocation.flags);
	return await run(asked.invocation);
};
