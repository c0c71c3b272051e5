/** An entry of `active_projects`, with the keys that the present writers use. */
export type Project = {
	project_number: number;
	project_name: string;
	status: string;
	task_type: string;
	topic: string;
	description: string;
	created: string;
	last_updated: string;
	dependencies?: readonly number[];
	session_id?: string;
	blocked_reason?: string;
	partial_reason?: string;
	subtasks?: readonly number[];
	phases_completed?: number;
	phases_total?: number;
	artifacts?: {type: string; path: string; summary: string}[];
};

/** How a project stands when the story begins; ages in minutes. */
export type Beginning = Omit<Project, 'created' | 'last_updated' | 'artifacts'> & {
	readonly createdAgo: number;
	readonly updatedAgo: number;
};

export const beginnings: readonly Beginning[] = [
	{
		project_number: 38,
		project_name: 'rate_limit_carrier_webhooks',
		status: 'completed',
		task_type: 'go',
		topic: 'Carriers',
		description: 'Answer carriers with 429 when they send more than 200 webhooks a second.',
		createdAgo: 4300,
		updatedAgo: 310,
	},
	{
		project_number: 39,
		project_name: 'split_monolithic_notifier',
		status: 'expanded',
		task_type: 'go',
		topic: 'Notifications',
		description: 'Split the notifier into one adapter per channel.',
		subtasks: [44, 45],
		createdAgo: 4200,
		updatedAgo: 1500,
	},
	{
		project_number: 40,
		project_name: 'drop_legacy_csv_import',
		status: 'abandoned',
		task_type: 'go',
		topic: 'Carriers',
		description: 'Remove the CSV import of parcels. Two customers still depend on it.',
		createdAgo: 4100,
		updatedAgo: 1400,
	},
	{
		project_number: 41,
		project_name: 'deduplicate_tracking_events',
		status: 'implementing',
		task_type: 'go',
		topic: 'Tracking',
		description: 'Carriers repeat events; give each an id that is the same every time.',
		createdAgo: 2900,
		updatedAgo: 4,
	},
	{
		project_number: 42,
		project_name: 'label_printer_protocols',
		status: 'researching',
		task_type: 'general',
		topic: 'Labels',
		description: 'Compare ZPL, EPL and raw PDF printing for the warehouse printers.',
		createdAgo: 1600,
		updatedAgo: 2,
	},
	{
		project_number: 43,
		project_name: 'migrate_address_validation',
		status: 'implementing',
		task_type: 'go',
		topic: 'Addresses',
		description: 'Replace the hosted address validator by the open postal library.',
		createdAgo: 1500,
		updatedAgo: 26,
	},
	{
		project_number: 44,
		project_name: 'sms_notifications_adapter',
		status: 'blocked',
		task_type: 'go',
		topic: 'Notifications',
		description: 'Send delivery notices by SMS, once per event.',
		dependencies: [41],
		blocked_reason: 'needs the stable event ids of task 41',
		createdAgo: 1490,
		updatedAgo: 180,
	},
	{
		project_number: 45,
		project_name: 'push_notifications_adapter',
		status: 'not_started',
		task_type: 'go',
		topic: 'Notifications',
		description: 'Send delivery notices to phones, once per event.',
		dependencies: [44],
		createdAgo: 1490,
		updatedAgo: 1490,
	},
	{
		project_number: 46,
		project_name: 'carrier_sla_report',
		status: 'partial',
		task_type: 'general',
		topic: 'Carriers',
		description: 'A weekly report: how many parcels arrived when the carrier promised.',
		partial_reason: 'two carriers define "delivered" differently',
		phases_completed: 2,
		phases_total: 4,
		createdAgo: 1200,
		updatedAgo: 55,
	},
	{
		project_number: 47,
		project_name: 'label_preview_dark_mode',
		status: 'pr_ready',
		task_type: 'web',
		topic: 'Labels',
		description: 'Draw the label preview on dark backgrounds.',
		createdAgo: 1100,
		updatedAgo: 35,
	},
	{
		project_number: 48,
		project_name: 'postgres_17_upgrade',
		status: 'planned',
		task_type: 'general',
		topic: 'Operations',
		description: 'Move the tracking database to PostgreSQL 17 without an outage.',
		dependencies: [41],
		createdAgo: 1000,
		updatedAgo: 90,
	},
	{
		project_number: 49,
		project_name: 'audit_log_retention',
		status: 'not_started',
		task_type: 'general',
		topic: 'Operations',
		description: 'Find out how long audit logs of address changes must be kept.',
		createdAgo: 640,
		updatedAgo: 640,
	},
];

/** Work that turns up when the story has been told. */
export const laterProjects: readonly Pick<Project, 'project_name' | 'topic' | 'description'>[] = [
	{
		project_name: 'estimated_delivery_windows',
		topic: 'Tracking',
		description: 'Tell a window of two hours instead of a day.',
	},
	{
		project_name: 'lost_parcel_search',
		topic: 'Tracking',
		description: 'Find parcels without an event for five days.',
	},
	{
		project_name: 'carrier_outage_banner',
		topic: 'Carriers',
		description: 'Say on the tracking page when a carrier reports nothing.',
	},
	{
		project_name: 'bulk_label_reprint',
		topic: 'Labels',
		description: 'Print the labels of a whole pallet again.',
	},
];
