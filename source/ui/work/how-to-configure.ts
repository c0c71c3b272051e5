import type {Plan} from '../../model/plan.ts';

/** One sentence: where a command for what a plan does is to be configured. */
export const howToConfigure = ({steps}: Plan, ownFile: string): string => {
	const [first] = steps;
	return `no command is configured for it; put one into ${ownFile} as "recovery.commands.${first?.format ?? 'FORMAT'}.${first?.option ?? 'OPTION'}" (docs/commands.md)`;
};
