import {projectOf} from '../place.ts';
import {harmless} from '../../../text/harmless.ts';
import {nameOf} from '../place.ts';
import {operationOf} from '../operation.ts';
import {openPhaseOf} from '../stage.ts';
import type {RunValue} from '../values.ts';
import type {Scene} from './scene.ts';
import {ago, listed} from './words.ts';

const letters = /[^A-Za-z0-9]/g;

/**
`err_<epoch ms>_<6 letters or digits>`, as the newest writers make it: one that is not taken. Many
may be made at one moment, so the letters move on until it is new.
*/
export const errorId = (now: number, token: string, taken: ReadonlySet<string>): string => {
	const wheel = `${token.replaceAll(letters, '')}ABCDEF`;
	for (let turn = 0; turn < wheel.length; turn++) {
		const id = `err_${now}_${(wheel.slice(turn) + wheel.slice(0, turn)).slice(0, 6)}`;
		if (!taken.has(id)) {
			return id;
		}
	}

	// All turns of the wheel are taken: as many entries of one moment can only come from us.
	let count = 0;
	while (taken.has(`err_${now}_${String(count).padStart(6, '0')}`)) {
		count++;
	}

	return `err_${now}_${String(count).padStart(6, '0')}`;
};

/** The entry of the error log about an interrupted run, in the newest form: what is not known is left out. */
export const interruptionEntry = (
	scene: Scene,
	run: RunValue,
	path: string,
	id: string,
): object => {
	const {evidence, findings, now, root, subject} = scene;
	const operation = operationOf(findings);
	const command =
		subject.task.command ?? (operation === null ? null : `/${operation} ${evidence.id}`);
	const phase = openPhaseOf(findings);
	return {
		id,
		timestamp: new Date(now).toISOString(),
		type: 'delegation_interrupted',
		severity: 'medium',
		message: messageOf(scene, run),
		context: known({
			session_id: run.session,
			command: operation === null ? null : `/${operation}`,
			task: evidence.number,
			phase: run.phases.current,
			checkpoint: run.stage,
			agent: run.agent,
			file: harmless(path.slice(projectOf(root).length + 1)),
		}),
		recovery: known({
			suggested_action:
				command === null
					? null
					: `Run ${command} to resume${phase === null || !command.startsWith('/implement') ? '' : ` at phase ${phase}`}`,
			auto_recoverable: true,
		}),
		fix_status: 'unfixed',
	};
};

const known = (fields: Readonly<Record<string, unknown>>): object =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

/** Agent, task, stage, and what was left. */
const messageOf = ({evidence, documents, subject, now}: Scene, run: RunValue): string => {
	const agent = run.agent ?? 'agent';
	const stage = run.stage === null ? '' : ` at stage ${run.stage}`;
	const {done, total} = run.phases;
	const written = documents
		.filter(({kind, stat}) => kind === 'artifact' && stat.size > 0)
		.map(({path}) => harmless(nameOf(path)));
	const parts = [
		`task ${evidence.id}`,
		done === null || total === null ? null : `${done} of ${total} phases done`,
		subject.lastSignAt === null ? null : `last sign of life ${ago(subject.lastSignAt, now)}`,
		written.length === 0 ? 'no report on disk' : `on disk: ${listed(written)}`,
	];
	return `${agent} interrupted${stage}: ${parts.filter((part) => part !== null).join(', ')}`;
};
