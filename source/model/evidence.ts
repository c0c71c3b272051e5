/**
Independent kinds of evidence: what is written by different hands, or seen by different means. Two
signals of one kind fall silent together and say one thing, however many files they come from.
*/
export const evidenceKinds = {
	files: 'the files of the task itself',
	artifacts: 'the files it lists and leaves behind',
	record: 'the shared record of all tasks',
	heartbeat: 'the heartbeat of its lock',
	guard: 'the guard that counts its cycles',
	marker: 'the announcement of its wrap-up',
	batch: 'the batch it belongs to',
	events: 'the event log',
	delegation: 'the files of its delegation',
	database: 'the rows of the database',
	process: 'agent processes in the workspace',
} as const;

export type EvidenceKind = keyof typeof evidenceKinds;

/** Which kind a signal of a format belongs to, by its stable name. */
const kinds: Readonly<Record<string, EvidenceKind>> = {
	'file-changed': 'files',
	'state-changed': 'files',
	timestamp: 'files',
	'spec-changed': 'files',
	'list-changed': 'record',
	'status-changed': 'record',
	'metadata-changed': 'record',
	started: 'record',
	updated: 'record',
	'seen-changing': 'record',
	'doubtful-time': 'record',
	'artifact-written': 'artifacts',
	'files-changed': 'artifacts',
	'lock-heartbeat': 'heartbeat',
	'loop-guard': 'guard',
	'postflight-marker': 'marker',
	'batch-file': 'batch',
	event: 'events',
	'delegation-prompt': 'delegation',
	'execution-started': 'database',
	'execution-updated': 'database',
	'history-written': 'database',
	'agent-process': 'process',
};

/**
The kind of a signal, or null for what is no evidence of its own: it never counts as a second silence.
*/
export const kindOf = (signal: string): EvidenceKind | null => kinds[signal] ?? null;
