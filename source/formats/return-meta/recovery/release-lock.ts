import {ready, refused, withOriginals} from '../../recovery.ts';
import type {Disk} from '../../../model/original.ts';
import {fileTime} from '../file-times.ts';
import {parentOf, shownName} from '../place.ts';
import {staleAfter} from '../row-problems.ts';
import {firstOf, isSilentFor, mayWrite, type Precondition} from './preconditions.ts';
import {removalOf} from './removal.ts';
import {type Scene, taskName} from './scene.ts';
import {type Offering, taskOption} from './task-option.ts';
import {ago, named} from './words.ts';

/** Takes a lock away whose holder has not been heard of for hours. */
export const releaseLock: Offering = (scene) => {
	const lock = lockOf(scene);
	return lock
		? taskOption(scene, {
				id: 'release-lock',
				title: 'release the lock',
				because: `a lock stands in the way of the next run${lock.says}`,
				against: ['not every agent renews its heartbeat: an old one proves nothing by itself'],
				changes: [`${named(parentOf(lock.path), scene.workspace)}: removed`],
				command: null,
				precondition: firstOf(mayWrite, isOld, isSilentFor(staleAfter.lock)),
				plan: planOf,
			})
		: null;
};

type Lock = {readonly path: string; readonly at: number | null; readonly says: string};

const lockOf = ({documents, evidence, now}: Scene): Lock | null => {
	const document = documents.find(({kind}) => kind === 'lock');
	if (!document) {
		return null;
	}

	const value = document.value?.type === 'lock' ? document.value : null;
	const at = value?.heartbeatAt ?? value?.acquiredAt ?? fileTime(document, evidence.isCopy);
	const session = value?.session ?? null;
	return {
		path: document.path,
		at,
		says: `${session === null ? '' : ` (session ${session})`}${at === null ? '' : `, last heard of ${ago(at, now)}`}`,
	};
};

const isOld: Precondition = (scene) => {
	const lock = lockOf(scene);
	return lock === null
		? `the lock of ${taskName(scene)} is gone`
		: lock.at !== null && scene.now - lock.at > staleAfter.lock
			? null
			: `the lock is not given up before two hours without a heartbeat${lock.at === null ? '' : `; the last was ${ago(lock.at, scene.now)}`}`;
};

const planOf = (scene: Scene, disk: Disk) => {
	const {path, at} = lockOf(scene)!;
	const folder = parentOf(path);
	return withOriginals(disk, [{path: folder, as: 'folder'}], ([original]) => {
		const others =
			original?.type === 'folder'
				? original.entries.filter(({name}) => `${folder}/${name}` !== path)
				: [];
		const removal = removalOf(scene, [path]);
		return others[0]
			? refused(
					`${named(folder, scene.workspace)} holds more than a lock: ${shownName(others[0].name)}`,
				)
			: 'refusal' in removal
				? refused(removal.refusal)
				: ready([...removal.edits, {type: 'remove-folder', path: folder}], {
						checks: [
							{
								title: 'heartbeat of the lock',
								state: 'passed',
								detail: ago(at!, scene.now),
							},
						],
						lost: ['who held the lock, and since when'],
					});
	});
};
