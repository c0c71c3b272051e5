import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {redact} from '../../../source/recovery/capsule/redact.ts';

// Put together here, so that no scanner takes this file for a leak.
const random = 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z';
const secrets: Readonly<Record<string, string>> = {
	'an OpenAI key': `sk-proj-${random}`,
	'an Anthropic key': `sk-ant-api03-${random}`,
	'a Stripe key': ['sk', 'live', random].join('_'),
	'a GitHub token': `ghp_${random}`,
	'a fine GitHub token': `github_pat_11ABCDEFG0_${random}`,
	'a GitLab token': `glpat-${random}`,
	'a Slack token': `xoxb-1234567890-${random}`,
	'an AWS key': ['AKIA', 'IOSFODNN7EXAMPLE'].join(''),
	'a Google key': `AIza${random}a`,
	'an npm token': `npm_${random}`,
	'a JWT': `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${random}`,
	base64: 'dGhpcyBpcyBhIHNlY3JldCB0aGF0IG5vYm9keSBzaG91bGQgc2VlIDEyMzQ1Njc4OTA',
	'letters and digits of one case': 'q7w2e9r4t1y6u3i8o5p0a2s4d6f8g1h3j5k7',
};

describe('redacted are', () => {
	test.each(Object.entries(secrets))('%s', (_, secret) => {
		for (const text of [secret, `failed with ${secret}, retry`, `KEY=${secret}`, `"${secret}"`]) {
			const clean = redact(text);
			expect(clean).not.toContain(secret);
			expect(clean).toContain('[redacted ');
		}
	});

	test.each([
		['password=hunter', 'password=[redacted secret]'],
		['the password: hunter', 'the password: [redacted secret]'],
		['DB_PASSWORD: hunter2', 'DB_PASSWORD: [redacted secret]'],
		['"api_key": "short1"', '"api_key": [redacted secret]'],
		["secret = 'a b c'", 'secret = [redacted secret]'],
		['https://x.org/?token=abc123&a=1', 'https://x.org/?token=[redacted secret]&a=1'],
		['postgres://admin:s3cret@db:5432/a', 'postgres://admin:[redacted password]@db:5432/a'],
		['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic [redacted token]'],
		[
			'curl -H "authorization: bearer abc12345"',
			'curl -H "authorization: bearer [redacted token]"',
		],
		[
			'a -----BEGIN RSA PRIVATE KEY----- MIIE abc -----END RSA PRIVATE KEY----- b',
			'a [redacted private key] b',
		],
		['-----BEGIN OPENSSH PRIVATE KEY----- cut off', '[redacted private key]'],
	])('%s', (text, expected) => {
		expect(redact(text)).toBe(expected);
	});
});

describe('left alone are', () => {
	test.each([
		'3f786850e387550fdab836ed7e6dc881de23001b',
		'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
		'f47ac10b-58cc-4372-a567-0e02b2c3d479',
		'specs/259_prove_completeness/reports/02_meta-research-report.md',
		'/home/someone/code/Theories/Bimodal/Metalogic/Completeness.lean:412',
		'src/components/ResumableUploadControllerFactory.test.tsx',
		'sess_1736700000_a1b2c3',
		'/tmp/case-14-ModelChecker-ba5f9b9f1f-reduced/specs',
		'max_tokens: 4096, tokens=120000, token_count=3',
		'the token: expired an hour ago',
		'the secret: nobody knows it',
		'password: null',
		'the next token == STANDARD_ROOT_SPACING, or token = ROOT',
		'BlackburnDeRijkeVenemaModalLogic2001',
		'pr3/Temporal-Syntax-Foundations642Lukasiewicz2024Primitives',
		'API_KEY=${API_KEY}',
		'token=<your token>',
		'passwords are hashed with bcrypt',
		'Bearer authentication is missing',
		'http://localhost:3000/a@b',
		'sha512-svtcdpS8CgJyqAjEQIXdb3OjhFVVYjzGAPO8WGCmRbrml64SPw/jJD4GoE98aR7r25A0XcgrK3F02yw9R/vhQw==',
		'a-very-long-branch-name-for-a-feature-that-2-people-work-on-since-2025',
		'task-force-and-risk-management',
		'2026-03-01T14:00:00.000Z',
	])('%s', (text) => {
		expect(redact(text)).toBe(text);
	});
});

test('nothing is redacted twice, and a secret is found wherever it stands', () => {
	fc.assert(
		fc.property(
			fc.string(),
			fc.constantFrom(...Object.values(secrets)),
			fc.string(),
			(before, secret, after) => {
				const clean = redact(`${before} ${secret} ${after}`);
				expect(clean).not.toContain(secret);
				expect(redact(clean)).toBe(clean);
			},
		),
	);
});

test.each([
	['-----BEGIN PRIVATE KEY-----', 20_000],
	['password', 60_000],
	['eyJaaaaaa', 60_000],
	['a://b:', 60_000],
	['bearer ', 60_000],
	['aB3', 200_000],
	['token= ', 60_000],
	['sk-', 100_000],
])('%s, written again and again, costs little', (piece, count) => {
	const start = performance.now();
	redact(piece.repeat(count));
	expect(performance.now() - start).toBeLessThan(2000);
});
