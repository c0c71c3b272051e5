import type {Message} from '../../commands/screen-state.ts';
import type {CanaryChoice, Pace} from '../../recovery/campaign/canary/state.ts';
import type {ConfiguredCommand} from '../../recovery/commands/configured-command.ts';
import type {RehearsalPanel} from './panel.ts';

/** What a canary is begun with. */
export type CanaryOrder = {
	readonly choices: readonly CanaryChoice[];
	readonly pace: Pace;
	readonly workspace: string;
	/** Why, in the person's words; may be empty. */
	readonly reason: string;
	/** What is done, in words: title of the option. */
	readonly title: string;
};

/** What can follow from the panel beside a changed file. */
export type Follow = {
	readonly tell: (message: Message) => void;
	readonly run: (commands: readonly ConfiguredCommand[]) => void;
	/** One sentence: where a command is to be configured. */
	readonly howToConfigure: (panel: RehearsalPanel) => string;
	/** Why it can't be begun, or null. */
	readonly startCanary: (order: CanaryOrder) => Promise<string | null>;
	readonly showCampaign: () => void;
};
