import type {FormatName} from './format-name.ts';
import type {Status} from './status.ts';

/** A number that a rule can be given, with the range that makes sense. */
type AlertParameter = {
	readonly value: number;
	readonly minimum: number;
	readonly maximum: number;
	readonly meaning: string;
};

type AlertRule = {
	/** What happened, in one or two words. */
	readonly title: string;
	readonly meaning: string;
	/** What is said of several tasks at once, behind their number. */
	readonly many: string;
	/** Whether it rings and notifies; else it is only listed. */
	readonly isLoud: boolean;
	/** Minutes in which the same task is not announced by the same rule again. */
	readonly cooldownMinutes: number;
	readonly parameters: Readonly<Record<string, AlertParameter>>;
};

const minutes = (value: number, meaning: string): AlertParameter => ({
	value,
	minimum: 0.1,
	maximum: 100_000,
	meaning,
});

const count = (value: number, meaning: string): AlertParameter => ({
	value,
	minimum: 1,
	maximum: 100_000,
	meaning,
});

export const alertRuleIds = [
	'failed',
	'interrupted',
	'person-needed',
	'ready',
	'slow',
	'retries',
	'error-rate',
	'no-progress',
	'all-done',
] as const;

export type AlertRuleId = (typeof alertRuleIds)[number];

/** What is worth telling a person who looks elsewhere, and from when on. Config, schema and help are made from it. */
export const alertRules: Readonly<Record<AlertRuleId, AlertRule>> = {
	failed: {
		title: 'failed',
		meaning: 'a task failed, or failed once more',
		many: 'tasks failed',
		isLoud: true,
		cooldownMinutes: 5,
		parameters: {},
	},
	interrupted: {
		title: 'interrupted',
		meaning: 'nobody works on a running task any more, or it is stuck',
		many: 'tasks were interrupted or are stuck',
		isLoud: true,
		cooldownMinutes: 15,
		parameters: {},
	},
	'person-needed': {
		title: 'needs you',
		meaning: 'a task waits for an answer, a review, a merge or another act of a person',
		many: 'tasks need a person',
		isLoud: true,
		cooldownMinutes: 15,
		parameters: {},
	},
	ready: {
		title: 'can start',
		meaning: 'the last task that a task waited for is done',
		many: 'tasks can start now',
		isLoud: false,
		cooldownMinutes: 15,
		parameters: {},
	},
	slow: {
		title: 'takes long',
		meaning: 'a running task takes longer than 95 % of the completed ones of its kind',
		many: 'tasks take longer than usual',
		isLoud: true,
		cooldownMinutes: 60,
		parameters: {
			factor: {
				value: 1,
				minimum: 0.1,
				maximum: 1000,
				meaning: 'how many times that length it may take',
			},
			atLeast: count(10, 'how many completed ones are needed to know what is usual'),
		},
	},
	retries: {
		title: 'tried often',
		meaning: 'a task was tried again more often than that',
		many: 'tasks were tried often',
		isLoud: true,
		cooldownMinutes: 15,
		parameters: {over: {...count(3, 'how many retries are still in order'), minimum: 0}},
	},
	'error-rate': {
		title: 'many failures',
		meaning: 'of the tasks that ended lately, too many failed',
		many: 'times too many tasks failed',
		isLoud: true,
		cooldownMinutes: 30,
		parameters: {
			percent: {value: 50, minimum: 1, maximum: 100, meaning: 'share of failures, in percent'},
			minutes: minutes(30, 'how far back, in minutes'),
			atLeast: count(4, 'how many must have ended'),
		},
	},
	'no-progress': {
		title: 'nothing moves',
		meaning: 'there is work left, but no task has moved for a while',
		many: 'times nothing moved',
		isLoud: true,
		cooldownMinutes: 30,
		parameters: {minutes: minutes(30, 'after how many minutes')},
	},
	'all-done': {
		title: 'all done',
		meaning: 'nothing is left to do',
		many: 'times all was done',
		isLoud: true,
		cooldownMinutes: 1,
		parameters: {},
	},
};

export const notificationKinds = ['auto', 'osc9', 'osc777', 'osc99', 'off'] as const;

export type NotificationKind = (typeof notificationKinds)[number];

export type RuleSettings = {
	readonly isEnabled: boolean;
	readonly isLoud: boolean;
	readonly cooldownMinutes: number;
	/** By the names of the rule's parameters. */
	readonly values: Readonly<Record<string, number>>;
};

export type AlertSettings = {
	readonly isEnabled: boolean;
	readonly bell: boolean;
	readonly notification: NotificationKind;
	/** Whether the title of the terminal's window tells how things stand. */
	readonly title: boolean;
	/** How long `A` keeps alerts quiet. */
	readonly muteMinutes: number;
	readonly rules: Readonly<Record<AlertRuleId, RuleSettings>>;
};

/** Where alerts are sent to. Only from the user's own config: it reaches out of this machine. */
export type WebhookSettings = {
	readonly url: string;
	/** Where the secret that signs is found; null: nothing is signed. */
	readonly secret:
		| {readonly type: 'variable'; readonly name: string}
		| {readonly type: 'file'; readonly path: string}
		| null;
	/** Only these; null: all that are loud. */
	readonly rules: readonly AlertRuleId[] | null;
};

const ruleDefaults = (id: AlertRuleId): RuleSettings => {
	const {isLoud, cooldownMinutes, parameters} = alertRules[id];
	return {
		isEnabled: true,
		isLoud,
		cooldownMinutes,
		values: Object.fromEntries(Object.entries(parameters).map(([name, {value}]) => [name, value])),
	};
};

export const defaultAlerts: AlertSettings = {
	isEnabled: true,
	bell: true,
	notification: 'auto',
	title: true,
	muteMinutes: 30,
	rules: Object.fromEntries(alertRuleIds.map((id) => [id, ruleDefaults(id)])) as Record<
		AlertRuleId,
		RuleSettings
	>,
};

/** A task that an alert is about, as it stood then. */
export type AlertTask = {
	readonly key: string;
	readonly id: string;
	readonly title: string;
	readonly format: FormatName;
	readonly workspace: string;
	readonly status: Status;
};

/** Something that began to be so while somebody may have looked elsewhere. */
export type Alert = {
	/** Goes up with every alert of a run. */
	readonly id: number;
	readonly rule: AlertRuleId;
	/** Epoch milliseconds of the first of what is folded into it, and of the last. */
	readonly at: number;
	readonly latestAt: number;
	/** What happened, in one line; of several tasks their number. */
	readonly message: string;
	/** The first ones, at most `mostAlertTasks`; none: it is about all tasks together. */
	readonly tasks: readonly AlertTask[];
	/** How many tasks are folded into it, and times it came again within its cooldown. */
	readonly count: number;
	readonly repeats: number;
	readonly isLoud: boolean;
	readonly isAcknowledged: boolean;
	/** How many tasks it stood for when it was announced; 0: it never was. */
	readonly announcedCount: number;
};
