import {writeReport} from '../export/report.ts';
import type {Run} from './command.ts';
import {choicesOf} from './export/choices.ts';
import {deliver} from './export/deliver.ts';
import {gather} from './export/gather.ts';
import {writeNotice} from './output.ts';
import {takeSnapshot} from './snapshot.ts';
import {windowOf} from './stats-window.ts';
import {UsageError} from './usage-error.ts';

/** `metawatch export`: a report, to stdout or into a file; whole or not at all. */
export const run: Run = async (invocation) => {
	const {flags} = invocation;
	if (flags.watch) {
		const {follow} = await import('./export/follow.ts');
		return await follow(invocation);
	}

	const {reports, format, output} = choicesOf(flags);
	const filter = flags.filter ?? '';
	const window = windowOf(flags, Date.now());
	const taken = await takeSnapshot(invocation);
	if (output !== '-' && taken.settings.isReadOnly) {
		throw new UsageError('with --read-only no file is written; without --output it is printed');
	}

	const {input, withoutTime, unknownFields, close} = await gather(taken, {filter, window});
	try {
		if (unknownFields.length > 0) {
			writeNotice(`no field is called ${unknownFields.join(', ')}: taken as words of the text`);
		}

		if (withoutTime > 0) {
			const tasks = withoutTime === 1 ? '1 task' : `${withoutTime} tasks`;
			writeNotice(`${tasks} left out: nothing tells when work was done`);
		}

		const expected = reports.includes('history') ? null : input.rows.length;
		return await deliver(writeReport(reports, format, input), {
			output,
			mayReplace: flags.force === true,
			expected,
		});
	} finally {
		close();
	}
};
