import {type Intake, readEverything} from './intake.ts';
import {adopt} from './ledger.ts';
import {createPace} from './pace.ts';
import {walkAll} from './walk.ts';

/**
Finds everything and reads it, unless somebody has filled the store already: then what stands there
is taken over as long as the disk still says the same.

@param onProgress called now and then with the number of folders looked through.
*/
export const readFirst = async (
	intake: Intake,
	onProgress: (folders: number) => void,
): Promise<void> => {
	const {store, territory, ledger, now, signal} = intake;
	const pace = createPace(signal);
	let folders = 0;
	const onFolder = (): void => {
		folders++;
		if (pace.isDue()) {
			onProgress(folders);
		}
	};

	await walkAll(territory, {pace, now, isRepeated: false, onFolder});
	onProgress(folders);
	const {documents} = store.getState();
	if (documents.size === 0) {
		await readEverything(intake, pace);
		return;
	}

	for (const document of documents.values()) {
		const file = territory.files.get(document.path);
		if (file) {
			adopt(ledger, file, document);
		} else {
			store.apply([{type: 'removed', path: document.path}], now());
		}

		if (pace.isDue()) {
			await pace.rest();
		}
	}
};
