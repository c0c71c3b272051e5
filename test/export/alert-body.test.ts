import {expect, test} from 'vitest';
import {alertBody} from '../../source/export/alert-body.ts';
import {alertBodySchema} from '../../source/export/alert-schema.ts';
import {alertRuleIds} from '../../source/model/alert.ts';

test.each(alertRuleIds)('what a webhook is sent of %s is as its schema says', (rule) => {
	const text = alertBody(
		{
			id: 7,
			rule,
			at: Date.UTC(2026, 2, 1, 14),
			latestAt: Date.UTC(2026, 2, 1, 14, 1),
			message: 'T1 Sandbox: no network',
			tasks: [
				{key: 'k', id: 'T1', title: 'Sandbox', format: 'kiro', workspace: '/w', status: 'failed'},
			],
			count: 2,
			repeats: 0,
			isLoud: true,
			isAcknowledged: false,
			announcedCount: 2,
		},
		['/w'],
	);
	const body: unknown = JSON.parse(text);
	// Parsed by the schema, nothing is left out: it has no keys but those.
	expect(alertBodySchema.parse(body)).toEqual(body);
	expect(body).toMatchObject({
		version: 1,
		rule,
		at: '2026-03-01T14:00:00.000Z',
		latestAt: '2026-03-01T14:01:00.000Z',
		count: 2,
	});
});
