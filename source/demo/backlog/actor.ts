import {play} from '../play.ts';
import type {Actor, Scene, Statement, Write} from '../step.ts';
import {cues, type Event, laterCues} from './cues.ts';
import {backlogFile, creation, databasePath, ended, progressed, retried, started} from './files.ts';
import {type Item, items} from './items.ts';

/** What the executor remembers of an execution. */
type Execution = {startedAt: number; retries: number};

type World = {readonly items: Item[]; readonly executions: Map<string, Execution>};

/** One executor that works through a backlog, writes down every attempt and tries again. */
export const backlogActor: Actor = function* (scene) {
	const world: World = {items: items(), executions: new Map()};
	yield {
		atMs: 0,
		writes: [backlogFile(world.items, scene.timeAt(-3 * 3600)), sql(beginning(world, scene))],
	};
	let end = 0;
	for (const step of play(cues, scene, (event, second) =>
		perform(event, world, scene.timeAt(second)),
	)) {
		end = step.atMs / 1000;
		yield step;
	}

	while (true) {
		const from = end;
		for (const step of play(laterCues, scene, (event, second) =>
			perform(event, world, scene.timeAt(from + second)),
		)) {
			end = from + step.atMs / 1000;
			yield {...step, atMs: Math.round(end * 1000)};
		}
	}
};

const sql = (statements: readonly Statement[]): Write => ({
	type: 'sql',
	path: databasePath,
	statements,
});

/** What was executed before anybody watched. */
const beginning = (world: World, {timeAt}: Scene): Statement[] => {
	const ago = (minutes: number): number => timeAt(-minutes * 60);
	const past: readonly (readonly [at: number, event: Event])[] = [
		[ago(150), {does: 'start', id: 'B-201'}],
		[ago(141), {does: 'progress', id: 'B-201', share: 0.5, text: 'Page drawn'}],
		[ago(133), {does: 'complete', id: 'B-201'}],
		[ago(61), {does: 'start', id: 'B-205'}],
		[
			ago(52),
			{does: 'fail', id: 'B-205', error: "[Errno 110] Connection timed out: 'tiles.internal'"},
		],
		[ago(51), {does: 'retry', id: 'B-205'}],
		[ago(50), {does: 'progress', id: 'B-205', share: 0.1, text: 'Tiles of one region rendered'}],
		[
			ago(38),
			{
				does: 'fail',
				id: 'B-205',
				error: "[Errno 28] No space left on device: '/var/cache/tiles/14/8721'",
			},
		],
		[ago(7), {does: 'start', id: 'B-203'}],
		[ago(3), {does: 'progress', id: 'B-203', share: 0.16, text: 'June 2024 fetched'}],
		[ago(0.4), {does: 'progress', id: 'B-203', share: 0.24, text: 'July 2024 fetched'}],
	];
	return [
		...creation(world.items, ago(180)),
		...past.flatMap(([at, event]) =>
			perform(event, world, at).flatMap((write) => (write.type === 'sql' ? write.statements : [])),
		),
	];
};

const perform = (event: Event, world: World, at: number): readonly Write[] => {
	if (event.does === 'set-plan') {
		world.items.find(({id}) => id === event.id)!.status = event.status;
		return [backlogFile(world.items)];
	}

	return [sql(statementsOf(event, world.executions, at))];
};

const statementsOf = (
	event: Exclude<Event, {does: 'set-plan'}>,
	executions: Map<string, Execution>,
	at: number,
): Statement[] => {
	const {id} = event;
	if (event.does === 'start') {
		executions.set(id, {startedAt: at, retries: 0});
		return started(id, at);
	}

	const execution = executions.get(id)!;
	if (event.does === 'progress') {
		return progressed(id, event.share, event.text, at);
	}

	if (event.does === 'retry') {
		execution.retries++;
		return retried(id, execution.retries, at);
	}

	return ended(id, {
		...execution,
		at,
		error: event.does === 'fail' ? event.error : null,
	});
};
