import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {createNotifier} from '../../../source/effects/notify/notifier.ts';
import {
	bell,
	restoreTitle,
	saveTitle,
	titleSequence,
} from '../../../source/effects/notify/sequences.ts';
import {type Alert, type AlertSettings, defaultAlerts} from '../../../source/model/alert.ts';

const alert: Alert = {
	id: 1,
	rule: 'failed',
	at: 0,
	latestAt: 0,
	message: 'T014 Sandbox: no network',
	tasks: [],
	count: 1,
	repeats: 0,
	isLoud: true,
	isAcknowledged: false,
	announcedCount: 1,
};

const opened = (
	settings: Partial<AlertSettings> = {},
	environment: Record<string, string> = {TERM: 'foot'},
) => {
	const written: string[] = [];
	const notifier = createNotifier({
		write: (sequence) => written.push(sequence),
		settings: {...defaultAlerts, ...settings},
		environment,
	});
	return {notifier, written};
};

describe('announcing', () => {
	test('rings once for several, and notifies of the first ones', () => {
		const {notifier, written} = opened();
		notifier.announce([alert, alert, alert, alert]);
		expect(written.filter((text) => text === bell)).toHaveLength(1);
		expect(
			written.filter((text) => text.startsWith('\u001B]777;notify;metawatch: failed;')),
		).toHaveLength(3);
	});

	test('leaves quiet ones alone', () => {
		const {notifier, written} = opened();
		notifier.announce([{...alert, isLoud: false}]);
		notifier.announce([]);
		expect(written).toEqual([]);
	});

	test('does only what is wanted', () => {
		const {notifier, written} = opened({bell: false, notification: 'off'});
		notifier.announce([alert]);
		expect(written).toEqual([]);
	});

	test('goes through tmux, but for the bell', () => {
		const {notifier, written} = opened(
			{},
			{TERM: 'tmux-256color', TMUX: '/tmp/x', VTE_VERSION: '1'},
		);
		notifier.announce([alert]);
		expect(written[0]).toBe(bell);
		expect(written[1]).toMatch(/^\u001BPtmux;\u001B\u001B\]777;/);
	});
});

describe('the title', () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	test('is kept, shown at most once a second, and given back', () => {
		const {notifier, written} = opened();
		notifier.showTitle('a');
		notifier.showTitle('b');
		notifier.showTitle('c');
		expect(written).toEqual([`${saveTitle}${titleSequence('a')}`]);
		vi.advanceTimersByTime(1000);
		expect(written.slice(1)).toEqual([titleSequence('c')]);
		notifier.showTitle('c');
		vi.advanceTimersByTime(5000);
		expect(written).toHaveLength(2);
		notifier.close();
		expect(written.at(-1)).toBe(`${titleSequence('')}${restoreTitle}`);
		notifier.close();
		expect(written).toHaveLength(3);
		expect(vi.getTimerCount()).toBe(0);
	});

	test.each([
		['is not wanted', {title: false}, {TERM: 'foot'}],
		['has no place', {}, {TERM: 'linux'}],
		['goes with all alerts', {isEnabled: false}, {TERM: 'foot'}],
	] as const)('is left alone when it %s', (_, settings, environment) => {
		const {notifier, written} = opened(settings, environment);
		notifier.showTitle('a');
		notifier.close();
		expect(written).toEqual([]);
	});
});
