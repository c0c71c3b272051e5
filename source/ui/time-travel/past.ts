import type {Item, Travel} from '../../commands/context.ts';
import type {Transition} from '../../model/transition.ts';
import type {State} from '../../store/state.ts';
import type {HistorySource, Memory} from '../history-source.ts';
import {createFileChanges, type FileChangeShown} from './file-changes.ts';
import {parseMoment} from './parse-moment.ts';
import {createTimelineBook, type Told} from './timeline-book.ts';
import {createTraveller, type Journey, type Traveller} from './traveller.ts';
import {createVersionsSession, type VersionsPanel, type VersionsSession} from './versions.ts';

/** What a frame shows of earlier times. */
export type PastFrame = {
	/** Null: the present is shown. */
	readonly journey: Journey | null;
	/** The transitions of the selected task, oldest first. */
	readonly life: readonly Transition[];
	/** What its files were changed to by the selected happening; null: not known yet. */
	readonly changes: readonly FileChangeShown[] | null;
	readonly versions: VersionsPanel | null;
	/** What the moment that is being typed is read as. */
	readonly typed: ReturnType<typeof parseMoment> | null;
};

export type Past = Pick<Traveller, 'shown' | 'journey'> & {
	readonly travel: Travel;
	readonly tell: (state: State) => Told;
	readonly readMore: () => void;
	/** @param moment what is typed, while a moment is asked for. */
	readonly frame: (
		selected: Item | null,
		state: State,
		now: number,
		moment: string | null,
	) => PastFrame;
	/** Goes to a moment in words; true: it was understood. */
	readonly go: (words: string, selected: Item | null) => boolean;
	readonly pressInVersions: VersionsSession['press'];
	readonly close: () => void;
};

/** Everything the screen knows of earlier times. */
export const createPast = ({
	history,
	now,
	formatTime,
	say,
	onChange,
	open,
	close,
	toTop,
}: {
	readonly history: Pick<HistorySource, 'memories'> | null;
	readonly now: () => number;
	readonly formatTime: (at: number) => string;
	readonly say: (text: string) => void;
	readonly onChange: () => void;
	/** Shows versions, and no longer. */
	readonly open: () => void;
	readonly close: () => void;
	/** What is shown is another thing: from its first line. */
	readonly toTop: () => void;
}): Past => {
	let memories: readonly Memory[] = [];
	let isAsking = false;

	/** There is nothing to ask before the first screen has been drawn: asked again with every frame. */
	const remember = async (): Promise<void> => {
		if (memories.length === 0 && !isAsking && history) {
			isAsking = true;
			memories = await history.memories();
			isAsking = false;
			if (memories.length > 0) {
				onChange();
			}
		}
	};

	const traveller = createTraveller({history, now, say, onChange, formatTime});
	const book = createTimelineBook(history, onChange);
	const versions = createVersionsSession({
		onChange(isOther) {
			if (isOther) {
				toTop();
			}

			onChange();
		},
		onEnd: close,
	});
	const changesOf = createFileChanges(() => memories, onChange);
	const lifeOf = createLives(() => memories);

	const read = (words: string, selected: Item | null) => {
		const key = keyOf(selected);
		return parseMoment(words, {
			now: now(),
			lastOf: (status) =>
				(key === null ? [] : memories.flatMap(({queries}) => queries.lifeOf(key))).findLast(
					({what, to}) => what === 'status' && to === status,
				)?.at ?? null,
		});
	};

	return {
		shown: traveller.shown,
		journey: traveller.journey,
		travel: {
			step: traveller.step,
			go: traveller.go,
			end: traveller.end,
			openVersions(item) {
				const reason = versions.open(filesOf(item), memories);
				if (reason === null) {
					open();
				} else {
					say(reason);
				}
			},
		},
		tell: (state) => book.tell(state.transitions, traveller.shown()?.now ?? null),
		readMore: book.readMore,
		frame(selected, state, at, moment) {
			void remember();
			const key = keyOf(selected);
			return {
				journey: traveller.journey(),
				life: key === null ? [] : lifeOf(key, state.transitions, at),
				changes: selected?.happening
					? changesOf(selected.happening, selected.row ? filesOf(selected) : null)
					: null,
				versions: versions.panel(),
				typed: moment === null ? null : read(moment, selected),
			};
		},
		go(words, selected) {
			const parsed = read(words, selected);
			if ('at' in parsed) {
				traveller.go(parsed.at);
			} else {
				say(parsed.reason);
			}

			return 'at' in parsed;
		},
		pressInVersions: versions.press,
		close() {
			traveller.end();
			book.close();
		},
	};
};

const keyOf = (item: Item | null): string | null =>
	item?.row?.task.key ??
	(item?.happening?.type === 'transition' ? item.happening.transition.task : null);

const filesOf = ({problem, row, happening}: Item): readonly string[] => [
	...new Set([
		...(problem ? [problem.path] : []),
		...(happening?.type === 'recovery' ? happening.entry.plan.edits.map(({path}) => path) : []),
		...(row?.task.files.map(({path}) => path) ?? []),
	]),
];

/** What is kept of a task, and what was seen since that is not written yet. Remembers the last one. */
const createLives = (memories: () => readonly Memory[]) => {
	let known: {
		readonly key: string;
		readonly transitions: readonly Transition[];
		readonly memories: readonly Memory[];
		readonly life: readonly Transition[];
	} | null = null;
	return (
		key: string,
		transitions: readonly Transition[],
		until: number,
	): readonly Transition[] => {
		if (known?.key !== key || known.transitions !== transitions || known.memories !== memories()) {
			const recent = transitions.filter(({task}) => task === key);
			const from = recent[0]?.at ?? Number.POSITIVE_INFINITY;
			const earlier = memories()
				.flatMap(({queries}) => queries.lifeOf(key))
				.filter(({at}) => at < from && at <= until);
			known = {key, transitions, memories: memories(), life: [...earlier, ...recent]};
		}

		return known.life;
	};
};
