import {harmless} from '../../../text/harmless.ts';
import {type Option, ready, refused} from '../../recovery.ts';
import {finishedBlockers} from '../blockers.ts';
import {plain} from '../cells.ts';
import {executorCommand} from '../command.ts';
import {declaredStatus, type PlanItem} from '../plan.ts';
import {type Again, lookAgain} from './again.ts';
import {changesOnly} from './changes-only.ts';
import {lineAt, splice} from './lines.ts';
import {statusEdit} from './plan-in-step.ts';
import {againstStarting} from './preconditions.ts';
import {shownPath, type Situation} from './situation.ts';

/** What it says it waits for is completed: nothing holds it any more. */
export const releaseBlocker = (situation: Situation): readonly Option[] => {
	const {entry, directory, database, subject, input} = situation;
	const blockers = finishedBlockers(entry, directory);
	const place = entry.item ? blockedPlace(entry.item) : null;
	if (blockers.length === 0 || !place) {
		return [];
	}

	const {raw} = entry.item!.status!;
	const {path, line} = place;
	const name = blockers.join(', ');
	return [
		{
			id: 'release-blocker',
			title: `release it: ${name} is completed`,
			scope: 'task',
			because: `the backlog says "${raw.slice(0, 120)}", and ${name} is completed`,
			against: [
				...(entry.recorded === 'completed'
					? ['the database says completed, and that counts then: set it to done instead']
					: []),
				...againstStarting(situation),
			],
			refusal: null,
			changes: [`${shownPath(input, path)} line ${line}: its status to todo`],
			command: subject.task.humanRequired === null ? executorCommand(entry) : null,
			draft: (disk) =>
				lookAgain(
					situation,
					disk,
					{database: database !== null && database.obstacle === null},
					(again) => {
						if (finishedBlockers(again.entry, again.directory).length === 0) {
							return refused(
								`${subject.task.id} is not blocked by something completed any more: look again`,
							);
						}

						const made = released(again, situation);
						return 'refusal' in made
							? refused(made.refusal)
							: ready([made.edit], {
									checks: blockers.map((id) => ({
										title: id,
										state: 'passed' as const,
										detail: 'completed',
									})),
									lost: [`${shownPath(input, path)} line ${line}: "${harmless(made.was)}"`],
									notes: otherPlaces(again.entry.item!),
								});
					},
				),
		},
	];
};

/** Where the status that counts was read: a cell of a row or a field of a block. */
const blockedPlace = ({places}: PlanItem) => {
	const place = places.find(({declaration}) => {
		const status = declaredStatus(declaration)?.status ?? 'unknown';
		return status !== 'unknown';
	});
	const field = place?.declaration.fields.get('status');
	return place && field
		? {declaration: place.declaration, field, path: place.origin.path, line: field.line}
		: null;
};

const otherPlaces = (item: PlanItem): readonly string[] => {
	const own = blockedPlace(item)?.declaration;
	return item.places.flatMap(({declaration, origin}) =>
		declaration !== own && declaredStatus(declaration)?.status === 'blocked'
			? [`line ${origin.line} says blocked too, and stays`]
			: [],
	);
};

const released = (again: Again, situation: Situation): ReturnType<typeof statusEdit> => {
	const place = blockedPlace(again.entry.item!);
	if (!place || place.declaration.form === 'row') {
		return statusEdit(again, situation, 'todo', null);
	}

	const {path, line, field, declaration} = place;
	const name = `${shownPath(situation.input, path)} line ${line}`;
	const {text, file} = again.texts.get(path)!;
	const span = lineAt(text, line);
	const whole = span ? text.slice(span.from, span.to) : '';
	const match = statusField.exec(whole);
	const was = whole.slice(match?.[0].length ?? 0).trimEnd();
	if (!span || !match || plain(was) !== field.value) {
		return {refusal: `${name} is no status field of its own: change it in the editor`};
	}

	const from = span.from + match[0].length;
	const after = splice(text, from, from + was.length, 'todo');
	return changesOnly(file, after, declaration.line, {status: 'todo'})
		? {
				edit: {type: 'file', path, before: text, after},
				was,
				check: {title: name, state: 'passed', detail: 'a status field'},
			}
		: {refusal: `${name} can't be changed without changing what is read elsewhere`};
};

/** List mark and label of a status field, and the blanks after them: they stay. */
const statusField = /^\s{0,20}(?:[-*+] )?\*\*status(?::\*\*|\*\*:)\s{0,20}/i;
