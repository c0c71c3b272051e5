import type {Row} from '../analysis/rows.ts';
import type {Document} from '../formats/format.ts';
import type {
	Option,
	Recovery,
	RecoveryInput,
	RecoveryMoment,
	Subject,
} from '../formats/recovery.ts';
import type {FormatName} from '../model/format-name.ts';
import type {Group, State} from '../store/state.ts';
import {harmless} from '../text/harmless.ts';
import {groupOfTask} from './group-of.ts';
import {ownToken} from './own-token.ts';
import type {TrackRecord, Worked} from './track-record.ts';

/** An option together with what it is about: what a person chooses, and what a plan is made of. */
export type Offer = {
	readonly option: Option;
	readonly format: FormatName;
	readonly workspace: string;
	/** The task as it stood when this was offered; null: the option is about the whole group. */
	readonly subject: Subject | null;
	/** What people call it: id of the task, or name of the group. */
	readonly name: string;
	/** The group it belongs to or is about: two offers of one option for the same one are the same. */
	readonly group: string;
	/** How often it worked before; null: nothing is known. */
	readonly worked: Worked | null;
};

export type OfferInput = {
	readonly state: State;
	/** Key of a task -> its row, as it is judged now. */
	readonly rowOf: (key: string) => Row | undefined;
	/** Those that have been loaded; a format that is not among them offers nothing. */
	readonly recoveries: ReadonlyMap<FormatName, Recovery>;
	readonly moment: RecoveryMoment;
	readonly trackRecord?: TrackRecord;
};

/**
What can be done for a task, and then for the group it belongs to. Empty when there is no such task.
What can't be had now is among them, with its `refusal`.
*/
export const offersFor = (key: string, input: OfferInput): readonly Offer[] => {
	const group = groupOfTask(input.state.groups, key);
	const subjects = group ? subjectsOf(group, input) : [];
	const subject = subjects.find(({task}) => task.key === key);
	if (!group || !subject) {
		return [];
	}

	const own = optionsOf(group, subjects, subject, input);
	const seen = new Set(own.map(({id}) => id));
	const shared = optionsOf(group, subjects, null, input).filter(
		({id, scope}) => scope === 'group' && !seen.has(id),
	);
	const isStale = input.rowOf(key)?.isStale ?? false;
	const offers = [
		...own.map((option) => offered(option, group, subject, input)),
		...shared.map((option) => offered(option, group, null, input)),
	].map((offer) => (isStale ? {...offer, option: doubted(offer.option)} : offer));
	return [
		...offers.filter(({option}) => option.scope === 'task'),
		...offers.filter(({option}) => option.scope === 'group'),
	];
};

/** What can be done for the files of a group that a path belongs to: that of a problem, for example. */
export const offersForPath = (path: string, input: OfferInput): readonly Offer[] => {
	const group = [...input.state.groups.values()].find(({paths}) => paths.has(path));
	return group
		? optionsOf(group, subjectsOf(group, input), null, input)
				.filter(({scope}) => scope === 'group')
				.map((option) => offered(option, group, null, input))
		: [];
};

/** @param asked the task it was offered for; an option of its group may be about its part of it. */
const offered = (
	option: Option,
	group: Group,
	asked: Subject | null,
	{state, trackRecord}: OfferInput,
): Offer => {
	const {format, folder} = group;
	const isAboutTask = option.scope === 'task' && asked !== null;
	const workspace = asked?.task.workspace ?? documentsOf(group, state)[0]?.workspace ?? folder;
	const part = asked?.task.group ?? partOf(group, workspace);
	return {
		option,
		format,
		workspace,
		subject: isAboutTask ? asked : null,
		name: isAboutTask ? asked.task.id : part,
		group: isAboutTask ? folder : `${folder} ${part}`,
		worked: trackRecord?.(format, option.id) ?? null,
	};
};

/** What people call a group: the list its tasks stand in, or the folder where they stand in several. */
const partOf = ({tasks, folder}: Group, workspace: string): string => {
	const names = new Set(tasks.map(({group}) => group));
	const [only] = names;
	return names.size === 1 && only !== undefined
		? only
		: harmless(
				folder.startsWith(`${workspace}/`)
					? folder.slice(workspace.length + 1)
					: folder.slice(folder.lastIndexOf('/') + 1),
			);
};

const subjectsOf = ({tasks}: Group, {rowOf}: OfferInput): readonly Subject[] =>
	tasks.map((task) => {
		const row = rowOf(task.key);
		return {
			task,
			status: row?.status ?? task.status,
			lastSignAt: row?.liveness?.lastSignAt ?? null,
		};
	});

const documentsOf = ({paths}: Group, {documents}: State): readonly Document[] =>
	[...paths].sort().flatMap((path) => documents.get(path) ?? []);

const optionsOf = (
	group: Group,
	subjects: readonly Subject[],
	subject: Subject | null,
	{state, recoveries, moment}: OfferInput,
): readonly Option[] => {
	const recovery = recoveries.get(group.format);
	const documents = documentsOf(group, state);
	const workspace = subject?.task.workspace ?? documents[0]?.workspace;
	if (!recovery || workspace === undefined) {
		return [];
	}

	const about = subject?.task.key ?? group.folder;
	const input: RecoveryInput = {
		subject,
		subjects,
		group: group.folder,
		workspace,
		documents,
		moment: {...moment, token: ownToken(moment.token, about)},
	};
	try {
		return recovery.options(input);
	} catch (error) {
		return [unlisted(error)];
	}
};

const doubted = (option: Option): Option => ({
	...option,
	against: [
		...option.against,
		'its file cannot be read to the end at the moment: this is what it said before',
	],
});

/** Formats promise not to throw; if one does, it is told and the screen stays. */
const unlisted = (error: unknown): Option => {
	const words = harmless(error instanceof Error ? error.message : String(error));
	const reason = `metawatch could not find out what can be done (${words}); please report it`;
	return {
		id: 'unlisted',
		title: 'options could not be listed',
		scope: 'task',
		because: reason,
		against: [],
		refusal: reason,
		changes: [],
		command: null,
		draft: () => ({type: 'refused', reason}),
	};
};
