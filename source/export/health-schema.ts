import * as z from 'zod';
import {formatNames} from '../model/format-name.ts';

/*
What metawatch says about its own sight, and about files that cannot be read. A part of the contract of
`--json`; like the rest of it, not loaded by the commands.
*/

const time = z.iso.datetime({precision: 3});

const count = z.number().int().min(0);

const line = z.number().int().min(1).nullable();

const milliseconds = z.number().min(0);

export const healthSchema = z
	.strictObject({
		mode: z
			.enum(['scanning', 'live', 'polling', 'stale'])
			.nullable()
			.describe('How changes are noticed; null: this is one snapshot, nothing is watched.'),
		reason: z.string().nullable().describe('Why the mode is not "live".'),
		files: count.describe('Metadata files read.'),
		folders: count.describe('Folders looked through.'),
		missed: count
			.nullable()
			.describe('Changes that the system did not report, found by a later comparison.'),
		lag: z
			.strictObject({p50Ms: milliseconds, p95Ms: milliseconds, samples: count})
			.nullable()
			.describe('From a change on disk until it was applied.'),
		unreadable: z.array(
			z.strictObject({
				path: z.string().describe('Absolute path.'),
				since: time.nullable(),
				line,
				column: line,
			}),
		),
		cpuShare: z.number().min(0).nullable().describe('Own use of the processor; 1 is one core.'),
		memoryBytes: count.nullable().describe('Own resident memory.'),
		falseAlarms: count
			.nullable()
			.describe('Tasks that were called stuck or interrupted and moved again.'),
	})
	.describe('What was looked at, and how well. Null: not known; a snapshot watches nothing.');

export const tornFileSchema = z
	.strictObject({
		path: z.string().describe('Absolute path.'),
		format: z.enum(formatNames),
		since: time
			.nullable()
			.describe(
				'Since when it cannot be read, as observed; found so at the start: since it was last written. Null: it can be read again.',
			),
		firstAt: time.describe('First found torn.'),
		lastAt: time.describe('Last found torn.'),
		count: count.describe('Times it was found torn after it had been whole or absent.'),
		message: z.string().describe('What is wrong.'),
		byte: count
			.nullable()
			.describe('Where, from 0; null: no place, or the encoding is not certain.'),
		line,
		column: line,
		excerpt: z
			.strictObject({
				above: z.array(z.string()),
				before: z.string().describe('The line up to the place.'),
				after: z.string().describe('The line from the place on.'),
				below: z.string().nullable(),
			})
			.nullable()
			.describe('The text around the place; control characters as symbols.'),
		writes: z
			.strictObject({
				inPlace: count.describe('Changes of the same file: a reader can meet half of it.'),
				replaced: count.describe('Changes by another file in its place.'),
				truncated: count.describe('Those in place that were found broken and shorter.'),
			})
			.describe('How its writer changed it, as far as that was seen.'),
		sizes: z.array(count).describe('Bytes at the latest readings, newest last.'),
		shows: z
			.enum(['last-good', 'salvaged', 'nothing'])
			.describe('What stands in for it in "tasks".'),
		salvaged: z
			.array(z.strictObject({name: z.string(), value: z.string().describe('As JSON, shortened.')}))
			.describe('First fields of the fragment that were complete.'),
		salvagedCount: count.describe('All of them.'),
		tasks: z.array(z.string()).describe('Keys of the tasks that rest on it.'),
	})
	.describe('A file that cannot be read to its end, or could not be at some time before.');
