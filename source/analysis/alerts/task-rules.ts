import type {AlertRuleId, AlertSettings} from '../../model/alert.ts';
import type {AttentionCode} from '../../model/attention.ts';
import type {Row} from '../rows.ts';

/** That something holds for a task. What has the same token is the same thing, at whatever moment. */
export type Holding = {readonly token: string; readonly message: string};

type TaskRule = (row: Row, values: Readonly<Record<string, number>>) => readonly Holding[];

/** Only a person can bring these on. */
const askingCodes: ReadonlySet<AttentionCode> = new Set([
	'answer-needed',
	'retries-exhausted',
	'cycle-limit',
	'gate-failed',
	'review-needed',
	'merge-needed',
	'setup-needed',
	'person-needed',
]);

/** Rules that can be told from one row alone. */
export const taskRules: Readonly<Partial<Record<AlertRuleId, TaskRule>>> = {
	failed: ({status, task}) =>
		// Failed again after a retry that nobody saw is news, an error that reads otherwise is not.
		status === 'failed'
			? [{token: `failed ${task.retries ?? ''}`, message: task.error?.message ?? 'failed'}]
			: [],
	interrupted: ({status, attention, liveness}) =>
		status === 'interrupted'
			? [{token: 'interrupted', message: liveness?.reason ?? 'interrupted'}]
			: attention
					.filter(({code}) => code === 'stuck')
					.map(({message}) => ({token: 'stuck', message})),
	'person-needed': ({attention}) =>
		attention
			.filter(({code}) => askingCodes.has(code))
			.map(({code, message}) => ({token: code, message})),
	retries: ({task: {retries}}, {over = 0}) =>
		retries !== null && retries > over
			? [{token: 'retries', message: `tried again ${retries} times`}]
			: [],
};

/** What holds for a task now and did not before. */
export const begunFor = (
	id: AlertRuleId,
	before: Row | null,
	after: Row,
	settings: AlertSettings,
): readonly Holding[] => {
	const rule = taskRules[id];
	if (!rule) {
		return [];
	}

	const {values} = settings.rules[id];
	const holding = rule(after, values);
	if (holding.length === 0 || before === null) {
		return holding;
	}

	const earlier = new Set(rule(before, values).map(({token}) => token));
	return holding.filter(({token}) => !earlier.has(token));
};
