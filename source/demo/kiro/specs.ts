/** A task of a spec: its id, its title, and the sub steps an agent reports while it works on it. */
export type Leaf = {
	readonly id: string;
	readonly title: string;
	readonly subSteps: readonly string[];
	readonly files: readonly string[];
	readonly isOptional?: true;
};

export type Spec = {
	readonly name: string;
	readonly title: string;
	readonly parents: readonly {readonly id: string; readonly title: string}[];
	readonly leaves: readonly Leaf[];
};

/** The spec that is under way when the story begins. */
export const returnsPortal: Spec = {
	name: 'returns-portal',
	title: 'Returns portal',
	parents: [
		{id: '1', title: 'Return requests'},
		{id: '2', title: 'Labels'},
		{id: '3', title: 'Customer pages'},
	],
	leaves: [
		{
			id: '1.1',
			title: 'Define the return request model',
			subSteps: ['model_drafted', 'model_reviewed'],
			files: ['internal/returns/request.go'],
		},
		{
			id: '1.2',
			title: 'Store return requests with their parcels',
			subSteps: ['schema_written', 'repository_written'],
			files: ['internal/returns/store.go'],
		},
		{
			id: '1.3',
			title: 'Check the return window of an order',
			subSteps: ['rules_collected', 'window_checked', 'edge_cases_tested', 'holidays_handled'],
			files: ['internal/returns/window.go', 'internal/returns/window_test.go'],
		},
		{
			id: '2.1',
			title: 'Render a label as PDF',
			subSteps: ['template_chosen', 'barcode_drawn', 'pdf_written'],
			files: ['internal/labels/pdf.go'],
		},
		{
			id: '2.2',
			title: 'Offer a QR code instead of a label',
			subSteps: ['payload_defined', 'code_drawn', 'scanner_tested'],
			files: ['internal/labels/qr.go'],
		},
		{
			id: '3.1',
			title: 'Start a return from the order page',
			subSteps: ['form_built', 'errors_worded', 'request_sent'],
			files: ['web/pages/return.tsx'],
		},
		{
			id: '3.2',
			title: 'Show where a return is on its way',
			subSteps: ['timeline_built', 'events_joined', 'empty_state_drawn'],
			files: ['web/pages/return-status.tsx'],
		},
		{
			id: '3.3',
			title: 'Property tests for the return window',
			subSteps: [],
			files: [],
			isOptional: true,
		},
	],
};

/** What comes afterwards, over and over. */
export const laterSpecs: readonly Spec[] = [
	{
		name: 'address-book',
		title: 'Address book',
		parents: [{id: '1', title: 'Saved addresses'}],
		leaves: [
			{
				id: '1.1',
				title: 'Save an address with a name',
				subSteps: ['form_built', 'address_stored'],
				files: ['web/pages/addresses.tsx'],
			},
			{
				id: '1.2',
				title: 'Suggest addresses while typing',
				subSteps: ['index_built', 'suggestions_ranked'],
				files: ['internal/addresses/suggest.go'],
			},
			{
				id: '1.3',
				title: 'Merge addresses that are the same',
				subSteps: ['rules_collected', 'duplicates_merged'],
				files: ['internal/addresses/merge.go'],
			},
		],
	},
	{
		name: 'pickup-points',
		title: 'Pickup points',
		parents: [{id: '1', title: 'Near a customer'}],
		leaves: [
			{
				id: '1.1',
				title: 'Import the pickup points of all carriers',
				subSteps: ['feeds_read', 'points_stored'],
				files: ['internal/points/import.go'],
			},
			{
				id: '1.2',
				title: 'Find the nearest open one',
				subSteps: ['distances_indexed', 'hours_respected'],
				files: ['internal/points/nearest.go'],
			},
			{
				id: '1.3',
				title: 'Show the points on the map',
				subSteps: ['markers_drawn', 'clusters_formed'],
				files: ['web/map/points.tsx'],
			},
		],
	},
];
