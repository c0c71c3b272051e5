import {describe, expect, test} from 'vitest';
import {rowOf} from '../../helpers/nobody-there.ts';
import {
	assembleFiles,
	day,
	documentOf,
	assembleDocuments,
	fixtureFile,
	type File,
	hour,
	listPath,
	minute,
	now,
	project,
	statePath,
	stateText,
} from './project.ts';

const list = (boxes: string, at?: number): File => ({
	path: listPath('shop'),
	text: boxes,
	...(at === undefined ? {} : {at}),
});

const state = (details = {}, sections = {}, more: Partial<File> = {}): File => ({
	path: statePath,
	text: stateText(details, sections),
	at: now - 10 * minute,
	...more,
});

const plan = '- [x] 1. First\n- [ ] 2. Second\n- [ ] 3. Third';

describe('the row a checkpoint is shown in', () => {
	test('is that of its task in its spec', () => {
		const {tasks, task} = assembleFiles(list(plan), state());
		expect(tasks.map(({id}) => id)).toEqual(['1', '2', '3']);
		expect(task('2')).toMatchObject({
			key: `kiro:${listPath('shop')}#2`,
			title: 'Second',
			group: 'specs/shop',
			status: 'running',
			rawStatus: 'in_progress',
			stage: {name: 'writing', index: 2, total: null},
			nextStep: 'Go on writing',
			agent: 'kiro',
			command: null,
			durationMs: null,
			steps: [
				{title: 'read', status: 'completed'},
				{title: 'planned', status: 'completed'},
				{title: 'writing', status: 'running'},
			],
		});
		expect(task('2').files.map(({path, line}) => [path, line])).toEqual([
			[statePath, 1],
			[listPath('shop'), 2],
		]);
	});

	test.for([1, '1', 'task_1', 'Task 1.', 'TASK-1'])('finds the id written as %j', (id) => {
		const {tasks} = assembleFiles(list('- [ ] 1. First'), state({task_id: id}));
		expect(tasks.map(({status}) => status)).toEqual(['running']);
	});

	test.for([
		['a name the agent made up', {task_id: 'security_fixes'}, {}, 'info'],
		['a number the list lacks', {task_id: '9.9'}, {}, 'warning'],
	] as const)('is its own for %s', ([, details, sections, severity]) => {
		const {tasks, problems} = assembleFiles(list(plan), state(details, sections));
		expect(tasks).toHaveLength(4);
		expect(tasks[0]).toMatchObject({
			key: `kiro:${statePath}#${details.task_id}`,
			id: details.task_id,
			title: 'Second',
			group: 'specs/shop',
			status: 'running',
		});
		expect(problems).toContainEqual(expect.objectContaining({code: 'task-unknown', severity}));
	});

	test('is its own without a spec, and no list is guessed', () => {
		const {tasks, codes} = assembleFiles(list(plan), state({}, {context: {}}));
		expect(tasks).toHaveLength(4);
		expect(codes).not.toContain('task-unknown');
		expect(tasks[0]!.group).toBe('.kiro/metadata');
	});

	test('is its own for a parent, and never that of an archived spec', () => {
		const parent = assembleFiles(list('- [ ] 2. Second\n  - [ ] 2.1 Part'), state());
		expect(parent.tasks.map(({id}) => id)).toEqual(['2', '2.1']);
		const archived = assembleFiles(
			{path: listPath('_completed/shop'), text: plan},
			state({}, {}, {references: {'.kiro/specs/shop': null}}),
		);
		expect(archived.tasks).toHaveLength(4);
		expect(archived.problems).toContainEqual(
			expect.objectContaining({
				code: 'spec-missing',
				message: 'spec shop has no folder in .kiro/specs: it was archived',
			}),
		);
	});

	test('prefers the list of the spec to those of its parts', () => {
		const {tasks} = assembleFiles(
			{path: listPath('shop/a-part'), text: '- [ ] 2. Part'},
			list(plan),
			state(),
		);
		expect(tasks.filter(({status}) => status === 'running').map(({title}) => title)).toEqual([
			'Second',
		]);
	});

	test('takes its title from the step where no task is named', () => {
		const {tasks} = assembleFiles({
			path: statePath,
			text: '{"current_step": "write_the_docs"}',
		});
		expect(tasks).toMatchObject([{id: 'checkpoint', title: 'write the docs', status: 'unknown'}]);
	});
});

describe('checkpoint against box', () => {
	// State, box, how much newer the list is -> status, whether it is a disagreement.
	test.for([
		['in_progress', ' ', 0, 'running', false],
		['in_progress', ' ', hour, 'running', false],
		['in_progress', '-', 0, 'running', false],
		['in_progress', '~', 0, 'running', false],
		['in_progress', 'x', 0, 'completed', true],
		['in_progress', 'x', hour, 'completed', true],
		['in_progress', 'x', -hour, 'running', true],
		['completed', 'x', 0, 'completed', false],
		['completed', ' ', -hour, 'completed', true],
		['completed', ' ', 0, 'pending', true],
		['completed', ' ', hour, 'pending', true],
		['completed', '-', -hour, 'completed', true],
		['failed', ' ', 0, 'failed', false],
		['blocked', '-', hour, 'blocked', false],
		['paused', ' ', 0, 'interrupted', false],
		['partially_completed', '-', 0, 'partial', false],
		['not_started', ' ', 0, 'pending', false],
		['not_started', '-', hour, 'running', true],
		['not_started', '-', -hour, 'pending', true],
		['cancelled', ' ', -hour, 'cancelled', false],
		['wondering', 'x', 0, 'unknown', false],
	] as const)('%s, [%s], list newer by %i: %s', ([word, mark, newer, status, differs]) => {
		const at = now - 10 * hour;
		const {task, codes} = assembleFiles(
			list(`- [${mark}] 2. Second`, at + newer),
			state({status: word}, {}, {at}),
		);
		expect(task('2').status).toBe(status);
		expect(codes.includes('checkbox-disagrees')).toBe(differs);
		expect(task('2').facts.some(({label}) => label === 'status')).toBe(differs);
		const isStale = word === 'completed' && newer > 0;
		expect(task('2').attention.map(({code}) => code)).toEqual(
			differs && !isStale ? ['disagreement'] : [],
		);
	});

	test('a box believed keeps its own word', () => {
		const {task} = assembleFiles(list('- [x] 2. Second', now), state({}, {}, {at: now - hour}));
		expect(task('2')).toMatchObject({
			rawStatus: '[x]',
			attention: [{message: 'checkpoint says in_progress, box is [x]'}],
			sources: {status: {path: listPath('shop'), line: 1}},
			activity: null,
		});
	});

	test.for([
		['just there', plan.replace('[ ] 2', '[x] 2'), 0, /still here/],
		['the list is newer', plan.replace('[ ] 2', '[x] 2'), hour, /specs\/shop is newer/],
		['later tasks are done', plan.replaceAll('[ ]', '[x]'), 0, /went on, 1 later task is done/],
	] as const)('completed and %s: a leftover, no attention', ([, boxes, newer, message]) => {
		const at = now - 5 * hour;
		const {problems, task} = assembleFiles(
			list(boxes, at + newer),
			state({status: 'completed'}, {}, {at}),
		);
		expect(problems.find(({code}) => code === 'state-leftover')).toMatchObject({
			severity: 'info',
			message: expect.stringMatching(message),
		});
		expect(task('2').attention).toEqual([]);
		expect(task('2').stage).toBeNull();
	});

	test('after a finished task comes the next one', () => {
		const {task} = assembleFiles(
			list(plan.replace('[ ] 2', '[x] 2')),
			state({status: 'completed'}),
		);
		expect(task('2').nextStep).toBe('next: 3 Third');
	});
});

describe('the timestamp', () => {
	const written = now - 10 * minute;

	test.for([
		['2025-06-01T09:00:00Z', null],
		['2025-06-01T11:30:00+02:00', null],
		['2025-05-31T09:50:30Z', null],
		['2025-05-31T09:00:00Z', '1 day before the file was written'],
		['2025-01-16T10:30:00Z', '135 days before the file was written'],
		['2025-06-01T10:00:01Z', 'in the future'],
		['2030-01-01T00:00:00Z', 'in the future'],
		['2025-06-01T00:00:00Z', 'exactly midnight'],
		['2025-06-01', 'exactly midnight'],
		['yesterday', 'not a time'],
		['2025-02-30T10:00:00Z', 'not a time'],
	] as const)('%s: %s', ([timestamp, flaw]) => {
		const {task, problems} = assembleFiles(list(plan), state({}, {timestamp}, {at: written}));
		expect(task('2').claimedTimes).toEqual([{label: 'timestamp', raw: timestamp, flaw}]);
		expect(task('2').startedAt?.at ?? null).toBe(flaw === null ? Date.parse(timestamp) : null);
		expect(problems.filter(({code}) => code === 'time-implausible')).toHaveLength(
			flaw === null ? 0 : 1,
		);
	});

	test('without a zone is shown and not used', () => {
		const {task, codes} = assembleFiles(list(plan), state({}, {timestamp: '2025-06-01T09:00:00'}));
		expect(task('2')).toMatchObject({startedAt: null, claimedTimes: [{flaw: 'no time zone'}]});
		expect(codes).not.toContain('time-implausible');
	});

	test('says nothing after a checkout', () => {
		const at = now - 5 * minute;
		const files = {'a.ts': at, 'b.ts': at + 500};
		const {task, codes} = assembleFiles(
			list(plan, at),
			state(
				{},
				{timestamp: '2025-01-16T10:30:00Z', context: {spec_name: 'shop', files: ['a.ts', 'b.ts']}},
				{at: at + 1000, references: files},
			),
		);
		expect(codes).not.toContain('time-implausible');
		expect(codes).not.toContain('changed-since-checkpoint');
		expect(task('2')).toMatchObject({
			startedAt: null,
			updatedAt: null,
			claimedTimes: [{flaw: 'the file has the time of its checkout'}],
		});
		expect(rowOf(task('2'), undefined, now).liveness?.verdict).toBe('unknown');
		const later = rowOf(task('2'), undefined, now + hour);
		expect(later.status).toBe('interrupted');
		expect(later.liveness?.reason).toBe('nothing changed since the checkout');
	});
});

describe('at work or not', () => {
	const at = (age: number, more: Partial<File> = {}) =>
		assembleFiles(
			list(plan, now - 10 * hour),
			state(
				{},
				{context: {spec_name: 'shop', files: ['a.ts']}, timestamp: 'x'},
				{at: now - age, ...more},
			),
		).task('2');

	test.for([
		['just written', minute, {}, 'running'],
		['silent for 29 minutes', 29 * minute, {}, 'running'],
		['silent for 30 minutes', 30 * minute, {}, 'interrupted'],
		['silent, but a listed file changed', hour, {references: {'a.ts': now - minute}}, 'running'],
		['silent, and so are the files', 2 * hour, {references: {'a.ts': now - hour}}, 'interrupted'],
		['of a wrong clock ahead', -hour, {}, 'running'],
	] as const)('%s: %s', ([, age, more, status]) => {
		expect(rowOf(at(age, more), undefined, now).status).toBe(status);
	});

	test('the reason and where to go on are shown', () => {
		const row = rowOf(at(47 * minute), undefined, now);
		expect(row.attention).toEqual([{code: 'interrupted', message: 'silent 47m'}]);
		expect(row.task.nextStep).toBe('Go on writing');
		expect(row.task.facts).toContainEqual({
			label: 'last checkpoint',
			value: 'planned',
			origin: {path: statePath, line: 1},
		});
	});

	test('a clock ahead does not keep it alive for ever', () => {
		expect(rowOf(at(-day), undefined, now + hour).status).toBe('interrupted');
	});

	test('without instructions the last checkpoint is the place to resume', () => {
		const {task} = assembleFiles(
			list(plan),
			state({}, {error_recovery: {last_checkpoint: 'half_way'}}),
		);
		expect(task('2').nextStep).toBe('resume after half way');
	});

	test.for(['paused', 'failed', 'blocked', 'completed'])('%s needs no evidence', (status) => {
		expect(assembleFiles(list(plan), state({status})).task('2').activity).toBeNull();
	});

	test('a failure tells its error', () => {
		const {task} = assembleFiles(
			list(plan),
			state({status: 'failed'}, {error_recovery: {error_message: 'no cluster'}}),
		);
		expect(task('2').error?.message).toBe('no cluster');
	});
});

describe('files it lists', () => {
	const context = {spec_name: 'shop', files_modified: ['a.ts', 'b.ts', '../c.ts']};
	const withFiles = (references?: Record<string, number | null>) =>
		assembleFiles(
			list(plan),
			state({}, {context}, {at: now - hour, ...(references ? {references} : {})}),
		);

	test('nobody has looked for yet are neither there nor missing', () => {
		const {task, codes} = withFiles();
		expect(task('2').artifacts.map(({path, exists}) => [path, exists])).toEqual([
			['a.ts', null],
			['b.ts', null],
			['../c.ts', null],
		]);
		expect(codes).not.toContain('artifact-missing');
		expect(codes).not.toContain('spec-missing');
	});

	test('that are missing are counted', () => {
		const {task, problems} = withFiles({'a.ts': now - day, 'b.ts': null});
		expect(task('2').artifacts.map(({exists}) => exists)).toEqual([true, false, null]);
		expect(problems.find(({code}) => code === 'artifact-missing')).toMatchObject({
			severity: 'warning',
			message: '1 of 3 listed files missing: b.ts',
			task: task('2').key,
		});
	});

	test.for([
		[1000, false],
		[2000, false],
		[2001, true],
	] as const)('changed %i ms after it: %s', ([after, isNewer]) => {
		const {codes} = withFiles({'a.ts': now - hour + after, 'b.ts': now - 3 * hour});
		expect(codes.includes('changed-since-checkpoint')).toBe(isNewer);
	});
});

test.for([
	['planned', 'x', false],
	['x', 'planned', false],
	['x', 'y', true],
	['x', undefined, true],
	[undefined, undefined, false],
] as const)(
	'last checkpoint %s and operation %s among [read, planned]: finding %s',
	([last_checkpoint, last_successful_operation, isFound]) => {
		const sections = {
			context: {spec_name: 'shop', last_successful_operation},
			error_recovery: {last_checkpoint},
		};
		expect(
			assembleFiles(list(plan), state({}, sections)).codes.includes('checkpoint-unknown'),
		).toBe(isFound);
		expect(assembleFiles(list(plan), state({status: 'completed'}, sections)).codes).not.toContain(
			'checkpoint-unknown',
		);
	},
);

test.for([
	[{'.kiro/specs/shop': null}, ['spec-missing']],
	[{'.kiro/specs/shop': now}, []],
] as const)('a spec folder: %j', ([references, codes]) => {
	const found = assembleFiles(state({}, {}, {references})).codes;
	expect(found.filter((code) => code === 'spec-missing')).toEqual(codes);
});

test('a spec name that leads elsewhere is no folder', () => {
	const {problems, tasks} = assembleFiles(
		list(plan),
		state({}, {context: {spec_name: '../../etc'}}),
	);
	expect(problems).toContainEqual(
		expect.objectContaining({
			code: 'spec-missing',
			message: expect.stringContaining('not the name'),
		}),
	);
	expect(tasks).toHaveLength(4);
});

describe('a broken checkpoint', () => {
	const torn = fixtureFile('broken/torn-state', '.kiro/metadata/execution-state.json', now);

	test('that never was good shows what could be read', () => {
		const {tasks} = assembleFiles(list(plan), torn);
		expect(tasks[0]).toMatchObject({
			title: 'Harden the login',
			status: 'completed',
			staleSince: null,
			facts: expect.arrayContaining([
				{label: 'file', value: 'unreadable at 10:7, read up to there'},
			]),
		});
	});

	test('that was good keeps its last good row, marked', () => {
		const good = documentOf(state());
		const document = {
			...documentOf({...torn, path: statePath}),
			lastGood: good.value,
			unreadableSince: now - minute,
		};
		const {task} = assembleDocuments([documentOf(list(plan)), document]);
		expect(task('2')).toMatchObject({title: 'Second', status: 'running', staleSince: now - minute});
	});

	test('that is empty has no row and one finding', () => {
		const {tasks, codes} = assembleFiles({path: statePath, text: ''});
		expect(tasks).toEqual([]);
		expect(codes).toEqual(['file-empty']);
	});
});

test('hostile names stay text', () => {
	const {tasks} = assembleFiles(
		fixtureFile('hostile/escapes', '.kiro/metadata/execution-state.json'),
		fixtureFile('hostile/escapes', '.kiro/specs/evil/tasks.md'),
	);
	expect(tasks.map(({id, title}) => `${id} ${title}`)).toEqual([
		'../../x Line break evil link',
		'1 Clear the screen',
		'2 Right ot left again',
		'3 alert(1) <b> click x',
		'4 ../../etc/passwd',
	]);
	expect(new Set(tasks.map(({key}) => key)).size).toBe(tasks.length);
	expect(tasks.every(({workspace}) => workspace === project)).toBe(true);
});
