import type {RecoveryTarget} from '../../commands/context.ts';
import type {Message} from '../../commands/screen-state.ts';
import {insertText} from '../../commands/text-input.ts';
import type {Offers, RecoveryDesk, Rehearsed, Written} from './desk.ts';
import type {ListedOption, OptionsPanel, Panel, RehearsalPanel} from './panel.ts';
import {type PanelAction, panelAction} from './keys.ts';

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
}: {
	readonly desk: RecoveryDesk;
	readonly now: () => number;
	/** The panel reads differently, and is to be shown from its top or as it stands. */
	readonly onChange: (isOther: boolean) => void;
	readonly onEnd: (message: Message | null) => void;
	readonly copy: (text: string, what: string) => void;
	readonly isReadOnly: boolean;
}): RecoverySession => {
	let panel: Panel | null = null;
	let offers: Offers | null = null;
	/** Goes up when the panel goes elsewhere: an answer that was asked for before is too late. */
	let turn = 0;

	const show = (next: Panel, isOther = true): void => {
		panel = next;
		onChange(isOther);
	};

	const leave = (message: Message | null = null): void => {
		turn++;
		panel = null;
		offers = null;
		onChange(true);
		onEnd(message);
	};

	/** Waits for an answer; it counts for nothing when the person has gone elsewhere meanwhile. */
	const when = <Answer>(
		answer: Promise<Answer>,
		then: (answer: Answer) => void,
		otherwise: (reason: string) => void,
	): void => {
		turn++;
		const asked = turn;
		const stillAsked =
			<Value>(react: (value: Value) => void) =>
			(value: Value): void => {
				if (asked === turn) {
					react(value);
				}
			};
		void answer.then(
			stillAsked(then),
			stillAsked((error: unknown) => otherwise(reasonOf(error))),
		);
	};

	const fail = (reason: string): void => leave({text: reason, tone: 'problem'});

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
					show(rehearsalOf(option, answer, back));
				}
			},
			refuse,
		);
	};

	const rehearsalOf = (
		option: ListedOption,
		{plan, lines}: Rehearsed,
		from: OptionsPanel,
	): RehearsalPanel => ({
		step: 'rehearsal',
		kind: 'apply',
		title: option.title,
		key: option.key,
		plan,
		lines,
		word: option.isGrave ? option.id : null,
		from,
		...unread(),
	});

	const unread = () => ({shownAt: now(), reason: '', typing: null, refusal: null});

	const confirm = (rehearsal: RehearsalPanel): void => {
		const {kind, plan, reason, title} = rehearsal;
		const refuse = (refusal: string): void => show({...rehearsal, typing: null, refusal});
		if (isReadOnly) {
			refuse('metawatch runs with --read-only: nothing is written');
			return;
		}

		show({step: 'writing', title, from: rehearsal}, false);
		when(
			kind === 'undo' ? desk.undo(plan) : desk.apply(plan, reason),
			({isDone, message}: Written) => {
				if (isDone) {
					leave({text: doneText(rehearsal), tone: 'done'});
				} else {
					refuse(message);
				}
			},
			refuse,
		);
	};

	const back = (from: OptionsPanel | null): void => {
		turn++;
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
		if (action.type === 'confirm') {
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
						show({
							step: 'rehearsal',
							kind: 'undo',
							title: `take back: ${answer.plan.steps.map(({title}) => title)[0] ?? 'the latest plan'}`,
							key: 'u',
							plan: answer.plan,
							lines: answer.lines,
							word: null,
							from: null,
							...unread(),
						});
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

/** What was done, and how to go back. */
const doneText = ({kind, plan: {steps}}: RehearsalPanel): string => {
	const ids = [...new Set(steps.map(({id}) => id))];
	const named = `${ids.slice(0, 6).join(', ')}${ids.length > 6 ? ` and ${ids.length - 6} more` : ''}`;
	return kind === 'undo'
		? `${steps[0]?.title ?? 'taken back'}: ${named}`
		: `${steps[0]?.title ?? 'done'}: ${named}; u takes it back`;
};

const reasonOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);
