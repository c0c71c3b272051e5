import type {Problem} from '../../source/model/problem.ts';
import type {Task} from '../../source/model/task.ts';
import {hour, minute, noon, seenAgo, silentFor, stuckFor, taskOf} from '../analysis/tasks.ts';
import {problemOf} from './workbench.ts';

const before = (milliseconds: number, source: string) => ({at: noon - milliseconds, source});

const list = {path: '/code/specs/001-login/tasks.md', line: 12};

/** A task about which everything is known. */
export const proof: Task = taskOf({
	id: '259',
	title: 'Prove completeness of modal logics',
	status: 'running',
	rawStatus: 'researching',
	stage: {name: 'searches_completed', index: 6, total: 10},
	agent: 'lean-research',
	session: 'sess_1770000000_ab12cd',
	kind: 'lean4',
	startedAt: before(2 * minute + 14_000, 'lock acquired_at'),
	updatedAt: before(30_000, 'file changed'),
	retries: 2,
	priority: {raw: 'high', rank: 1},
	nextStep: 'wait for the searches',
	command: '/implement 259',
	activity: seenAgo(30_000),
	order: 1,
	files: [list, {path: '/code/specs/259/.return-meta.json', line: null}],
	sources: {agent: {path: '/code/specs/259/.return-meta.json', line: 4}},
	claimedTimes: [{label: 'started_at', raw: '2026-03-01T00:00:00Z', flaw: 'midnight'}],
	steps: [
		{title: 'Find lemmas', status: 'completed'},
		{title: 'Write the proof', status: 'running'},
	],
	artifacts: [
		{path: 'specs/259/plan.md', type: 'plan', summary: 'How it will be proved', exists: true},
		{path: 'specs/259/gone.md', type: null, summary: null, exists: false},
	],
	dependencies: [
		{raw: '258', id: '258', key: 'tasks-meta:/code/258', state: 'known'},
		{raw: '7', id: '7', key: null, state: 'missing'},
	],
	review: {state: 'not-recorded', detail: 'nobody reviewed it'},
	facts: [{label: 'parser', value: 'strict'}],
});

/** One of every status, with the letters that break tables. */
export const tasks: readonly Task[] = [
	proof,
	taskOf({
		id: 'T014',
		title: 'Sandbox validation in a cluster that somebody has to start first',
		status: 'failed',
		stage: {name: 'us1', index: null, total: null},
		agent: 'jules',
		durationMs: 15 * minute,
		retries: 1,
		error: {
			message: 'requires a running k3d cluster',
			category: 'execution',
			severity: 'high',
		},
		nextStep: 'start the cluster',
		order: 2,
	}),
	taskOf({
		id: 'T015',
		title: '証明を書く：完全性定理と健全性',
		status: 'running',
		agent: '研究者',
		startedAt: before(50 * minute, 'lock acquired_at'),
		activity: stuckFor(43 * minute),
		order: 3,
	}),
	taskOf({
		id: 'T016',
		title: '👩‍💻 Rocket 🚀 flag 🇩🇪 thumbs 👍🏽 café',
		status: 'running',
		agent: 'kiro',
		startedAt: before(3 * hour, 'lock acquired_at'),
		activity: silentFor(3 * hour),
		order: 4,
	}),
	taskOf({
		id: 'T017',
		title: 'שלום עולם مرحبا بالعالم',
		status: 'blocked',
		attention: [{code: 'merge-needed', message: 'a person must merge'}],
		order: 5,
	}),
	taskOf({id: 'T018', title: 'Half of it', status: 'partial', progress: 0.5, order: 6}),
	taskOf({
		id: '258',
		title: `A title that goes on ${'and on '.repeat(40)}`.trim(),
		status: 'completed',
		durationMs: 47 * minute,
		order: 0,
	}),
	taskOf({id: 'T019', title: 'Not begun', status: 'pending', nextStep: 'begin', order: 7}),
	taskOf({id: 'T020', title: 'Given up', status: 'cancelled', order: 8}),
	taskOf({id: 'T021', title: 'Left out', status: 'skipped', order: 9}),
	taskOf({
		id: 'T022',
		title: 'Nobody knows',
		status: 'unknown',
		rawStatus: 'zonk',
		staleSince: noon - hour,
		order: 10,
	}),
];

export const problems: readonly Problem[] = [
	problemOf({
		code: 'dependency-unknown',
		severity: 'error',
		message: 'depends on 7, which nothing declares',
		task: proof.key,
		line: 12,
	}),
	problemOf({
		code: 'json-torn',
		severity: 'error',
		message: 'ends in the middle of a text: 最後の行がない',
		path: '/code/specs/002-search/.return-meta.json',
		line: 40,
		column: 7,
	}),
	problemOf({
		code: 'status-word',
		message: '“zonk” is not a status',
		task: 'tasks-meta:/code/T022',
	}),
	problemOf({code: 'title-long', severity: 'info', message: 'a title of 300 letters'}),
];
