import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import {readConfig} from '../../source/cli/config.ts';
import {parseConfig} from '../../source/cli/parse-config.ts';
import {alertRuleIds, defaultAlerts} from '../../source/model/alert.ts';

const withAlerts = (alerts: unknown) => parseConfig(JSON.stringify({alerts}), 'c.json');

describe('alerts', () => {
	test('are as documented where nothing is said', () => {
		expect(withAlerts({})).toEqual({alerts: defaultAlerts});
	});

	test('can be set one by one', () => {
		const {alerts, webhook} = withAlerts({
			bell: false,
			notification: 'osc9',
			muteMinutes: 5,
			rules: {
				failed: {enabled: false},
				ready: {loud: true, cooldownMinutes: 0},
				slow: {factor: 2},
			},
			webhook: {url: 'https://example.com/hook', secretVariable: 'SECRET', rules: ['failed']},
		});
		expect(alerts).toEqual({
			...defaultAlerts,
			bell: false,
			notification: 'osc9',
			muteMinutes: 5,
			rules: {
				...defaultAlerts.rules,
				failed: {...defaultAlerts.rules.failed, isEnabled: false},
				ready: {...defaultAlerts.rules.ready, isLoud: true, cooldownMinutes: 0},
				slow: {
					...defaultAlerts.rules.slow,
					values: {...defaultAlerts.rules.slow.values, factor: 2},
				},
			},
		});
		expect(webhook).toEqual({
			url: 'https://example.com/hook',
			secret: {type: 'variable', name: 'SECRET'},
			rules: ['failed'],
		});
	});

	test.each(['http://localhost:8080/x', 'http://127.0.0.1/', 'http://[::1]/', 'https://a.example'])(
		'may be sent to %s',
		(url) => {
			expect(withAlerts({webhook: {url}}).webhook).toEqual({url, secret: null, rules: null});
		},
	);

	test.each([
		'http://example.com/',
		'http://localhost.example.com/',
		'http://127.0.0.1.example.com/',
		'ftp://localhost/',
		'file:///etc/passwd',
		'example.com',
		'',
		'https://name:word@example.com/',
	])('may not be sent to “%s”', (url) => {
		expect(() => withAlerts({webhook: {url}})).toThrow('c.json:1: "alerts.webhook.url" must');
	});

	test.each([
		[{rules: {faild: {}}}, 'in "alerts.rules"; did you mean "failed"?'],
		[{rules: {slow: {facter: 2}}}, 'in "alerts.rules.slow"; did you mean "factor"?'],
		[{rules: {failed: {factor: 2}}}, 'there is no setting "factor" in "alerts.rules.failed"'],
		[{rules: {'error-rate': {percent: 101}}}, 'must be at most 100'],
		[{notification: 'loud'}, '"alerts.notification" must be one of "auto"'],
		[{webhook: {}}, '"alerts.webhook.url" must be a string'],
		[{webhook: {url: 'https://a.example', secretFile: 'x'}}, 'must be an absolute path'],
		[
			{webhook: {url: 'https://a.example', secretFile: '/x', secretVariable: 'X'}},
			'there is one secret',
		],
		[{sound: true}, 'there is no setting "sound" in "alerts"'],
	])('%j is refused', (alerts, message) => {
		expect(() => withAlerts(alerts)).toThrow(message);
	});

	test('have a default for every number of every rule that its own range allows', () => {
		for (const id of alertRuleIds) {
			const {values} = defaultAlerts.rules[id];
			expect(withAlerts({rules: {[id]: values}}).alerts!.rules[id].values).toEqual(values);
		}
	});
});

describe('a webhook counts', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'metawatch-alerts-'));
	const workspace = path.join(folder, 'workspace');
	const around = {
		environment: {XDG_CONFIG_HOME: path.join(folder, 'user')},
		platform: 'linux',
		home: '/nowhere',
	};
	const notices: string[] = [];
	beforeAll(() => {
		mkdirSync(workspace);
		mkdirSync(path.join(folder, 'user/metawatch'), {recursive: true});
		writeFileSync(
			path.join(workspace, 'metawatch.config.json'),
			'{"alerts": {"bell": false, "webhook": {"url": "https://evil.example/"}}}',
		);
		vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
			notices.push(String(text));
			return true;
		});
	});
	afterAll(() => {
		vi.restoreAllMocks();
		rmSync(folder, {recursive: true});
	});

	test('not from the workspace: that is said, and the one of the user holds', async () => {
		const own = path.join(folder, 'user/metawatch/config.json');
		writeFileSync(own, '{"alerts": {"webhook": {"url": "https://mine.example/"}}}');
		const settings = await readConfig(undefined, workspace, around);
		expect(settings.webhook?.url).toBe('https://mine.example/');
		expect(settings.alerts?.bell).toBe(false);
		expect(notices.splice(0).join('')).toMatch(
			/^metawatch: "alerts.webhook" in .*metawatch\.config\.json is ignored: .*config\.json/,
		);
		writeFileSync(own, '{}');
		expect('webhook' in (await readConfig(undefined, workspace, around))).toBe(false);
	});

	test('from a file that is named', async () => {
		const given = path.join(workspace, 'metawatch.config.json');
		notices.length = 0;
		const {webhook} = await readConfig(given, workspace, around);
		expect(webhook?.url).toBe('https://evil.example/');
		expect(notices).toEqual([]);
	});
});
