import {isBroken, type PlanRecord, readRecord} from './record.ts';
import {Refusal} from './refusal.ts';
import {shownFor} from './settle.ts';
import {addUnsettled, readUnsettled, removeUnsettled} from './unsettled.ts';
import {pathsOf} from './way.ts';

/**
Carries a plan out beside those that are not settled. What waits for a folder has its files to itself
until then. What is stuck is given up once another plan changes one of its files: what stands there is
that plan's from then on, and must not be taken back for the older one.

@throws {Refusal} when a plan that waits is about one of the same files; else what `act` throws.
*/
export const besideUnsettled = async <Result>(
	folder: string,
	record: PlanRecord,
	act: () => Promise<Result>,
): Promise<Result> => {
	const givenUp = await sharersOf(folder, record);
	for (const id of givenUp) {
		await removeUnsettled(folder, id);
	}

	try {
		return await act();
	} catch (error) {
		for (const id of givenUp) {
			await addUnsettled(folder, id);
		}

		throw error;
	}
};

/** Plans that are stuck, and are about one of the same files. */
const sharersOf = async (folder: string, record: PlanRecord): Promise<readonly string[]> => {
	const files = new Set(
		record.deeds.flatMap((deed) => (deed.type === 'folder' ? [] : pathsOf(deed))),
	);
	const stuck: string[] = [];
	for (const id of await readUnsettled(folder)) {
		const other = await readRecord(folder, id);
		const shared = isBroken(other)
			? []
			: other.deeds.flatMap(pathsOf).filter((file) => files.has(file));
		if (isBroken(other) || shared.length === 0) {
			continue;
		}

		if (other.state === 'begun') {
			throw new Refusal(
				`${shownFor(record)(shared[0]!)}: an earlier plan has to be settled first: ${other.detail ?? 'it was cut off'}`,
			);
		}

		if (other.state === 'stuck') {
			stuck.push(id);
		}
	}

	return stuck;
};
