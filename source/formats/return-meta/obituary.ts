const interrupted =
	/^(?:the )?(?:agent )?[\w-]{1,80} (?:was )?interrupted(?: at stage ([\w.-]{1,80}))?(?:: | due to | by )(\S.*)$/i;

/**
Why a run was interrupted, from the entry about it: beside the word "interrupted" nobody needs to
read it again, nor the name of the agent. `connection lost at phase_3_completed`.
*/
export const causeOf = (message: string): string => {
	const match = interrupted.exec(message);
	if (!match) {
		return message.replace(/^interrupted: */i, '') || message;
	}

	const [, stage, cause] = match;
	return stage === undefined ? cause! : `${cause} at ${stage}`;
};
