import {describe, expect, test} from 'vitest';
import {readRecordedStatus, readStatus, together} from '../../../source/formats/backlog/status.ts';

test.each([
	['todo', 'pending'],
	['⏳ PENDING', 'pending'],
	['🆕 **NEW** - ready for planning', 'pending'],
	['Ready for Implementation', 'pending'],
	['🔴 **CRITICAL - IMMEDIATE ACTION REQUIRED**', 'pending'],
	['in-progress', 'running'],
	['in\u2011progress', 'running'],
	['🔄 in_progress', 'running'],
	['In Progress', 'running'],
	['✅ done', 'completed'],
	['OK done', 'completed'],
	['✅ **COMPLETED** - ready for production', 'completed'],
	['Done - nothing is blocked any more', 'completed'],
	['complete', 'completed'],
	['incomplete', 'unknown'],
	['not-done', 'unknown'],
	['failed', 'failed'],
	['skipped', 'skipped'],
	['dropped', 'cancelled'],
	['canceled', 'cancelled'],
	['obsolete', 'cancelled'],
	['partial', 'partial'],
	['setup-required', 'blocked'],
	['🔒 **BLOCKED** - blocked by B-1, then done', 'blocked'],
	['🔒', 'blocked'],
	['8', 'unknown'],
	['backlog', 'unknown'],
])('the cell "%s" is %s', (text, status) => {
	expect(readStatus(text)?.status).toBe(status);
});

test('an empty cell says nothing; others keep their words without marks', () => {
	expect(readStatus('')).toBeNull();
	expect(readStatus(null)).toBeNull();
	expect(readStatus('✅ **COMPLETED**')?.raw).toBe('✅ COMPLETED');
	expect(readStatus('setup-required')?.needsSetup).toBe(true);
});

test.each([
	['pending', 'pending'],
	['running', 'running'],
	['skipped', 'skipped'],
	['IN PROGRESS', 'running'],
	['', 'unknown'],
	['constructor', 'unknown'],
])('the word "%s" of a database is %s', (word, status) => {
	expect(readRecordedStatus(word)).toBe(status);
});

describe('plan and database together', () => {
	test.each([
		// plan, database, shown, contradiction, done but not recorded
		[null, null, 'unknown', false, false],
		['pending', null, 'pending', false, false],
		[null, 'failed', 'failed', false, false],
		['completed', 'failed', 'completed', false, false],
		['completed', 'pending', 'completed', false, false],
		['completed', 'running', 'completed', true, false],
		['pending', 'running', 'running', false, false],
		['pending', 'failed', 'failed', false, false],
		['pending', 'completed', 'completed', true, true],
		['running', 'completed', 'completed', true, true],
		['running', 'failed', 'failed', true, false],
		['blocked', 'failed', 'blocked', false, false],
		['blocked', 'completed', 'blocked', true, false],
		['blocked', 'running', 'running', true, false],
		['cancelled', 'completed', 'cancelled', true, false],
		['unknown', 'completed', 'completed', false, false],
		['pending', 'unknown', 'pending', false, false],
	] as const)('%s and %s: %s', (plan, record, status, disagree, isUnrecorded) => {
		expect(together(plan, record)).toEqual({status, disagree, isUnrecorded});
	});
});
