import {setTimeout} from 'node:timers/promises';
import {applyAll} from './apply.ts';
import {failureOf, type Intake} from './intake.ts';
import {readDocument} from './read-document.ts';

/** Short enough not to be noticed, long enough for nearly any writer. */
const attempts = 5;
const pauseMs = 40;

/** A file that was broken for longer than this is not being written right now. */
const freshMs = 1000;

/**
Reads files once more that were met in the middle of a write, so that a single look does not tell of a
torn file that is whole a moment later.
*/
export const readTornAgain = async (intake: Intake): Promise<void> => {
	for (let attempt = 0; attempt < attempts; attempt++) {
		const paths = freshlyTorn(intake);
		if (paths.length === 0) {
			return;
		}

		await setTimeout(pauseMs);
		for (const path of paths) {
			await readAgain(intake, path);
		}
	}
};

const freshlyTorn = ({store, now}: Intake): readonly string[] => {
	const {torn, documents} = store.getState();
	return [...torn.values()].flatMap(({path, since}) => {
		const modifiedAt = documents.get(path)?.stat.modifiedAt ?? 0;
		return since !== null && Math.abs(now() - modifiedAt) < freshMs ? [path] : [];
	});
};

const readAgain = async (
	{store, territory, ledger, now, onError}: Intake,
	path: string,
): Promise<void> => {
	const file = territory.files.get(path);
	const read = file && (await readDocument(file, now));
	if (file && read) {
		ledger.set(path, read.seen);
		applyAll(store, [{type: 'read', format: file.format.name, input: read.input}], {
			now: now(),
			isFirst: true,
			onFailure: failureOf({ledger, onError}),
		});
	}
};
