import {statusReport} from '../export/status-report.ts';
import {formatNames} from '../model/format-name.ts';
import {usesColor} from './color.ts';
import type {Run} from './command.ts';
import {writeNotice, writeOut} from './output.ts';
import {takeSnapshot, type Taken} from './snapshot.ts';
import {printedWidth} from './printed-width.ts';
import {jsonText} from '../export/json-text.ts';

/** Nothing to watch. */
const exitNothing = 3;

/** `metawatch status`: one snapshot, as a table or as JSON. */
export const run: Run = async (invocation) => {
	const taken = await takeSnapshot(invocation);
	if (invocation.flags.json) {
		await writeOut(jsonText(statusReport(taken)));
	} else if (taken.health.files > 0) {
		const {statusTable} = await import('./status-table.ts');
		await writeOut(
			statusTable(taken, {
				width: printedWidth(),
				isColored: usesColor(taken.settings.color, process.env, process.stdout.isTTY),
			}),
		);
	}

	if (taken.health.files > 0) {
		return 0;
	}

	writeNotice(nothingFound(taken));
	return exitNothing;
};

const nothingFound = ({workspaces, settings, health}: Taken): string => {
	const names = settings.formats.length > 0 ? settings.formats : formatNames;
	const folders = health.folders === 1 ? '1 folder' : `${health.folders} folders`;
	return `nothing to watch in ${workspaces.join(', ')}: no file of ${names.join(', ')} in ${folders}; "metawatch demo" shows what it could look like`;
};
