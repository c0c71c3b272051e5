import {type Filter, parseFilter} from '../analysis/filter.ts';
import {fields} from '../analysis/field.ts';
import {nearest} from '../text/nearest.ts';
import {UsageError} from './usage-error.ts';

/**
A filter from the command line. There, unlike on the screen, nobody sees what it matches while it is
typed: a term without a value (`--filter "status:$X"` with X unset) would ask for everything, and a field
that there is not for some word nobody meant.

@throws {UsageError} for such a filter.
*/
export const givenFilter = (text: string): Filter => {
	const filter = parseFilter(text);
	const unfinished = /(?:^|\s)-?([a-z]+:(?:,+|"")?)(?=\s|$)/i.exec(text)?.[1];
	if (filter.terms.length === 0 || unfinished !== undefined) {
		throw new UsageError(
			`--filter "${text}" ${unfinished === undefined ? 'asks for nothing' : `has no value behind ${unfinished}`}; without --filter all tasks are meant`,
		);
	}

	const [unknown] = filter.unknownFields;
	if (unknown !== undefined) {
		const known = fields.map(({name}) => name);
		const meant = nearest(unknown, known);
		throw new UsageError(
			`--filter knows no field "${unknown}"; ${meant ? `did you mean "${meant}"?` : `there are ${known.join(', ')}`}`,
		);
	}

	return filter;
};
