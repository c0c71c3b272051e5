import type {Effects} from '../commands/context.ts';
import type {Message} from '../commands/screen-state.ts';
import {copyText} from '../effects/clipboard.ts';
import {editorInvocation} from '../effects/editor.ts';
import {runProgram} from '../effects/run-program.ts';
import {stopProcess} from '../effects/signals.ts';
import type {Watch} from '../watch/watch.ts';
import type {ScreenAlerts} from './alerts/screen-alerts.ts';
import {localClock} from './local-time.ts';
import type {TerminalAccess} from './terminal-bridge.tsx';

/** What commands reach beyond a real screen. */
export const createScreenEffects = ({
	watch,
	terminal,
	alerts,
	openExport,
	question,
	leave,
	clear,
	say,
	environment,
}: {
	readonly watch: Pick<Watch, 'rescan'>;
	/** Null: the screen is not up yet, or no longer. */
	readonly terminal: () => TerminalAccess | null;
	/** Null: they have not begun. */
	readonly alerts: () => ScreenAlerts | null;
	readonly openExport: () => void;
	/** What is to be asked before one leaves, or null. */
	readonly question: () => string | null;
	readonly leave: () => void;
	/** Has the whole screen written anew. */
	readonly clear: () => void;
	readonly say: (text: string, tone: Message['tone']) => void;
	readonly environment: NodeJS.ProcessEnv;
}): Effects => ({
	quit() {
		const asked = question();
		if (asked === null) {
			leave();
		} else {
			say(asked, 'notice');
		}
	},
	suspend() {
		void terminal()?.suspend(async () => await stopProcess());
	},
	copy(text, what) {
		void copyText(text, (sequence) => process.stdout.write(sequence), environment).then((result) =>
			result === 'failed'
				? say(`the ${what} is too long for this terminal's clipboard`, 'problem')
				: result === 'copied'
					? say(`${what} copied: ${text}`, 'done')
					: say(`${what} given to the terminal to copy: ${text}`, 'done'),
		);
	},
	openInEditor(path, line) {
		const {program, arguments: programArguments} = editorInvocation(path, line, environment);
		void terminal()?.suspend(async () => {
			if ((await runProgram(program, programArguments)) === null) {
				say(`${program} could not be started; set $EDITOR to your editor`, 'problem');
			}
		});
	},
	rescan() {
		say('reading all files again', 'notice');
		watch.rescan().then(
			() => say('all files read again', 'done'),
			(error: unknown) =>
				say(`not read again: ${error instanceof Error ? error.message : String(error)}`, 'problem'),
		);
	},
	redraw: clear,
	acknowledgeAlerts: () => alerts()?.acknowledge(),
	muteAlerts() {
		const until = alerts()?.toggleMute() ?? null;
		say(
			until === null
				? 'alerts are told again'
				: `alerts are quiet until ${localClock(until, Date.now())}`,
			'notice',
		);
	},
	openExport,
});
