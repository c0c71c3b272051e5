import type {Wanted} from '../../../model/original.ts';
import {type Option, ready, refused, withOriginals} from '../../recovery.ts';
import {folderOf} from '../claims.ts';
import {statusOfWord} from '../status.ts';
import {type About, filesAgainst, nameOfTask} from './about.ts';
import {withCheckpoint} from './checkpoint-draft.ts';
import {instantInName, placeOf} from './places.ts';
import {survey} from './survey.ts';

/** Archive: for a checkpoint of a task that is done. The owner's document asks agents for it. */
export const archiveOptions = (about: About): readonly Option[] => {
	const {state, box, input, subject} = about;
	const isTicked = box?.entry.status === 'completed';
	if (!state || (state.own !== 'completed' && !(isTicked && subject.status === 'completed'))) {
		return [];
	}

	const {document, checkpoint, own} = state;
	const {now} = input.moment;
	const to = `${folderOf(document.path)}/archive/execution-state-${instantInName(now)}.json`;
	const place = placeOf(input.workspace, document.path);
	const target = placeOf(input.workspace, to);
	const word = checkpoint.status?.value ?? 'nothing';
	return [
		{
			id: 'archive',
			title: 'move the checkpoint to the archive',
			scope: 'task',
			because: `${nameOfTask(checkpoint)} is completed, and its checkpoint is still here`,
			against: [
				...(own === 'completed' ? [] : [`the checkpoint says ${word}; only the box is ticked`]),
				...(box && !isTicked
					? [`its box is ${box.entry.rawStatus}: tick it first, or look again`]
					: []),
				...filesAgainst(state),
			],
			refusal:
				document.quality === 'whole' ? null : `${place} can't be read to its end: salvage it first`,
			changes: [`${place}: moved to ${target}`],
			command: null,
			draft: withCheckpoint(about, state, ({file, joined}) => (disk) => {
				const {status} = file.checkpoint;
				const isDone = status !== null && statusOfWord(status.value) === 'completed';
				if (!isDone && joined?.entry.status !== 'completed') {
					const line = status ? `:${status.line}` : '';
					return refused(`${place}${line}: the task is not completed by now`);
				}

				const wanted: readonly Wanted[] = [
					{path: file.path, as: 'file'},
					{path: to, as: 'stat'},
				];
				return withOriginals(disk, wanted, ([original, there]) => {
					if (there!.type !== 'absent') {
						return refused(`${target} is there already`);
					}

					const found = survey(disk, {file, joined, workspace: input.workspace, now});
					if ('wanted' in found) {
						return {type: 'needs', wanted: found.wanted};
					}

					const digest = 'digest' in original! ? original.digest : '';
					return ready([{type: 'move', path: file.path, to, digest}], {
						checks: found.checks,
						lost: [
							`the checkpoint of ${nameOfTask(file.checkpoint)}: agents do not find it there any more`,
						],
					});
				});
			}),
		},
	];
};
