import type {LineFigures} from '../model/line-figures.ts';
import {type Status, statuses} from '../model/status.ts';
import {statusGlyphs} from '../model/status-glyphs.ts';

/** What can stand in braces in a line of one's own. */
export const lineWords = [...statuses, 'total', 'attention', 'alerts', 'eta'] as const;

type LineWord = (typeof lineWords)[number];

const isLineWord = (word: string): word is LineWord =>
	(lineWords as readonly string[]).includes(word);

/** A status as tmux colours it. */
const tmuxStyles: Readonly<Partial<Record<string, string>>> = {
	running: 'fg=cyan',
	interrupted: 'fg=yellow',
	failed: 'fg=red',
	blocked: 'fg=magenta',
	partial: 'fg=yellow',
	completed: 'fg=green',
	attention: 'fg=yellow',
	alerts: 'fg=red',
};

/** The first thing in braces that means nothing; null: all of them do. */
export const unknownLineWord = (template: string): string | null => {
	for (const [, word] of template.matchAll(/\{([^{}]*)\}/g)) {
		if (!isLineWord(word!)) {
			return word!;
		}
	}

	return null;
};

/** The numbers of several workspaces as one. */
export const addedFigures = (all: readonly LineFigures[]): LineFigures => {
	const sum = (value: (figures: LineFigures) => number): number =>
		all.reduce((total, figures) => total + value(figures), 0);
	const etas = all.flatMap(({etaAt}) => (etaAt === null ? [] : [etaAt]));
	return {
		byStatus: Object.fromEntries(
			statuses.map((status) => [status, sum(({byStatus}) => byStatus[status])]),
		) as Record<Status, number>,
		attention: sum(({attention}) => attention),
		alerts: sum(({alerts}) => alerts),
		etaAt: etas.length > 0 ? Math.max(...etas) : null,
	};
};

/**
One short line: "▶3 ✖1 ⚠2 eta 15:40". Without anything that runs or needs a person: what is left and done.
Empty when there are no tasks.

@param template a line of one's own, with words in braces; null: the usual one.
@param isColored in the colours of tmux (`#[fg=red]`), which needs no escape sequences.
*/
export const statusLine = (
	figures: LineFigures,
	{template, isColored}: {readonly template: string | null; readonly isColored: boolean},
): string => {
	const {byStatus} = figures;
	const painted = (text: string, word: string): string => {
		const style = tmuxStyles[word];
		return isColored && style ? `#[${style}]${text}#[default]` : text;
	};

	if (template !== null) {
		return template.replaceAll(/\{([^{}]*)\}/g, (_, word: LineWord) => {
			const text = wordText(figures, word);
			return text === '0' ? text : painted(text, word);
		});
	}

	const marked = (status: Status): string[] =>
		byStatus[status] === 0 ? [] : [painted(`${statusGlyphs[status]}${byStatus[status]}`, status)];
	const pressing = [...marked('running'), ...marked('failed'), ...marked('interrupted')];
	const parts =
		pressing.length > 0
			? pressing
			: [...marked('blocked'), ...marked('partial'), ...marked('pending'), ...marked('completed')];
	return [...parts, ...(figures.etaAt === null ? [] : [`eta ${clock(figures.etaAt)}`])].join(' ');
};

const wordText = ({byStatus, attention, alerts, etaAt}: LineFigures, word: LineWord): string => {
	switch (word) {
		case 'total': {
			return String(statuses.reduce((sum, status) => sum + byStatus[status], 0));
		}

		case 'attention': {
			return String(attention);
		}

		case 'alerts': {
			return String(alerts);
		}

		case 'eta': {
			return etaAt === null ? '' : clock(etaAt);
		}

		default: {
			return String(byStatus[word]);
		}
	}
};

/** `15:40` in the time zone of this machine. */
const clock = (at: number): string => {
	const date = new Date(at);
	const two = (value: number): string => String(value).padStart(2, '0');
	return `${two(date.getHours())}:${two(date.getMinutes())}`;
};
