import {plain, readPriority} from './cells.ts';
import {type Draft, setField, setMark} from './declaration.ts';
import {readStatus} from './status.ts';

/** What people append to the title of a bullet or heading, and the field it is. */
const appendices: readonly {
	readonly shape: RegExp;
	readonly take: (draft: Draft, match: RegExpExecArray) => void;
}[] = [
	{
		shape: / ?\(score (\d{1,4}(?:\.\d{1,4})?)\)$/i,
		take: (draft, [, score]) => setField(draft, 'score_total', score, draft.line),
	},
	{
		shape: / ?\((\d{1,4}(?:\.\d{1,4})?) points?(?:, ?([\w -]{1,40}))?\)$/i,
		take: (draft, [, points, status]) => {
			setField(draft, 'points', points, draft.line);
			setField(draft, 'status', status, draft.line);
		},
	},
	{
		shape: / ?\((\p{Extended_Pictographic}\uFE0F?) Priority\)$/iu,
		take: (draft, [, emoji]) => setField(draft, 'priority', emoji, draft.line),
	},
	{
		shape: / ?\*\(([^()]{1,200})\)\*$/,
		take: (draft, [, note]) => setField(draft, 'note', note, draft.line),
	},
	{
		// `✅ **COMPLETED**`, `🆕 **NEW**`, `🔥 **CRITICAL**`, `✅`
		shape: / ?((?:\p{Extended_Pictographic}\uFE0F? ?\*\*[A-Z][A-Z _-]{1,30}\*\*)|[✅🔒🔄])$/u,
		take: (draft, [, mark]) => {
			const status = readStatus(mark!);
			if (status && status.status !== 'unknown') {
				setMark(draft, 'status', status.raw);
			} else if (readPriority(mark!)?.rank !== null) {
				setMark(draft, 'priority', mark!);
			}
		},
	},
	{
		// "✅ PRD Complete" says that something is done, not that this is.
		shape: / ?(✅ [\w ]{1,40})$/u,
		take: (draft, [, note]) => setField(draft, 'note', note, draft.line),
	},
];

/** Takes from the end of a title what does not belong to it; the rest is the title. */
export const readTitle = (draft: Draft, written: string): void => {
	let text = written
		.slice(0, 1000)
		.replaceAll(/\s{1,1000}/g, ' ')
		.trim();
	for (let round = 0; round < appendices.length; round++) {
		const found = appendices
			.map(({shape, take}) => ({take, match: shape.exec(text)}))
			.find(({match}) => match !== null);
		if (!found?.match) {
			break;
		}

		found.take(draft, found.match);
		text = text.slice(0, found.match.index).trimEnd();
	}

	draft.title = plain(text).slice(0, 500);
};
