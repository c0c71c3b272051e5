import type {Document} from '../format.ts';
import type {Marker} from './values.ts';

/** What the marker files say about handing a task to an agent. */
export type Delegation = {
	/** `waiting`: there is a prompt and no answer. */
	readonly state: 'waiting' | 'completed' | 'failed';
	/** Epoch ms at which the prompt was written. */
	readonly promptAt: number;
	/** Epoch ms of the answer, or of the prompt while there is none. */
	readonly at: number;
	/** First line of the answer; null while there is none or it is blank. */
	readonly text: string | null;
	/** The file that says so. */
	readonly path: string;
};

type Sighting = {readonly at: number; readonly text: string | null; readonly path: string};

/** Task id -> kind of marker -> what was seen. */
export type Markers = ReadonlyMap<string, ReadonlyMap<string, Sighting>>;

export const markersOf = (documents: readonly Document[]): Markers => {
	const markers = new Map<string, Map<string, Sighting>>();
	for (const {kind, path, value, stat} of documents) {
		const marker = value as Marker | null;
		if (marker) {
			const ofTask = markers.get(marker.id) ?? new Map<string, Sighting>();
			ofTask.set(kind, {at: stat.modifiedAt, text: marker.text, path});
			markers.set(marker.id, ofTask);
		}
	}

	return markers;
};

/** File systems and the writer cut times to whole seconds, each in its own way. */
const coarseMs = 1000;

/**
How the delegation of a task stands, in the tool's own order: no prompt, no job; an answer of success
counts before one of failure. What is older than the start of the task answers an earlier try.
*/
export const delegationOf = (
	id: string,
	startedAt: number | null,
	markers: readonly Markers[],
): Delegation | null => {
	const isOfThisTry = (sighting: Sighting | undefined): sighting is Sighting =>
		sighting !== undefined && sighting.at + coarseMs > (startedAt ?? 0);
	for (const place of markers) {
		const ofTask = place.get(id);
		const prompt = ofTask?.get('prompt');
		if (ofTask && isOfThisTry(prompt)) {
			const completed = ofTask.get('completed-marker');
			const failed = ofTask.get('error-marker');
			const [state, sighting] = isOfThisTry(completed)
				? (['completed', completed] as const)
				: isOfThisTry(failed)
					? (['failed', failed] as const)
					: (['waiting', prompt] as const);
			return {
				state,
				promptAt: prompt.at,
				at: sighting.at,
				text: sighting.text === '' ? null : sighting.text,
				path: sighting.path,
			};
		}
	}

	return null;
};
