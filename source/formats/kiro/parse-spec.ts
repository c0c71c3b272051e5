import type * as z from 'zod/mini';
import type {DocumentInput, Parsed} from '../format.ts';
import {readJson} from '../json.ts';
import {problem} from './problems.ts';
import {configFile, specFile} from './schema.ts';
import type {SpecConfig, SpecInfo} from './values.ts';

/** Reads a small JSON file beside a list; broken ones cost facts, never tasks. */
const parseSmall = <Schema extends z.ZodMiniType, Value>(
	{path}: DocumentInput,
	text: string,
	schema: Schema,
	valueOf: (read: z.output<Schema>) => Value,
): Parsed<Value> => {
	if (text.trim() === '') {
		const problems = [problem('file-empty', 'the file is empty', {path, isException: true})];
		return {value: null, quality: 'empty', problems, references: []};
	}

	const {value, damage} = readJson(text);
	const read = damage ? null : schema.safeParse(value);
	if (read?.success) {
		return {value: valueOf(read.data), quality: 'whole', problems: [], references: []};
	}

	const message = damage
		? `unreadable at ${damage.line}:${damage.column}, ${damage.message}`
		: 'not a JSON object';
	const unreadable = problem('file-unreadable', message, {
		path,
		line: damage?.line ?? 1,
		column: damage?.column ?? 1,
		isException: true,
	});
	return {value: null, quality: 'unreadable', problems: [unreadable], references: []};
};

const stages = ['requirements', 'design', 'tasks'] as const;

export const parseSpec = (input: DocumentInput, text: string): Parsed<SpecInfo> =>
	parseSmall(input, text, specFile, (read): SpecInfo => {
		const approvals = stages.flatMap((stage) => {
			const approval = read.approvals?.[stage];
			const word = approval?.approved ? 'approved' : approval?.generated ? 'to approve' : null;
			return word === null ? [] : [`${stage} ${word}`];
		});
		return {
			feature: read.feature_name ?? read.name ?? null,
			phase: read.phase ?? null,
			language: read.language ?? null,
			approvals: approvals.length > 0 ? approvals.join(', ') : null,
			isReady: read.ready_for_implementation ?? null,
		};
	});

export const parseConfig = (input: DocumentInput, text: string): Parsed<SpecConfig> =>
	parseSmall(input, text, configFile, (read): SpecConfig => ({
		specId: read.specId ?? null,
		workflow: read.workflowType ?? read.generationMode ?? null,
		specType: read.specType ?? null,
	}));
