import {
	type AlertRuleId,
	alertRuleIds,
	type AlertSettings,
	defaultAlerts,
	type RuleSettings,
	type WebhookSettings,
} from '../model/alert.ts';
import type {Settings} from '../model/settings.ts';
import type {AlertsConfig} from './alerts-schema.ts';

/** What `alerts` of a config file sets; what reaches out of this machine is apart. */
export const alertSettingsOf = ({
	webhook,
	...config
}: AlertsConfig): Pick<Settings, 'alerts'> & Partial<Pick<Settings, 'webhook'>> => ({
	alerts: alertsOf(config),
	...(webhook && {webhook: webhookOf(webhook)}),
});

const alertsOf = ({
	enabled,
	rules = {},
	...others
}: Omit<AlertsConfig, 'webhook'>): AlertSettings => ({
	...defaultAlerts,
	...withoutAbsent(others),
	isEnabled: enabled ?? defaultAlerts.isEnabled,
	rules: Object.fromEntries(
		alertRuleIds.map((id) => [id, ruleOf(defaultAlerts.rules[id], rules[id] ?? {})]),
	) as Record<AlertRuleId, RuleSettings>,
});

const ruleOf = (
	known: RuleSettings,
	{
		enabled = known.isEnabled,
		loud = known.isLoud,
		cooldownMinutes = known.cooldownMinutes,
		...numbers
	}: NonNullable<NonNullable<AlertsConfig['rules']>[string]>,
): RuleSettings => ({
	isEnabled: enabled,
	isLoud: loud,
	cooldownMinutes,
	values: {...known.values, ...(withoutAbsent(numbers) as Record<string, number>)},
});

const webhookOf = ({
	url,
	secretVariable,
	secretFile,
	rules,
}: NonNullable<AlertsConfig['webhook']>): WebhookSettings => ({
	url,
	secret:
		secretVariable !== undefined
			? {type: 'variable', name: secretVariable}
			: secretFile !== undefined
				? {type: 'file', path: secretFile}
				: null,
	rules: rules ?? null,
});

const withoutAbsent = <Values extends object>(values: Values) =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
		[Name in keyof Values]: Exclude<Values[Name], undefined>;
	};
