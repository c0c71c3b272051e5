import {formatRoughly} from '../../../text/duration.ts';
import {type Option, refused, type Subject} from '../../recovery.ts';
import {isArchived} from '../rows/spec.ts';
import {silenceMs} from '../rows/freshness.ts';
import type {Entry, TaskList} from '../values.ts';
import type {About} from './about.ts';
import {type Mark, ownMark, stepBoxes} from './list-file.ts';
import {listDraft} from './list-draft.ts';
import {headingRefusal, markedLines} from './marked.ts';
import {placeOf} from './places.ts';

/** Boxes that were left in progress or queued by an editor that stopped. */
export const releaseOptions = (about: About): readonly Option[] => {
	const {box, input, subject} = about;
	if (!box || isArchived(box.document.path) || isHeld(about)) {
		return [];
	}

	const {entry, list, document} = box;
	const mark = ownMark(entry, list);
	const isQueued = mark === '~';
	if (!(isQueued || mark === '-' || isHeadingInProgress(entry, list))) {
		return [];
	}

	const place = placeOf(input.workspace, document.path);
	const {now} = input.moment;
	const beside = input.subjects.filter(({task}) =>
		task.files.some(({path}) => path === document.path),
	);
	const running = (isQueued ? beside : [subject]).filter(({status}) => status === 'running');
	const busy = running.find((one) => isAlive(one, now));
	return [
		{
			id: 'release',
			title: `release ${mark === null ? 'the steps' : 'the box'} of ${entry.id}`,
			scope: 'task',
			because: isQueued
				? 'its box was left queued, and nobody seems to work through the queue'
				: 'it was left in progress, and nobody seems to be at work on it',
			against: [
				...(isQueued ? [] : ['what was done for it so far is told by nothing but its files']),
				...running.slice(0, 1).flatMap((one) => againstOf(one, now)),
			],
			refusal:
				document.quality !== 'whole'
					? `${place} can't be read at the moment`
					: busy
						? `${busy.task.id} counts as running: last sign of life ${formatRoughly(now - busy.lastSignAt!)} ago`
						: mark === null && !hasSteps(entry)
							? headingRefusal(place, entry)
							: null,
			changes: [
				mark === null
					? `${place}: steps of ${entry.id} in progress or queued → [ ]`
					: `${place}: box of ${entry.id} [${mark}] → [ ]`,
			],
			command: `Start task ${entry.id} (${entry.title}) of ${place}.`,
			draft: listDraft(about, box, ({file, entry: found, index}) => {
				const own = ownMark(found, file.list);
				const boxes = own === null ? stepBoxes(file, index) : [{line: found.line, mark: own}];
				const marks = boxes
					.filter(({mark: from}) => isLeft(from))
					.map(({line, mark: from}): Mark => ({line, from, to: ' '}));
				return marks.length === 0
					? refused(`${file.place}:${found.line}: ${found.id} is ${found.rawStatus} by now`)
					: markedLines(file, marks);
			}),
		},
	];
};

const isLeft = (mark: string): boolean => mark === '-' || mark === '~';

/** A checkpoint that goes on answers for its box itself: resume, restart and roll back set it. */
const isHeld = ({state}: About): boolean =>
	state !== null && !['pending', 'failed', 'cancelled', 'skipped'].includes(state.own);

const isHeadingInProgress = ({status}: Entry, {style}: TaskList): boolean =>
	style === 'headings' && status === 'running';

/** Its status is counted from its steps, and not told by its own sign. */
const hasSteps = ({rawStatus}: Entry): boolean => /^\d+\/\d+$/.test(rawStatus);

const isAlive = ({lastSignAt}: Subject, now: number): boolean =>
	lastSignAt !== null && now - lastSignAt < silenceMs;

const againstOf = ({lastSignAt, task}: Subject, now: number): readonly string[] => [
	lastSignAt === null
		? `nobody was seen to stop work on ${task.id}`
		: `nobody was seen to stop work on ${task.id}: last sign of life ${formatRoughly(now - lastSignAt)} ago`,
];
