import {type Option, ready, type Subject} from '../../recovery.ts';

/** Rows that are no tasks of `state.json`: batches, and runs without a task. Only a person goes on. */
export const otherRow = ({task, status}: Subject): readonly Option[] => {
	const {command, humanRequired, nextStep} = task;
	// A hint in words is no command.
	const isCommand = command !== null && /^\/[a-z]+(?: [\w, -]+)?$/.test(command);
	const isRunning = status === 'running';
	return humanRequired !== null
		? [advised('answer', 'answer it yourself', humanRequired, null)]
		: command !== null && !isRunning
			? [
					advised(
						isCommand && command.startsWith('/orchestrate') ? 'orchestrate' : 'hint',
						'go on with what is left',
						nextStep ?? 'it stopped before it was done',
						command,
					),
				]
			: [];
};

const advised = (id: string, title: string, because: string, command: string | null): Option => ({
	id,
	title,
	scope: 'task',
	because,
	against: [],
	refusal: null,
	changes: [],
	command,
	draft: () => ready([], {notes: ['nothing is changed: it is for you to say to your agent']}),
});
