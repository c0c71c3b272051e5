import type {ExportPanel} from '../../commands/export-panel.ts';
import type {ScreenAction, ScreenState} from '../../commands/screen-state.ts';
import {editInput, insertText} from '../../commands/text-input.ts';
import type {OutputFormat} from '../../export/exporter.ts';
import type {ReportName} from '../../export/report-names.ts';
import {firstPanel, formatNamed, panelAfter, reportsOf, usualName} from './choices.ts';

/** A report that somebody wants. */
export type ExportOrder = {
	readonly reports: readonly ReportName[];
	readonly format: OutputFormat;
	/** As typed; relative to the working directory. */
	readonly file: string;
	readonly filter: string;
	readonly mayReplace: boolean;
	readonly signal: AbortSignal;
	/** Told how many lines are written, now and then. */
	readonly onProgress: (lines: number) => void;
};

export type ExportResult =
	| {readonly type: 'written'; readonly path: string}
	| {readonly type: 'exists'}
	| {readonly type: 'stopped'}
	| {readonly type: 'failed'; readonly reason: string};

export type WriteReport = (order: ExportOrder) => Promise<ExportResult>;

export type ExportSession = {
	readonly open: () => void;
	/** Takes a key while the panel is open; false: it means nothing here. */
	readonly press: (key: string) => boolean;
};

/** The panel of exports: what, how and where to; nothing is written before Enter. */
export const createExportSession = ({
	screen,
	dispatch,
	write,
	today,
}: {
	readonly screen: () => ScreenState;
	readonly dispatch: (action: ScreenAction) => void;
	readonly write: WriteReport;
	/** `2026-03-01` */
	readonly today: () => string;
}): ExportSession => {
	let writing: AbortController | null = null;

	const show = (panel: ExportPanel | null): void => dispatch({type: 'export', panel});
	/** The usual name follows what is chosen; one that somebody typed stays. */
	const rename = (before: ExportPanel, after: ExportPanel): void => {
		if (screen().input.text === usualName(before, today())) {
			const text = usualName(after, today());
			dispatch({type: 'input', input: insertText({text: '', caret: 0}, text)});
		}
	};

	const end = (text: string, tone: 'done' | 'notice' | 'problem'): void => {
		if (screen().overlay === 'export') {
			dispatch({type: 'close-overlay'});
		}

		show(null);
		dispatch({type: 'message', message: {text, tone}});
	};

	const start = async (panel: ExportPanel, mayReplace: boolean): Promise<void> => {
		const file = screen().input.text.trim();
		if (file === '') {
			return;
		}

		writing = new AbortController();
		show({...panel, stage: {type: 'writing', lines: 0}});
		const result = await write({
			reports: reportsOf(panel.what),
			format: formatNamed(panel.how),
			file,
			filter: panel.filter,
			mayReplace,
			signal: writing.signal,
			onProgress: (lines) => show({...panel, stage: {type: 'writing', lines}}),
		}).catch((error: unknown): ExportResult => ({
			type: 'failed',
			reason: error instanceof Error ? error.message : String(error),
		}));
		writing = null;
		switch (result.type) {
			case 'written': {
				end(`written: ${result.path}`, 'done');
				break;
			}

			case 'exists': {
				show({...panel, stage: {type: 'asking'}});
				break;
			}

			case 'stopped': {
				end('stopped: nothing was written', 'notice');
				break;
			}

			case 'failed': {
				show({...panel, stage: {type: 'choosing'}});
				dispatch({
					type: 'message',
					message: {text: `not written: ${result.reason}`, tone: 'problem'},
				});
				break;
			}
		}
	};

	const choose = (panel: ExportPanel, key: string): boolean => {
		const next = panelAfter(panel, key);
		if (next) {
			show(next);
			rename(panel, next);
			return true;
		}

		const input = panel.line === 'where' ? editInput(screen().input, key) : null;
		if (input) {
			dispatch({type: 'input', input});
		}

		return input !== null;
	};

	return {
		open() {
			const panel = firstPanel(screen().filter);
			dispatch({type: 'open', overlay: 'export', text: usualName(panel, today())});
			show(panel);
		},
		press(key) {
			const panel = screen().exporting;
			if (!panel) {
				return false;
			}

			const {stage} = panel;
			if (stage.type === 'writing') {
				if (key === 'escape') {
					writing?.abort();
				}

				return key === 'escape';
			}

			if (stage.type === 'asking') {
				if (key === 'y') {
					void start(panel, true);
				} else {
					show({...panel, stage: {type: 'choosing'}});
				}
			} else if (key === 'escape') {
				dispatch({type: 'close-overlay'});
				show(null);
			} else if (key === 'enter') {
				void start(panel, false);
			} else {
				return choose(panel, key);
			}

			return true;
		},
	};
};
