/** Goes up with every change of the tables; a file with a higher number is left alone. */
export const schemaVersion = 1;

/** Tells our files from other people's: "meta" in ASCII. */
export const applicationId = 0x6d_65_74_61;

/**
The tables, explained in docs/history.md. Those of the first block are the owner's, for other programs:
times as ISO 8601 with Z, lengths in seconds. Ours have epoch milliseconds. What is not known is NULL,
so some columns that the owner's guide calls NOT NULL are not.
*/
export const schema = `
create table task_executions (
	task_id text primary key,
	status text not null,
	started_at text,
	completed_at text,
	error_message text,
	retry_count integer not null default 0,
	progress real not null default 0.0,
	execution_time real,
	metadata text,
	created_at text not null,
	updated_at text not null
) strict;

create table task_metadata (
	task_id text primary key,
	title text not null,
	priority text,
	points real,
	description text,
	tech_footprint text,
	dependencies text,
	score_total real,
	human_required integer not null default 0,
	human_reason text,
	created_at text not null,
	updated_at text not null
) strict;

create table execution_history (
	id integer primary key autoincrement,
	task_id text not null references task_executions (task_id) on delete cascade,
	status text not null,
	timestamp text not null,
	message text,
	metadata text
) strict;
create index execution_history_task on execution_history (task_id, timestamp);
create index execution_history_time on execution_history (timestamp);

create table performance_metrics (
	task_id text primary key,
	avg_execution_time real,
	success_rate real,
	total_executions integer not null default 0,
	successful_executions integer not null default 0,
	failed_executions integer not null default 0,
	last_execution text,
	created_at text not null,
	updated_at text not null
) strict;

create table meta (
	key text primary key,
	value text not null
) strict, without rowid;

create table runs (
	id integer primary key,
	name text not null unique,
	kind text not null check (kind in ('watch', 'import')),
	started_at integer not null,
	first_read_at integer,
	last_at integer not null
) strict;

create table paths (
	id integer primary key,
	path text not null unique,
	workspace text not null
) strict;

create table contents (
	id integer primary key,
	hash blob not null unique,
	size integer not null,
	base_id integer references contents (id),
	bytes blob not null
) strict;
create index contents_base on contents (base_id) where base_id is not null;

create table versions (
	id integer primary key,
	path_id integer not null references paths (id),
	at integer not null,
	type text not null check (type in ('read', 'removed', 'references')),
	format text,
	kind text,
	shape text,
	modified_at real,
	size integer,
	is_folder integer,
	inode real,
	read_at integer,
	content_id integer references contents (id),
	is_first integer not null,
	run_id integer not null references runs (id)
) strict;
create unique index versions_once on versions (path_id, at, type, ifnull(content_id, 0), ifnull(modified_at, 0));
create index versions_time on versions (at);
create index versions_content on versions (content_id) where content_id is not null;

create table task_names (
	id integer primary key,
	task text not null,
	shown_id text not null,
	title text not null,
	unique (task, shown_id, title)
) strict;

create table transitions (
	id integer primary key,
	name_id integer not null references task_names (id),
	at integer not null,
	what text not null,
	from_value text,
	to_value text,
	status text not null,
	run_id integer not null references runs (id)
) strict;
create unique index transitions_once on transitions (name_id, at, what, ifnull(to_value, ''));
create index transitions_time on transitions (at);
create index transitions_what on transitions (what, at);

create table attempts (
	id integer primary key,
	task text not null,
	ordinal integer not null,
	shown_id text not null,
	title text not null,
	format text not null,
	workspace text not null,
	group_name text not null,
	agent text,
	session text,
	kind text,
	stages text not null,
	started_at integer,
	ended_at integer,
	duration_ms real,
	duration_source text,
	outcome text not null,
	error_message text,
	error_category text,
	error_severity text,
	priority integer,
	points real,
	dependencies integer not null,
	source text not null,
	is_lost integer not null default 0
) strict;
create index attempts_task on attempts (task, ordinal);
create index attempts_end on attempts (ended_at);
create index attempts_open on attempts (outcome) where outcome = 'running';

create table audit (
	plan text primary key,
	at integer not null,
	state text not null,
	entry text not null
) strict;
create index audit_time on audit (at);
`;
