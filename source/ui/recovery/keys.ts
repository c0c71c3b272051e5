import type {Pace} from '../../recovery/campaign/canary/state.ts';
import {editInput, type TextInput} from '../../commands/text-input.ts';
import {
	canaryKey,
	commandKey,
	type CommandPanel,
	isAdvice,
	mayTryOne,
	type ListedOption,
	type OptionsPanel,
	type PacePanel,
	type Panel,
	type RehearsalPanel,
	runnable,
} from './panel.ts';
import {paceAfter} from './pace.ts';

/** What a key means at a step of the panel. */
export type PanelAction =
	| {readonly type: 'back'}
	| {readonly type: 'choose'; readonly index: number}
	| {readonly type: 'rehearse'; readonly option: ListedOption}
	| {readonly type: 'copy'; readonly text: string}
	| {readonly type: 'copy-capsule'}
	/** The second press of the named key. */
	| {readonly type: 'confirm'}
	| {readonly type: 'type'; readonly what: 'reason' | 'word'}
	| {readonly type: 'typed'; readonly input: TextInput}
	| {readonly type: 'enter'}
	/** Shows what the configured command is; the next press runs it. */
	| {readonly type: 'show-command'}
	| {readonly type: 'run'}
	/** No command is configured. */
	| {readonly type: 'no-command'}
	| {readonly type: 'canary'}
	| {readonly type: 'pace'; readonly pace: Pace}
	| {readonly type: 'start-canary'};

/** A key that is held down repeats faster than this: it confirms nothing that was not read. */
export const leastReadingMs = 350;

/** Null: the key means nothing here. */
export const panelAction = (panel: Panel, key: string, now: number): PanelAction | null => {
	if (key === 'escape') {
		return {type: 'back'};
	}

	switch (panel.step) {
		case 'options': {
			return inOptions(panel, key);
		}

		case 'rehearsal': {
			return panel.typing ? whileTyping(panel.typing.input, key) : inRehearsal(panel, key, now);
		}

		case 'pace': {
			return atPace(panel, key, now);
		}

		case 'command': {
			return atCommand(panel, key, now);
		}

		case 'looking':
		case 'planning':
		case 'writing': {
			return null;
		}
	}
};

const moves: Readonly<Record<string, number>> = {up: -1, k: -1, down: 1, j: 1};

const inOptions = ({options, index}: OptionsPanel, key: string): PanelAction | null => {
	const named = options.find((option) => option.key === key);
	const selected = options[index];
	const move = moves[key];
	if (named) {
		return {type: 'rehearse', option: named};
	}

	if (move !== undefined) {
		return {type: 'choose', index: Math.min(Math.max(0, index + move), options.length - 1)};
	}

	if (key === 'enter' && selected) {
		return {type: 'rehearse', option: selected};
	}

	return key === 'c'
		? {type: 'copy-capsule'}
		: key === 'y' && selected?.command
			? {type: 'copy', text: selected.command}
			: null;
};

const inRehearsal = (panel: RehearsalPanel, key: string, now: number): PanelAction | null => {
	const {plan, refusal, shownAt, word, kind} = panel;
	const isWritable = !isAdvice(panel) && refusal === null;
	if (key === panel.key && isWritable && now - shownAt >= leastReadingMs) {
		return word === null ? {type: 'confirm'} : {type: 'type', what: 'word'};
	}

	if (key === '+' && isWritable && kind === 'apply') {
		return {type: 'type', what: 'reason'};
	}

	if (key === commandKey && kind === 'apply' && isAdvice(panel)) {
		return {type: runnable(panel.commands).length > 0 ? 'show-command' : 'no-command'};
	}

	if (key === canaryKey && isWritable && mayTryOne(panel)) {
		return {type: 'canary'};
	}

	const command = plan.steps.find((step) => step.command !== null)?.command;
	return key === 'y' && command ? {type: 'copy', text: command} : null;
};

const atPace = (
	{pace, shownAt, refusal}: PacePanel,
	key: string,
	now: number,
): PanelAction | null => {
	if (key === canaryKey) {
		return refusal === null && now - shownAt >= leastReadingMs ? {type: 'start-canary'} : null;
	}

	const next = paceAfter(pace, key);
	return next && {type: 'pace', pace: next};
};

const atCommand = (
	{isArmed, shownAt}: CommandPanel,
	key: string,
	now: number,
): PanelAction | null =>
	key !== commandKey || now - shownAt < leastReadingMs
		? null
		: {type: isArmed ? 'run' : 'show-command'};

const whileTyping = (input: TextInput, key: string): PanelAction | null => {
	if (key === 'enter') {
		return {type: 'enter'};
	}

	const edited = editInput(input, key);
	return edited ? {type: 'typed', input: edited} : null;
};
