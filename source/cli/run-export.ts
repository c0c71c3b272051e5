import path from 'node:path';
import {workPlanOf} from '../analysis/dependencies/work-plan.ts';
import {writeWhole} from '../effects/write-whole.ts';
import {exporters} from '../export/exporters.ts';
import {reportNames} from '../export/report-names.ts';
import type {Run} from './command.ts';
import {writeNotice, writeOut} from './output.ts';
import {takeSnapshot} from './snapshot.ts';
import {UsageError} from './usage-error.ts';

/** `metawatch export`: a report, to stdout or into a file; whole or not at all. */
export const run: Run = async (invocation) => {
	const {what = reportNames[0], outputFormat = 'json', output = '-', force} = invocation.flags;
	const {writers} = exporters[what];
	const write = writers[outputFormat];
	if (!write) {
		throw new UsageError(
			`${what} cannot be written as ${outputFormat}, only as ${Object.keys(writers).join(', ')}`,
		);
	}

	const taken = await takeSnapshot(invocation);
	const {dependencies, rows, workspaces, settings, now} = taken;
	if (output !== '-' && settings.isReadOnly) {
		throw new UsageError('with --read-only no file is written; without --output it is printed');
	}

	const workPlan = workPlanOf(dependencies, rows);
	const text = write({workPlan, cycles: dependencies.cycles, workspaces, now});
	if (output === '-') {
		await writeOut(text);
		return 0;
	}

	const result = await writeWhole(path.resolve(output), text, {mayReplace: force === true});
	switch (result.type) {
		case 'written': {
			return 0;
		}

		case 'exists': {
			writeNotice(`${output} is there already; --force replaces it`);
			return 1;
		}

		case 'failed': {
			writeNotice(`${output} could not be written: ${result.reason}`);
			return 1;
		}
	}
};
