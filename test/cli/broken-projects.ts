import {mkdirSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A small project of every format, each with something to recover. Path -> text. */
const files: Readonly<Record<string, string>> = {
	'features/specs/001-login/tasks.md': `# Tasks

- [ ] T001 [ASYNC] Read addresses in src/addresses.ts
- [ ] T002 [SYNC] Print labels (depends on T001)
- [ ] T003 [ASYNC] Send parcels in src/parcels.ts
`,
	'features/specs/001-login/tasks_meta.json': json({
		feature: '001-login',
		tasks: {
			T001: {
				description: 'Read addresses in src/addresses.ts',
				files: 'src/addresses.ts',
				execution_mode: 'ASYNC',
				status: 'failed',
				failure_reason: 'timed out with token=abc123def456',
			},
			T003: {
				description: 'Send parcels in src/parcels.ts',
				files: 'src/parcels.ts',
				execution_mode: 'ASYNC',
				status: 'failed',
				failure_reason: 'network is unreachable',
			},
		},
	}),
	'editor/.kiro/specs/server/tasks.md': `# Implementation Plan

- [-] 1. Set up the structure
- [ ] 2. Write the reader
`,
	'editor/.kiro/metadata/execution-state.json': json({
		timestamp: '2025-01-16T10:30:00Z',
		current_step: 'task_1_implementation',
		task_details: {
			task_id: '1',
			task_name: 'Set up the structure',
			status: 'in_progress',
			sub_steps_completed: ['interfaces_defined'],
			current_sub_step: 'configuration_setup',
		},
		context: {
			spec_name: 'server',
			phase: 'implementation',
			files_modified: ['src/interfaces.ts'],
			last_successful_operation: 'interface_validation',
		},
		error_recovery: {
			last_checkpoint: 'configuration_validated',
			rollback_point: 'task_1_start',
			recovery_instructions: 'Resume from configuration validation step',
		},
	}),
	'editor/src/interfaces.ts': 'export type A = string;\n',
	'agents/specs/state.json': json({
		next_project_number: 260,
		active_projects: [
			{
				project_number: 259,
				project_name: 'prove_completeness',
				status: 'researching',
				task_type: 'meta',
				last_updated: '2025-01-16T10:30:00Z',
			},
		],
	}),
	'agents/specs/TODO.md': '# TODO\n\n### 259. Prove completeness\n\n- **Status**: [RESEARCHING]\n',
	'agents/specs/259_prove_completeness/.return-meta.json': json({
		status: 'in_progress',
		started_at: '2025-01-16T10:30:00Z',
		artifacts: [],
		partial_progress: {stage: 'searching', details: 'two of three searches'},
		metadata: {session_id: 'sess_1737023400_abc123', agent_type: 'meta-researcher'},
	}),
	'board/000_core/000_backlog.md': `# Product backlog

| ID | Title | 🔥P | 🎯Points | Status | Problem/Outcome | Tech Footprint | Dependencies |
| --- | --- | --- | --- | --- | --- | --- | --- |
| B-101 | Import orders | 🔥 | 2 | todo | Orders are typed by hand | Node | None |
| B-102 | Print invoices | 🔥 | 3 | todo | Invoices are late | Node | B-101 |
`,
};

/** Rows as the reference writes them: one that failed. */
const makeDatabase = (file: string): void => {
	const database = new DatabaseSync(file);
	database.exec(`
		create table task_executions (
			task_id text primary key, status text not null, started_at timestamp not null,
			completed_at timestamp, error_message text, retry_count integer default 0,
			progress real default 0.0, execution_time real, metadata text,
			created_at timestamp default current_timestamp,
			updated_at timestamp default current_timestamp
		);
		create table execution_history (
			id integer primary key autoincrement, task_id text not null, status text not null,
			timestamp timestamp not null, message text, metadata text
		);
		insert into task_executions (task_id, status, started_at, error_message, retry_count)
		values ('B-101', 'failed', '2025-01-16T10:30:00', 'connection refused', 1);
	`);
	database.close();
};

/** Long ago: nobody is at work on anything. */
const longAgo = new Date('2025-01-16T10:31:00Z');

/** Writes all of them below a folder, with the times of work that was left long ago. */
export const writeBrokenProjects = (folder: string): void => {
	for (const [name, text] of Object.entries(files)) {
		const file = path.join(folder, name);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, text);
		utimesSync(file, longAgo, longAgo);
	}

	const database = path.join(folder, 'board/task_execution.db');
	makeDatabase(database);
	utimesSync(database, longAgo, longAgo);
};
