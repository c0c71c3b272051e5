import {
	type CanaryAction,
	type CanaryEvent,
	type CanaryState,
	isOverIn,
} from '../../recovery/campaign/canary/state.ts';
import {canaryStep} from '../../recovery/campaign/canary/step.ts';
import {createRunner} from '../../recovery/campaign/runner.ts';
import {type Sighting, sightingOf} from '../../recovery/campaign/sighting.ts';
import type {Message} from '../../commands/screen-state.ts';
import type {LiveLook} from './live-look.ts';
import {reasonOf} from '../recovery/turns.ts';

export type CanaryReach = {
	readonly look: LiveLook;
	/** Plans one option for one task anew and writes it; why it could not be done, or null. */
	readonly recoverOne: (task: string, option: string, reason: string) => Promise<string | null>;
	readonly say: (text: string, tone: Message['tone']) => void;
	/** Whether all files have been read: before, nothing can be told about a task. */
	readonly isRead: () => boolean;
	/** A person is taking something back: what is seen meanwhile is no news about a task. */
	readonly isUndoing: () => boolean;
	readonly now: () => number;
	readonly wake: (at: number, callback: () => void) => () => void;
};

/** Carries a canary out: writes the plans it asks for, and shows it what becomes of the tasks. */
export const driveCanary = (
	initial: CanaryState,
	{look, recoverOne, say, isRead, isUndoing, now, wake}: CanaryReach,
	{
		reason,
		onState,
	}: {
		/** Why, in the person's words; for the audit trail. */
		readonly reason: string;
		readonly onState: (state: CanaryState) => void;
	},
) => {
	const auditReason = reason === '' ? 'canary' : `canary: ${reason}`;

	const apply = async (task: string, option: string): Promise<void> => {
		const refusal = await recoverOne(task, option, auditReason).catch(reasonOf);
		runner.send(
			refusal === null ? {type: 'applied', task} : {type: 'refused', task, reason: refusal},
		);
	};

	const perform = (action: CanaryAction, {items}: CanaryState): void => {
		switch (action.type) {
			case 'apply': {
				void apply(action.task, action.option);
				break;
			}

			case 'tell': {
				say(`canary: ${action.id} ${action.text}`, 'notice');
				break;
			}

			case 'over': {
				const isWorse = items.some(({stage}) => stage.type === 'worse');
				const worked = items.filter(({stage}) => stage.type === 'better').length;
				say(
					action.phase === 'done'
						? `canary done: ${worked} of ${items.length} got on; C shows it`
						: `canary ${action.phase}: ${action.reason ?? ''}; C shows it`,
					action.phase !== 'stopped' ? 'done' : isWorse ? 'problem' : 'notice',
				);
				stopFollowing();
			}
		}
	};

	const runner = createRunner<CanaryState, CanaryEvent, CanaryAction>({
		initial,
		step: canaryStep,
		perform,
		tick: {type: 'tick'},
		now,
		wake,
		onState,
	});
	const see = (): void => {
		if (!isRead() || isUndoing()) {
			return;
		}

		const rows = look.rows();
		const seen: Record<string, Sighting | null> = Object.create(null) as Record<string, null>;
		for (const {key} of runner.state().items) {
			const row = rows.get(key);
			seen[key] = row ? sightingOf(row) : null;
		}

		runner.send({type: 'looked', seen});
	};

	let stopFollowing = isOverIn(initial) ? () => {} : look.follow(see);
	queueMicrotask(see);
	return {
		state: runner.state,
		send: runner.send,
		close() {
			stopFollowing();
			stopFollowing = () => {};
			runner.close();
		},
	};
};
