/** An item of the backlog. */
export type Item = {
	readonly id: string;
	readonly title: string;
	readonly priority: '🔥' | '📈' | '⭐' | '🔧';
	readonly points: number;
	status: string;
	readonly outcome: string;
	readonly tech: string;
	readonly dependencies: string;
	readonly score: number;
	readonly humanReason?: string;
	readonly next: string;
};

export const items = (): Item[] => [
	{
		id: 'B-201',
		title: 'Carrier status page',
		priority: '🔥',
		points: 3,
		status: 'done',
		outcome: 'See at a glance which carrier is late',
		tech: 'Go + HTMX',
		dependencies: 'None',
		score: 6.2,
		next: 'Nothing left',
	},
	{
		id: 'B-202',
		title: 'Import of carrier holidays',
		priority: '⭐',
		points: 1,
		status: 'todo',
		outcome: 'Promised dates know about holidays',
		tech: 'Go + iCal',
		dependencies: 'None',
		score: 3.1,
		next: 'Read the calendars of all carriers',
	},
	{
		id: 'B-203',
		title: 'Backfill of delivery scans',
		priority: '🔥',
		points: 5,
		status: 'todo',
		outcome: 'Scans of two years can be searched',
		tech: 'Go + PostgreSQL',
		dependencies: 'B-201',
		score: 5.8,
		next: 'Fetch month by month',
	},
	{
		id: 'B-204',
		title: 'Search by recipient phone',
		priority: '📈',
		points: 2,
		status: 'blocked by B-203',
		outcome: 'Support finds a parcel without its number',
		tech: 'PostgreSQL trigram index',
		dependencies: 'B-203',
		score: 4.9,
		next: 'Build the index once all scans are there',
	},
	{
		id: 'B-205',
		title: 'Nightly tile cache',
		priority: '🔧',
		points: 2,
		status: 'todo',
		outcome: 'Maps open without waiting',
		tech: 'Shell + object storage',
		dependencies: 'None',
		score: 2.7,
		next: 'Render the tiles of busy regions',
	},
	{
		id: 'B-206',
		title: 'Contract with a second SMS provider',
		priority: '📈',
		points: 2,
		status: 'todo',
		outcome: 'SMS go out when one provider is down',
		tech: 'Operations',
		dependencies: 'None',
		score: 4.4,
		humanReason: 'somebody has to sign it',
		next: 'Compare three offers',
	},
	{
		id: 'B-207',
		title: 'Anonymise old recipients',
		priority: '⭐',
		points: 3,
		status: 'todo',
		outcome: 'Names disappear after two years',
		tech: 'Go + PostgreSQL',
		dependencies: 'B-203, B-204',
		score: 3.6,
		next: 'List the columns that hold names',
	},
];
