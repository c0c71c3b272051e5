import type {Dependencies} from '../../analysis/dependencies/dependencies.ts';
import type {Row} from '../../analysis/rows.ts';
import type {ScreenAction} from '../../commands/screen-state.ts';
import {type Finding, findingsAt} from '../../export/finding.ts';
import type {State} from '../../store/state.ts';
import type {Store} from '../../store/store.ts';
import type {Note} from '../../watch/note.ts';
import type {Frame} from '../frame.ts';
import {localTime} from '../local-time.ts';
import type {ExportOrder, ExportResult, ExportSession} from './session.ts';

/** What a report is made from: what the screen knows at the moment. */
export type ReportLook = {
	readonly state: State;
	readonly rows: readonly Row[];
	readonly findings: readonly Finding[];
	readonly dependencies: Dependencies;
	/** Epoch milliseconds. */
	readonly now: number;
};

/** The exports of a real screen; what they need is loaded with the first one. */
export const createScreenExports = ({
	controller,
	store,
	notes,
	write,
}: {
	readonly controller: () => {
		readonly frame: () => Frame;
		readonly dispatch: (action: ScreenAction) => void;
	};
	readonly store: Store;
	readonly notes: () => readonly Note[];
	readonly write: (order: ExportOrder, look: ReportLook) => Promise<ExportResult>;
}): ExportSession => {
	let session: ExportSession | null = null;
	const load = async (): Promise<ExportSession> => {
		const {createExportSession} = await import('./session.ts');
		return createExportSession({
			screen: () => controller().frame().screen,
			dispatch: (action) => controller().dispatch(action),
			today: () => localTime(Date.now()).slice(0, 10),
			async write(order) {
				const {model, now} = controller().frame();
				return await write(order, {
					state: store.getState(),
					rows: model.rows,
					findings: findingsAt(model.problems, notes(), now),
					dependencies: model.dependencies,
					now,
				});
			},
		});
	};

	return {
		open() {
			void load().then((loaded) => {
				session ??= loaded;
				session.open();
				return session;
			});
		},
		press: (key) => session?.press(key) ?? false,
	};
};
