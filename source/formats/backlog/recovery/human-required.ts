import type {FileEdit} from '../../../model/edit.ts';
import type {Check} from '../../../model/plan.ts';
import {isSettled} from '../../../model/status.ts';
import {type Option, ready, refused} from '../../recovery.ts';
import {plain} from '../cells.ts';
import type {PlanItem} from '../plan.ts';
import {humanOf} from '../task.ts';
import {type Again, lookAgain} from './again.ts';
import {changesOnly} from './changes-only.ts';
import {assumedZone, clockOf} from './clock.ts';
import {lineAt, lineBreakAt, splice} from './lines.ts';
import {rowOf, type RowChange, update} from './rows.ts';
import {shownPath, type Situation} from './situation.ts';

const longest = 160;

/** A note that only a person can go on with it, where the executor looks for it: backlog and database. */
export const humanRequired = (situation: Situation): readonly Option[] => {
	const {subject, entry, database, input} = situation;
	const isAtWork = subject.status === 'running' && situation.silence === null;
	const hasMetadata = entry.record?.metadata !== null && entry.record?.metadata !== undefined;
	if (
		subject.task.humanRequired !== null ||
		isSettled(subject.status) ||
		isAtWork ||
		(!entry.item && !hasMetadata)
	) {
		return [];
	}

	const reason = reasonOf(situation);
	const place = entry.item ? markedPlace(entry.item) : null;
	const usesDatabase = hasMetadata && database !== null;
	return [
		{
			id: 'human-required',
			title: 'mark as needing a person',
			scope: 'task',
			because: `it goes no further by itself: ${reason}`,
			against: ['"auto" starts such a task all the same; only starting it by its id asks first'],
			refusal:
				place && 'refusal' in place ? place.refusal : usesDatabase ? database.obstacle : null,
			changes:
				place && 'refusal' in place
					? []
					: [
							...(place && !('refusal' in place)
								? [
										`${shownPath(input, place.path)} after line ${place.line}: human_required, and "${reason}" as the reason`,
									]
								: []),
							...(usesDatabase
								? [
										`${shownPath(input, database.path)}: human_required and the reason in its metadata`,
									]
								: []),
						],
			command: null,
			draft: (disk) =>
				lookAgain(situation, disk, {database: usesDatabase}, (again) => {
					if (humanOf(again.entry) !== null || isSettled(again.entry.together.status)) {
						return refused(`${entry.id} needs no such mark any more: look again`);
					}

					const file = again.entry.item ? marked(again, situation, reason) : null;
					if (file && 'refusal' in file) {
						return refused(file.refusal);
					}

					const clock = clockOf({...situation, entry: again.entry});
					const rows: RowChange = usesDatabase ? metadataOf(again, reason, clock.now) : {edits: []};
					return 'refusal' in rows
						? refused(rows.refusal)
						: ready([...(file ? [file.edit] : []), ...rows.edits], {
								checks: file ? [file.check] : [],
								notes: [
									...(database && !usesDatabase
										? [`the database has no metadata of ${entry.id}: only the backlog is marked`]
										: []),
									...(usesDatabase && clock.isAssumed ? [assumedZone] : []),
								],
							});
				}),
		},
	];
};

const metadataOf = (again: Again, reason: string, now: string): RowChange => {
	const found = rowOf(again, 'task_metadata');
	if ('refusal' in found) {
		return found;
	}

	return found.row
		? update(again, 'task_metadata', found.row, {
				human_required: 1,
				human_reason: reason,
				updated_at: now,
			})
		: {refusal: 'its metadata is not in the database any more'};
};

/** Why a person is needed, in one line that can stand in a comment. */
const reasonOf = (situation: Situation): string => {
	const {subject, silence, entry, lastTrace} = situation;
	const error = subject.task.error?.message ?? null;
	const text = silence
		? `interrupted${lastTrace === null ? '' : `: silent since ${clockOf(situation).at(lastTrace).slice(0, 16).replace('T', ' ')}`}`
		: error !== null
			? `failed: ${error}`
			: (entry.item?.status?.raw ?? '') !== '' && subject.status !== 'pending'
				? entry.item!.status!.raw
				: 'a person must decide';
	// As it will be read back from the comment: nothing in it may end one.
	return plain(
		plain(text)
			.replaceAll(/-{2,}|[<>]/g, ' ')
			.slice(0, longest),
	);
};

type Marked = {
	readonly path: string;
	/** Line the comments go behind. */
	readonly line: number;
	readonly isBullet: boolean;
};

/** Behind which line of its block the comments can stand. */
const markedPlace = ({places}: PlanItem): Marked | {readonly refusal: string} => {
	const {declaration, origin} = places[0]!;
	const isRow = declaration.lines !== null;
	return isRow && declaration.lines !== 1
		? {refusal: `its row in line ${origin.line} goes over several lines: mark it in the editor`}
		: {path: origin.path, line: declaration.line, isBullet: declaration.form === 'bullet'};
};

const said = /(<!--\s{0,10}human_required\s{0,5}:\s{0,20})(\w{1,20})(?=\s{0,20}--)/i;

const marked = (
	{entry, texts}: Again,
	{input}: Situation,
	reason: string,
): {readonly edit: FileEdit; readonly check: Check} | {readonly refusal: string} => {
	const place = markedPlace(entry.item!);
	if ('refusal' in place) {
		return place;
	}

	const {path, line: number, isBullet} = place;
	const {text, file} = texts.get(path)!;
	const {fields} = entry.item!.places[0]!.declaration;
	const known = fields.get('human_required');
	const knownLine = known ? lineAt(text, known.line) : null;
	const match = knownLine ? said.exec(text.slice(knownLine.from, knownLine.to)) : null;
	const line = lineAt(text, number);
	if (!line || (known && (!knownLine || !match))) {
		return {
			refusal: `${shownPath(input, path)} line ${known?.line ?? number}: mark it in the editor`,
		};
	}

	// Later in the text first, so that the other place stays where it is.
	const answered =
		knownLine && match
			? splice(
					text,
					knownLine.from + match.index + match[1]!.length,
					knownLine.from + match.index + match[0].length,
					'true',
				)
			: text;
	const comments = [
		...(known ? [] : ['<!-- human_required: true -->']),
		...(known && fields.has('reason') ? [] : [`<!-- reason: ${reason} -->`]),
	];
	const added = comments
		.map((comment) => lineBreakAt(text, line) + (isBullet ? '  ' : '') + comment)
		.join('');
	const after = splice(answered, line.to, line.to, added);
	const kept = known ? fields.get('reason')?.value : undefined;
	return changesOnly(file, after, number, {human_required: 'true', reason: kept ?? reason})
		? {
				edit: {type: 'file', path, before: text, after},
				check: {
					title: `${shownPath(input, path)} line ${number}`,
					state: 'passed',
					detail: `${entry.id} is declared there, and nothing else is read differently`,
				},
			}
		: {
				refusal: `${shownPath(input, path)} line ${number}: a comment there would change what is read elsewhere`,
			};
};
