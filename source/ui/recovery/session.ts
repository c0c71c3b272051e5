import type {RecoveryTarget} from '../../commands/context.ts';
import {readOnlyRefusals} from '../../commands/read-only.ts';
import type {Message} from '../../commands/screen-state.ts';
import {insertText} from '../../commands/text-input.ts';
import type {Done} from '../../recovery/clerk.ts';
import type {Offers, RecoveryDesk} from './desk.ts';
import {
	type ListedOption,
	type OptionsPanel,
	type Panel,
	type RehearsalPanel,
	runnable,
} from './panel.ts';
import type {Follow} from './follow.ts';
import {doneText, rehearsalOf, undoRehearsalOf} from './rehearsal.ts';
import {type PanelAction, panelAction} from './keys.ts';
import {createTurns, reasonOf} from './turns.ts';
import {createNextSteps} from './next-steps.ts';

export type RecoverySession = {
	/** Null: the panel is closed. */
	readonly panel: () => Panel | null;
	readonly open: (target: RecoveryTarget) => void;
	readonly openUndo: () => void;
	/** Takes a key while the panel is open; false: it means nothing here. */
	readonly press: (key: string) => boolean;
	readonly paste: (text: string) => void;
};

/**
The way from a task to a changed file: options, rehearsal, a second press of the same key, done. Esc
leads back one step and never confirms; whatever was looked up for a panel that was left is dropped.
*/
export const createRecoverySession = ({
	desk,
	now,
	onChange,
	onEnd,
	copy,
	isReadOnly,
	follow,
}: {
	readonly desk: RecoveryDesk;
	readonly now: () => number;
	/** The panel reads differently, and is to be shown from its top or as it stands. */
	readonly onChange: (isOther: boolean) => void;
	readonly onEnd: (message: Message | null) => void;
	readonly copy: (text: string, what: string) => void;
	readonly isReadOnly: boolean;
	readonly follow: Follow;
}): RecoverySession => {
	let panel: Panel | null = null;
	let offers: Offers | null = null;
	const turns = createTurns();
	const {when} = turns;
	const show = (next: Panel, isOther = true): void => {
		panel = next;
		onChange(isOther);
	};

	const leave = (message: Message | null = null): void => {
		turns.next();
		panel = null;
		offers = null;
		onChange(true);
		onEnd(message);
	};

	const fail = (reason: string): void => leave({text: reason, tone: 'problem'});

	const nextSteps = createNextSteps({
		show,
		leave,
		when,
		now,
		follow,
		isReadOnly,
	});

	const rehearse = (option: ListedOption, from: OptionsPanel): void => {
		if (option.refusal !== null) {
			show({...from, index: from.options.indexOf(option), refusal: option.refusal}, false);
			return;
		}

		const back = {...from, index: from.options.indexOf(option), refusal: null};
		const refuse = (refusal: string): void => show({...back, refusal});
		show({step: 'planning', option, from: back});
		when(
			offers!.plan(option),
			(answer) => {
				if ('refusal' in answer) {
					refuse(answer.refusal);
				} else {
					show(rehearsalOf(option, answer, back, now()));
				}
			},
			refuse,
		);
	};

	const confirm = (rehearsal: RehearsalPanel): void => {
		const {kind, plan, reason, title} = rehearsal;
		const refuse = (refusal: string): void => show({...rehearsal, typing: null, refusal});
		if (isReadOnly) {
			refuse(readOnlyRefusals.write);
			return;
		}

		show({step: 'writing', title, from: rehearsal}, false);
		when(
			kind === 'undo' ? desk.undo(plan) : desk.apply(plan, reason),
			({isDone, message}: Done) => {
				if (isDone && runnable(rehearsal.commands).length > 0) {
					nextSteps.offerCommand(rehearsal, doneText(rehearsal));
				} else if (isDone) {
					leave({text: doneText(rehearsal), tone: 'done'});
				} else {
					refuse(message);
				}
			},
			refuse,
		);
	};

	const back = (from: OptionsPanel | null): void => {
		turns.next();
		if (from) {
			show(from);
		} else {
			leave();
		}
	};

	const perform = (action: PanelAction): void => {
		switch (action.type) {
			case 'back': {
				escape(panel!);
				break;
			}

			case 'copy': {
				copy(action.text, 'command');
				break;
			}

			case 'copy-capsule': {
				offers?.capsule?.().then(
					(text) => copy(text, 'resume capsule'),
					(error: unknown) => fail(reasonOf(error)),
				);
				break;
			}

			default: {
				if (panel?.step === 'options') {
					inOptions(action, panel);
				} else if (panel?.step === 'rehearsal') {
					inRehearsal(action, panel);
				} else if (panel?.step === 'command') {
					nextSteps.inCommand(action, panel);
				} else if (panel?.step === 'pace') {
					nextSteps.atPace(action, panel);
				}
			}
		}
	};

	const inOptions = (action: PanelAction, open: OptionsPanel): void => {
		if (action.type === 'rehearse') {
			rehearse(action.option, open);
		} else if (action.type === 'choose') {
			show({...open, index: action.index, refusal: null}, false);
		}
	};

	const inRehearsal = (action: PanelAction, open: RehearsalPanel): void => {
		if (action.type === 'show-command') {
			nextSteps.showCommand(open);
		} else if (action.type === 'no-command') {
			follow.tell({text: follow.howToConfigure(open), tone: 'notice'});
		} else if (action.type === 'canary') {
			nextSteps.openPace(open);
		} else if (action.type === 'confirm') {
			confirm(open);
		} else if (action.type === 'type') {
			const text = action.what === 'reason' ? open.reason : '';
			const input = insertText({text: '', caret: 0}, text);
			show({...open, typing: {what: action.what, input}}, false);
		} else if (action.type === 'typed' && open.typing) {
			show({...open, typing: {...open.typing, input: action.input}}, false);
		} else if (action.type === 'enter' && open.typing) {
			keepTyped(open, open.typing);
		}
	};

	const keepTyped = (
		open: RehearsalPanel,
		{what, input}: NonNullable<RehearsalPanel['typing']>,
	): void => {
		const text = input.text.trim();
		const next = {...open, typing: null};
		if (what === 'reason') {
			show({...next, reason: text}, false);
		} else if (text === open.word) {
			confirm(next);
		} else {
			show(next, false);
		}
	};

	const escape = (open: Panel): void => {
		if (open.step === 'rehearsal' && open.typing) {
			show({...open, typing: null}, false);
		} else if (open.step === 'rehearsal' || open.step === 'planning') {
			back(open.from);
		} else if (open.step === 'pace') {
			show(open.from);
		} else if (open.step === 'command') {
			if (open.from) {
				show(open.from);
			} else {
				leave(open.done === null ? null : {text: open.done, tone: 'done'});
			}
		} else if (open.step !== 'writing') {
			// What is being written is finished: leaving now would only hide how it ended.
			leave();
		}
	};

	return {
		panel: () => panel,
		open(target) {
			show({step: 'looking', what: 'what can be done'});
			when(
				desk.offers(target),
				(answer) => {
					if ('nothing' in answer) {
						leave({text: answer.nothing, tone: 'notice'});
						return;
					}

					offers = answer;
					const {state, options} = answer;
					const first = options.findIndex(({refusal}) => refusal === null);
					show({
						step: 'options',
						title: answer.title,
						state,
						options,
						index: Math.max(0, first),
						refusal: null,
					});
				},
				fail,
			);
		},
		openUndo() {
			show({step: 'looking', what: 'the latest recovery'});
			when(
				desk.lastPlan(),
				(answer) => {
					if ('nothing' in answer) {
						leave({text: answer.nothing, tone: 'notice'});
					} else {
						show(undoRehearsalOf(answer, now()));
					}
				},
				fail,
			);
		},
		press(key) {
			const action = panel && panelAction(panel, key, now());
			if (action) {
				perform(action);
			}

			return action !== null;
		},
		paste(text) {
			if (panel?.step === 'rehearsal' && panel.typing) {
				const {what, input} = panel.typing;
				show({...panel, typing: {what, input: insertText(input, text)}}, false);
			}
		},
	};
};
