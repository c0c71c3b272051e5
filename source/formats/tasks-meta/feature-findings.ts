import type {Problem} from '../../model/problem.ts';
import type {Feature, Source} from './feature.ts';
import {countOf, namesOf, problem} from './problems.ts';
import type {Row} from './row.ts';
import {timeFindings} from './time-findings.ts';
import type {Metadata} from './values.ts';

/** What is odd about a feature as a whole, told once and not for every task. */
export const featureFindings = (feature: Feature, rows: readonly Row[]): readonly Problem[] => [
	...feature.metadata.flatMap((source) => nameDiffers(feature, source)),
	...feature.metadata.flatMap((source) => startedOver(source)),
	...partial(feature),
	...stubs(rows),
	...unreviewed(rows),
	...feature.metadata.flatMap((source) => timeFindings(feature, source, rows)),
	...oddIds(feature),
];

/** "login" and "001-login" are the same feature. */
const nameDiffers = (
	{name}: Feature,
	{path, value, isDamaged}: Source<Metadata>,
): readonly Problem[] =>
	isDamaged ||
	value.feature === null ||
	value.feature === name ||
	name.replace(/^\d+[-_]/, '') === value.feature.replace(/^\d+[-_]/, '')
		? []
		: [
				problem(
					'feature-name-differs',
					`the file calls its feature ${value.feature}, the folder is ${name}`,
					{path},
				),
			];

const startedOver = ({path, value}: Source<Metadata>): readonly Problem[] => {
	const before = value.memory.startedOver;
	if (!before) {
		return [];
	}

	const lost = namesOf(before.vanished.map(({id}) => id));
	const isNew = before.createdBefore !== value.created;
	return [
		problem(
			'file-reinitialised',
			`${isNew ? 'the file was started over' : 'tasks vanished from the file'}: ${countOf(before.vanished.length, 'task')} lost (${lost}), shown as last known`,
			{path},
		),
	];
};

const partial = (feature: Feature): readonly Problem[] => {
	const [source] = feature.metadata;
	if (!source || source.isDamaged) {
		return [];
	}

	const where = {path: source.path};
	const present = [...feature.entries.values()].filter(({wipedSince}) => wipedSince === null);
	const listed = [...new Set(feature.items.map(({item}) => item.id))];
	if (present.length === 0) {
		return [problem('metadata-partial', 'no metadata yet: the file holds no task', where)];
	}

	const known = new Set(present.map(({entry}) => entry.id));
	const absent = listed.filter((id) => !known.has(id));
	if (listed.length > 0) {
		return absent.length === 0
			? []
			: [
					problem(
						'metadata-partial',
						`the metadata lacks ${absent.length} of ${countOf(listed.length, 'listed task')}: ${namesOf(absent)}`,
						where,
					),
				];
	}

	const ids = [...known];
	const first = /^T-?0*(\d{1,9})/.exec(ids[0]!);
	return first && Number(first[1]) > 1
		? [
				problem(
					'metadata-partial',
					`covers ${ids[0]!} to ${ids.at(-1)!} of a longer list: the file may have been re-initialised`,
					where,
				),
			]
		: [];
};

const stubs = (rows: readonly Row[]): readonly Problem[] => {
	const nameless = rows.filter(
		({id, stored, listed}) =>
			stored && stored.entry.description === null && (listed?.item.title ?? id) === id,
	);
	const [only] = nameless;
	return only?.stored
		? [
				problem(
					'task-stub',
					`${countOf(nameless.length, 'task')} without a description: ${namesOf(nameless.map(({id}) => id))}`,
					{
						path: only.stored.source.path,
						line: only.stored.entry.line,
						task: nameless.length === 1 ? only.key : null,
					},
				),
			]
		: [];
};

const unreviewed = (rows: readonly Row[]): readonly Problem[] => {
	const open = rows.filter(({review}) => review.state === 'not-recorded');
	const [first] = open;
	return first?.stored
		? [
				problem(
					'review-not-recorded',
					`${countOf(open.length, 'completed task')} without a recorded review: ${namesOf(open.map(({id}) => id))}`,
					{path: first.stored.source.path},
				),
			]
		: [];
};

const documentedId = /^T\d{3,}$/;

/** The pattern is that of the metadata; in `changes/` tasks are numbered 1, 2, 3. */
const oddIds = (feature: Feature): readonly Problem[] =>
	feature.folder.includes('/changes/')
		? []
		: feature.metadata.flatMap(({path, value: {entries}}) => {
				const odd = entries.filter(({id}) => !documentedId.test(id));
				return odd.length === 0
					? []
					: [
							problem(
								'id-pattern',
								`${odd.length} of ${countOf(entries.length, 'task')} ${odd.length === 1 ? 'has an id' : 'have ids'} other than T and three digits: ${namesOf(odd.map(({id}) => id))}`,
								{path, line: odd[0]!.line},
							),
						];
			});
