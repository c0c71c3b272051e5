/** A task of the feature, as the task list has it. */
export type ListedTask = {
	readonly id: string;
	readonly phase: string;
	readonly mode: 'SYNC' | 'ASYNC';
	readonly isParallel?: true;
	readonly story?: string;
	readonly text: string;
	readonly files: string;
	readonly agent: string;
	readonly dependsOn?: string;
	/** Stands in the list only, ticked with a mark of its own. */
	readonly isSkipped?: true;
};

export const featureFolder = 'specs/014-live-map';

export const phases = [
	'Phase 1: Setup',
	'Phase 2: User Story 1 - Parcels on a map',
	'Phase 3: User Story 2 - Without a network',
] as const;

export const listedTasks: readonly ListedTask[] = [
	{
		id: 'T001',
		phase: phases[0],
		mode: 'SYNC',
		text: 'Create the map package in web/map/',
		files: 'web/map/index.ts',
		agent: 'general',
	},
	{
		id: 'T002',
		phase: phases[0],
		mode: 'ASYNC',
		isParallel: true,
		text: 'Choose a tile server and its limits',
		files: 'docs/tiles.md',
		agent: 'researcher',
	},
	{
		id: 'T003',
		phase: phases[1],
		mode: 'SYNC',
		story: 'US1',
		text: 'Draw the route of a parcel',
		files: 'web/map/route.tsx',
		agent: 'frontend',
	},
	{
		id: 'T004',
		phase: phases[1],
		mode: 'ASYNC',
		isParallel: true,
		story: 'US1',
		text: 'Stream position events to the browser',
		files: 'internal/stream/positions.go',
		agent: 'backend',
	},
	{
		id: 'T005',
		phase: phases[1],
		mode: 'ASYNC',
		isParallel: true,
		story: 'US1',
		text: 'Cluster parcels that stand close together',
		files: 'web/map/cluster.ts',
		agent: 'frontend',
	},
	{
		id: 'T006',
		phase: phases[1],
		mode: 'SYNC',
		story: 'US1',
		text: 'End-to-end test in a local cluster',
		files: 'test/e2e/map.spec.ts',
		agent: 'tester',
	},
	{
		id: 'T007',
		phase: phases[2],
		mode: 'SYNC',
		story: 'US2',
		text: 'Keep the last positions when the network is gone',
		files: 'web/map/offline.ts',
		agent: 'frontend',
		dependsOn: 'T003, T005',
	},
	{
		id: 'T008',
		phase: phases[2],
		mode: 'ASYNC',
		story: 'US2',
		text: 'Measure the memory of a day of positions',
		files: 'docs/memory.md',
		agent: 'tester',
		dependsOn: 'T007',
	},
	{
		id: 'T009',
		phase: phases[2],
		mode: 'SYNC',
		story: 'US2',
		text: 'Download tiles of a region - DEFERRED to the next release',
		files: '',
		agent: 'frontend',
		isSkipped: true,
	},
	{
		id: 'T010',
		phase: phases[2],
		mode: 'SYNC',
		story: 'US2',
		text: 'Vibrate when a parcel is near',
		files: 'web/map/vibrate.ts',
		agent: 'frontend',
	},
];
