import {isEqual} from '../../../../source/model/equality.ts';

/** Fields that an option may change in a checkpoint; all others stay. */
const named = [
	'timestamp',
	'current_step',
	'task_details.status',
	'task_details.sub_steps_completed',
	'task_details.current_sub_step',
	'context.last_successful_operation',
	'error_recovery.last_checkpoint',
];

/** Everything in a checkpoint but the fields that may change, and sections with nothing else in them. */
export const restOf = (text: string): unknown => {
	const value = JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>;
	for (const path of named) {
		const [first = '', second] = path.split('.');
		const section = second === undefined ? value : value[first];
		if (typeof section === 'object' && section !== null) {
			Reflect.deleteProperty(section, second ?? first);
		}

		if (second !== undefined && isEqual(section, {})) {
			Reflect.deleteProperty(value, first);
		}
	}

	return value;
};

/** How many lines of two lists differ, when in their boxes only; null: they differ in more. */
export const boxesApart = (before: string, after: string): number | null => {
	const [old, young] = [before.split('\n'), after.split('\n')];
	const apart = old.flatMap((line, index) => (line === young[index] ? [] : [index]));
	const isBoxOnly = apart.every(
		(index) => withoutBox(old[index]!) === withoutBox(young[index] ?? ''),
	);
	return old.length === young.length && isBoxOnly ? apart.length : null;
};

const withoutBox = (line: string): string => line.replace(/\[.\]/u, '[]');
