import {expect, test} from 'vitest';
import {causeOf} from '../../../source/formats/return-meta/obituary.ts';

test.each([
	[
		'Agent go-implementation-agent interrupted at stage phase_3_completed: connection lost',
		'connection lost at phase_3_completed',
	],
	[
		'lean-implementation-agent interrupted due to usage limit before writing source changes',
		'usage limit before writing source changes',
	],
	['Agent x was interrupted: killed', 'killed'],
	['interrupted: connection lost', 'connection lost'],
	[
		'planner-agent terminated early: API connection closed mid-response',
		'planner-agent terminated early: API connection closed mid-response',
	],
	['Agent x interrupted', 'Agent x interrupted'],
	['interrupted:', 'interrupted:'],
])('%s', (message, cause) => {
	expect(causeOf(message)).toBe(cause);
});
