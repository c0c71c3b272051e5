import {readOnlyRefusals} from '../../commands/read-only.ts';
import type {Message} from '../../commands/screen-state.ts';
import type {Follow} from './follow.ts';
import type {PanelAction} from './keys.ts';
import {usualPace} from './pace.ts';
import {
	type CommandPanel,
	type PacePanel,
	type Panel,
	type RehearsalPanel,
	runnable,
} from './panel.ts';
import type {Turns} from './turns.ts';

/** What follows a rehearsal other than writing its plan: a configured command, or a canary. */
export const createNextSteps = ({
	show,
	leave,
	when,
	now,
	follow,
	isReadOnly,
}: {
	readonly show: (panel: Panel, isOther?: boolean) => void;
	readonly leave: (message?: Message | null) => void;
	readonly when: Turns['when'];
	readonly now: () => number;
	readonly follow: Follow;
	readonly isReadOnly: boolean;
}) => {
	const offerCommand = (from: RehearsalPanel, done: string | null): void =>
		show({
			step: 'command',
			title: from.title,
			done,
			commands: from.commands,
			isArmed: done === null,
			shownAt: now(),
			// What has been applied is not rehearsed again.
			from: done === null ? from : null,
		});

	/** Null: a command may be run. */
	const refusesCommands = (): boolean => {
		if (isReadOnly) {
			follow.tell({
				text: 'metawatch runs with --read-only: no command is run',
				tone: 'notice',
			});
		}

		return isReadOnly;
	};

	const inCommand = (action: PanelAction, open: CommandPanel): void => {
		if (refusesCommands()) {
			return;
		}

		if (action.type === 'show-command') {
			show({...open, isArmed: true, shownAt: now()}, false);
		} else if (action.type === 'run') {
			const commands = runnable(open.commands);
			leave(open.done === null ? null : {text: open.done, tone: 'done'});
			follow.run(commands);
		}
	};

	const atPace = (action: PanelAction, open: PacePanel): void => {
		if (action.type === 'pace') {
			show({...open, pace: action.pace}, false);
		} else if (action.type === 'start-canary') {
			const {choices, plan, reason, title} = open.from;
			when(
				follow.startCanary({choices, pace: open.pace, workspace: plan.workspace, reason, title}),
				(refusal) => {
					if (refusal === null) {
						leave({text: `${title}: first for ${choices[0]?.id ?? ''}`, tone: 'done'});
						follow.showCampaign();
					} else {
						show({...open, refusal});
					}
				},
				(refusal) => show({...open, refusal}),
			);
		}
	};

	return {
		/** @param done what has been applied; null: it is advice, and the command is shown for the first time. */
		offerCommand,
		showCommand(from: RehearsalPanel): void {
			if (!refusesCommands()) {
				offerCommand(from, null);
			}
		},
		inCommand,
		openPace(from: RehearsalPanel): void {
			show(
				isReadOnly
					? {...from, refusal: readOnlyRefusals.write}
					: {step: 'pace', from, pace: usualPace, shownAt: now(), refusal: null},
			);
		},
		atPace,
	};
};
