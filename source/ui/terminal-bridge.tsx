import {useApp} from 'ink';
import {type ReactNode, useLayoutEffect} from 'react';

/** What only a component inside Ink can do to the terminal, for the effects outside of it. */
export type TerminalAccess = {
	/** Leaves the screen: the one place that does. */
	readonly exit: () => void;
	/** Gives the terminal away while something else uses it, then draws the screen anew. */
	readonly suspend: (during: () => Promise<void>) => Promise<void>;
};

export const TerminalBridge = ({
	onChange,
	children,
}: {
	/** Called with the access once there is one, and with null when it has gone. */
	readonly onChange: (access: TerminalAccess | null) => void;
	readonly children: ReactNode;
}): ReactNode => {
	const app = useApp();
	useLayoutEffect(() => {
		let isSuspended = false;
		onChange({
			exit: () => app.exit(),
			async suspend(during) {
				// A second one while the first goes on would throw.
				if (isSuspended) {
					return;
				}

				isSuspended = true;
				try {
					await app.suspendTerminal(during);
				} finally {
					isSuspended = false;
				}
			},
		});
		return () => onChange(null);
	}, [onChange, app]);
	return children;
};
