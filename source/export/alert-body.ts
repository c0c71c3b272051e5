import {type Alert, alertRules} from '../model/alert.ts';
import type {AlertBody} from './alert-schema.ts';

/** One alert as a webhook is sent it. */
export const alertBody = (
	{rule, message, at, latestAt, count, tasks}: Alert,
	workspaces: readonly string[],
): string => {
	const body: AlertBody = {
		version: 1,
		rule,
		title: alertRules[rule].title,
		message,
		at: new Date(at).toISOString(),
		latestAt: new Date(latestAt).toISOString(),
		count,
		workspaces: [...workspaces],
		tasks: tasks.map(({key, id, title, format, workspace, status}) => ({
			key,
			id,
			title,
			format,
			workspace,
			status,
		})),
	};
	return JSON.stringify(body);
};
