/** Something a person typed or configured cannot be used. The message is one line; exit code 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}
