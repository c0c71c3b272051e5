import type {Message} from '../../commands/screen-state.ts';
import type {RunEnd} from '../../effects/commands/run.ts';
import type {Invocation} from '../../model/user-command.ts';
import type {ConfiguredCommand} from '../../recovery/commands/configured-command.ts';
import type {RunBoard} from './run-board.ts';

type Say = (text: string, tone: Message['tone']) => void;

/** Runs what a person has configured and confirmed: beside the screen, or in its place one after the other. */
export const runCommands = async (
	commands: readonly ConfiguredCommand[],
	{
		board,
		runInTerminal,
		say,
	}: {
		readonly board: RunBoard;
		readonly runInTerminal: (invocation: Invocation) => Promise<RunEnd>;
		readonly say: Say;
	},
): Promise<void> => {
	const beside = commands.filter(({run}) => run === 'background');
	const start = beside.length > 0 ? await board.ready() : null;
	for (const {name, invocation, run} of commands) {
		if (invocation !== null && run === 'background' && start) {
			const {ended} = start(invocation, name);
			void ended.then((end) => sayEnd(name, end, '; b shows what it wrote', say));
		} else if (invocation !== null) {
			// One after the other: there is one terminal.
			sayEnd(name, await runInTerminal(invocation), '', say);
		}
	}

	if (beside.length > 0) {
		const names = beside.map(({name}) => name).join(', ');
		say(`${names} ${beside.length === 1 ? 'runs' : 'run'}; b shows it`, 'done');
	}
};

const sayEnd = (name: string, {code, signal, failure}: RunEnd, where: string, say: Say): void =>
	say(
		failure === null
			? `${name} ended with ${code === null ? `signal ${signal ?? 'unknown'}` : `exit ${code}`}${where}`
			: `${name} could not be started: ${failure}`,
		code === 0 ? 'done' : 'problem',
	);
