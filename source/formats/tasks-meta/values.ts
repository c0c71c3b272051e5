import type {Priority} from '../../model/task.ts';
import type {Step} from '../../model/task.ts';
import type {Box, Verdict} from './status.ts';

/** `tasks_meta.json`, in one shape for all its dialects. */
export type Metadata = {
	/** The name the file gives its feature; often not the folder's. */
	readonly feature: string | null;
	readonly created: string | null;
	readonly executionMode: string | null;
	readonly asyncAgent: string | null;
	readonly entries: readonly Entry[];
	/** Ids with a passed entry in `reviews.micro_reviews` (the 2025-10 writer). */
	readonly reviewedIds: readonly string[];
	readonly dialect: Dialect;
	/** The file as it stood; null where it could not be read to its end. */
	readonly text: string | null;
	/** What earlier readings of the file knew and this one does not say. */
	readonly memory: Memory;
};

/**
- `documented`: as the documentation has it: `review_status` and `reviewer`, for both kinds of review.
- `2025-10`: the first writer: the same status, and lists of reviews at the root.
- `writer`: all later ones: micro reviews and the quality gate as fields of the task.
*/
export type Dialect = 'documented' | '2025-10' | 'writer';

export type Memory = {
	/** Set while tasks that were there are missing: the tool starts a file over without asking. */
	readonly startedOver: {
		/** Epoch ms at which it was noticed. */
		readonly since: number;
		readonly createdBefore: string | null;
		readonly vanished: readonly Entry[];
		/** The file as it stood each time before tasks vanished, the oldest first. */
		readonly textsBefore: readonly string[];
	} | null;
	/** Task id -> attempts after the first that were witnessed; the file has no counter. */
	readonly retries: ReadonlyMap<string, number>;
};

/** One task of the metadata. Null: the file does not say. */
export type Entry = {
	readonly id: string;
	readonly line: number;
	/** Key in the file -> its line, for those keys that are there. */
	readonly lines: Readonly<Record<string, number>>;
	readonly status: string | null;
	readonly description: string | null;
	readonly mode: string | null;
	readonly agent: string | null;
	readonly job: string | null;
	readonly phase: string | null;
	readonly story: string | null;
	readonly isParallel: boolean | null;
	readonly createdAt: string | null;
	readonly startedAt: string | null;
	readonly completedAt: string | null;
	readonly durationSeconds: number | null;
	readonly result: string | null;
	readonly failure: string | null;
	readonly retries: number | null;
	readonly review: EntryReview;
	readonly dependencies: readonly string[];
	readonly files: ListedFiles;
	readonly commits: readonly string[];
	readonly pullRequests: readonly string[];
};

type EntryReview = {
	/** `review_status`; its presence tells a dialect that can record macro reviews. */
	readonly status: string | null;
	readonly reviewer: string | null;
	readonly notes: string | null;
	readonly hasMicroPassed: boolean | null;
	readonly microAt: string | null;
	readonly hasGatePassed: boolean | null;
	readonly gateAt: string | null;
};

export type ListedFiles = {
	readonly paths: readonly ListedPath[];
	/** "a.md or b.md": one of them is enough. */
	readonly areAlternatives: boolean;
};

export type ListedPath = {
	readonly written: string;
	/** Absolute, when it looks like a path and stays inside the workspace; else null. */
	readonly reference: string | null;
};

/** A task list in markdown. */
export type List = {
	readonly items: readonly ListItem[];
};

export type ListItem = {
	readonly id: string;
	readonly line: number;
	readonly box: Box;
	/** The box as written, `[x]`; null without one. */
	readonly boxText: string | null;
	readonly title: string;
	readonly isStruckOut: boolean;
	readonly verdict: Verdict;
	readonly mode: string | null;
	readonly isParallel: boolean;
	readonly story: string | null;
	readonly tags: readonly string[];
	readonly section: string | null;
	/** The phase, where the section is one or says more than "Tasks". */
	readonly stage: {readonly name: string; readonly line: number} | null;
	/** Sub-heading inside the section. */
	readonly part: string | null;
	/** Of the story that the section is about. */
	readonly priority: (Priority & {readonly line: number}) | null;
	readonly dependencies: readonly WrittenDependency[];
	readonly files: ListedFiles;
	/** Boxes without an id below it: its acceptance items. */
	readonly steps: readonly Step[];
};

export type WrittenDependency = {
	readonly raw: string;
	/** Null for free text. */
	readonly id: string | null;
	/** From the middle of a range, which may have holes. */
	readonly isOptional: boolean;
	readonly line: number;
};

/** `tasks_dag.json`: which tasks the tool would start together. Its "dependencies" are none. */
export type Waves = {
	readonly waves: readonly (readonly string[])[];
	/** Members that cannot be task ids: file paths that leaked in. */
	readonly foreign: readonly string[];
	readonly line: number;
};

/** A file that a delegation leaves behind; its time is the file's. */
export type Marker = {
	readonly id: string;
	/** First line that says something; null for prompts, which are not read. */
	readonly text: string | null;
};

export type ActiveFeature = {
	/** Absolute, or null when the file names none. */
	readonly folder: string | null;
};
