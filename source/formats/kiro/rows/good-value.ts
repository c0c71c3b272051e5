import {type Document, usableValue} from '../../format.ts';

/**
The value to work with. It is stale only while an earlier good version stands in for a broken file;
what was salvaged from a file that never was good is as new as the file.
*/
export const goodValue = <Value>(
	document: Document<Value>,
): {value: Value | null; staleSince: number | null} => {
	const {value, staleSince} = usableValue(document);
	return {value, staleSince: document.lastGood === null ? null : staleSince};
};
