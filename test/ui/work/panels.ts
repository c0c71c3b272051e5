import {newCanary} from '../../../source/recovery/campaign/canary/state.ts';
import {newSprint, type SprintStage} from '../../../source/recovery/campaign/sprint/state.ts';
import type {WorkPanel} from '../../../source/ui/work/work-panel.ts';
import {noon} from '../../analysis/tasks.ts';
import {fakeRun} from './bench.ts';

const sighting = {
	status: 'running' as const,
	stage: null,
	stageIndex: null,
	progress: null,
	lastSignAt: null,
	retries: null,
	error: null,
	attention: [],
	person: null,
};

const titles = [
	'Keep the session',
	'Forget the session',
	'検証する',
	'Draw the login form',
	'Sign out',
];

const canary = newCanary(
	titles.map((title, index) => ({
		key: `k${index}`,
		id: `T00${index + 1}`,
		title,
		option: 'retry',
	})),
	{type: 'side-by-side', count: 2},
);

const canaryStages = [
	{type: 'better', reason: 'running', settledAt: noon, baseline: sighting},
	{
		type: 'worse',
		reason: 'failed: connection refused by the host that was named in the settings of the project',
	},
	{type: 'watched', at: noon - 12_000, settledAt: noon, until: noon + 600_000, baseline: null},
	{type: 'left', reason: 'its file has changed meanwhile'},
	{type: 'waiting'},
] as const;

const error = {message: 'connection refused', category: 'network' as const, severity: null};

const sprintStages: readonly SprintStage[] = [
	{type: 'done'},
	{type: 'running', since: noon - 75_000, until: noon + 600_000},
	{type: 'waiting', at: noon + 4000, until: noon + 60_000, error},
	{type: 'failed', reason: 'exit 1: no such branch'},
	{type: 'left', reason: 'its command ended without recording: the files still say running'},
];

const sprint = newSprint({
	tasks: 7,
	sideBySide: 2,
	limitMs: 7_200_000,
	graceMs: 10_000,
	readyMs: 60_000,
	seed: 1,
});

const news = (at: number, what: 'started' | 'retry', text: string, delayMs: number | null) => ({
	what,
	task: 'k',
	id: 'T003',
	text,
	delayMs,
	at,
});

/** Everything that the panel of work beside the lists can show. */
export const panels: Readonly<Record<string, WorkPanel>> = {
	runs: {
		type: 'runs',
		runs: [
			fakeRun('T014 retry', {lines: ['reading specs', 'running 12 tests', 'one test fails']}).run,
			fakeRun('259 start', {end: {code: 0, signal: null, failure: null, isStopped: false}}).run,
			fakeRun('T002 retry', {
				end: {code: null, signal: 'SIGTERM', failure: null, isStopped: true},
			}).run,
			fakeRun('1.2 resume', {
				end: {code: null, signal: null, failure: 'there is no program agent', isStopped: false},
			}).run,
		],
		index: 0,
		isEnding: true,
	},
	'no runs': {type: 'runs', runs: [], index: 0, isEnding: false},
	canary: {
		type: 'canary',
		state: {
			...canary,
			phase: 'stopped',
			reason: 'T002: failed: connection refused',
			items: canary.items.map((item, index) => ({...item, stage: canaryStages[index]!})),
		},
		isEnding: false,
	},
	'canary begins': {
		type: 'canary',
		state: {
			...canary,
			items: canary.items.map((item, index) =>
				index === 0 ? {...item, stage: canaryStages[2]} : item,
			),
		},
		isEnding: false,
	},
	'sprint setup': {
		type: 'sprint-setup',
		tasks: 5,
		sideBySide: 2,
		preview: {
			most: 5,
			sideBySide: 2,
			limitMs: 7_200_000,
			tasks: titles.slice(0, 3).map((title, index) => ({
				key: `k${index}`,
				id: `T00${index + 1}`,
				title,
				format: 'tasks-meta',
				workspace: '/code/acmg-server',
				command: ['claude', '-p', `Do task T00${index + 1} (${title}). Record it when it is done.`],
			})),
			cannot: [{key: 'x', id: 'B-001', reason: 'no start command is configured for backlog'}],
			sharedFiles: [],
		},
		refusal: null,
		shownAt: noon,
	},
	'nothing to start': {
		type: 'sprint-setup',
		tasks: 5,
		sideBySide: 1,
		preview: null,
		refusal:
			'no command is configured that starts a task of kiro; put one into ~/.config/metawatch/config.json: {"recovery": {"commands": {"kiro": {"start": ["claude", "-p", "do task {id}: {title}"]}}}}',
		shownAt: noon,
	},
	sprint: {
		type: 'sprint',
		state: {
			...sprint,
			tasks: titles.map((title, index) => ({
				key: `k${index}`,
				id: `T00${index + 1}`,
				title,
				files: [],
				starts: index === 2 ? 2 : 1,
				stage: sprintStages[index]!,
			})),
		},
		news: [
			news(noon - 90_000, 'started', 'Verify', null),
			news(noon - 5000, 'retry', 'connection refused', 4000),
		],
		summary: null,
		isEnding: false,
	},
};
