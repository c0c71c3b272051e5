import type {Step} from '../../model/task.ts';
import {harmless} from '../../text/harmless.ts';
import type {DocumentInput, Parsed} from '../format.ts';
import {readJson} from '../json.ts';
import {nothing, qualityOf, readingProblems} from './damage.ts';
import {isRecord} from './fields.ts';
import {progressSchema, stepSchema} from './schema.ts';
import {readStepStatus} from './status.ts';
import type {PlanValue, ProgressValue} from './values.ts';

/** Reads the objectives of one phase. */
export const parseProgress = (input: DocumentInput, text: string): Parsed<ProgressValue> => {
	const reading = readJson(text);
	const problems = readingProblems(input, reading);
	if (!isRecord(reading.value)) {
		return nothing(text.trim() === '' ? 'empty' : 'unreadable', problems);
	}

	const progress = progressSchema.parse(reading.value);
	return {
		value: {
			type: 'progress',
			phase: progress.phase,
			name: progress.phase_name ?? progress.title,
			objectives: readObjectives(progress.objectives),
			embeddedAt: null,
		},
		quality: qualityOf(reading),
		problems,
		references: [],
	};
};

const readObjectives = (value: unknown): readonly Step[] => {
	const entries: readonly (readonly [string | null, unknown])[] = isRecord(value)
		? Object.entries(value)
		: Array.isArray(value)
			? value.map((item): [null, unknown] => [null, item])
			: [];
	const steps: Step[] = [];
	for (const [key, entry] of entries) {
		if (typeof entry === 'string') {
			// An object of `name: status`, or a plain list of names.
			steps.push(
				key === null
					? {title: entry, status: 'unknown'}
					: {title: key, status: readStepStatus(entry)},
			);
			continue;
		}

		const step = stepSchema.safeParse(entry);
		if (step.success) {
			const {description, name, title, id, status} = step.data;
			steps.push({
				title: description ?? name ?? title ?? key ?? id ?? 'objective',
				status: readStepStatus(status),
			});
		}
	}

	return steps;
};

const heading = /^#{2,4} +Phase +(\d{1,3}[A-Za-z]?(?:\.\d{1,2})?)\s*[:.—-]?\s*(.*)$/;
const statusLine = /^(?:[-*] +)?\*\*Status\*\*:? *:? *\[([A-Za-z _-]{1,24})\]/;
const box = /^ {0,12}[-*+] +\[([ xX])\] /;
const mark = /\[([A-Z][A-Z _-]{1,23})\]\s*$/;

/** Longer lines carry prose, and no phase. */
const longestLine = 400;

/** Reads the phases of a plan, marked behind their headings or below them, and its check boxes. */
export const parsePlan = (text: string): Parsed<PlanValue> => {
	const phases: {title: string; word: string | null; line: number}[] = [];
	let done = 0;
	let total = 0;
	let line = 0;
	for (const whole of text.split('\n')) {
		line++;
		const content = whole.slice(0, longestLine);
		const tick = box.exec(content);
		if (tick) {
			total++;
			done += tick[1] === ' ' ? 0 : 1;
			continue;
		}

		const phase = heading.exec(content);
		if (phase) {
			const title = plain(phase[2]!);
			const word = mark.exec(title)?.[1] ?? null;
			phases.push({title: `${phase[1]} ${title.replace(mark, '').trim()}`.trim(), word, line});
			continue;
		}

		const last = phases.at(-1);
		if (last?.word === null) {
			last.word = statusLine.exec(content)?.[1] ?? null;
		}
	}

	return {
		value: {
			type: 'plan',
			phases: phases
				.filter(({word}) => word !== null)
				.map(({title, word, line}) => ({title, status: readStepStatus(word), line})),
			boxes: {done, total},
			embeddedAt: null,
		},
		quality: 'whole',
		problems: [],
		references: [],
	};
};

/** Text of a heading without the marks of markdown. */
export const plain = (text: string): string => harmless(text).replaceAll(/[`*]/g, '').trim();
