import {createHmac} from 'node:crypto';

/**
What a receiver can check: HMAC-SHA256 of the time, a dot and the body, in hexadecimal. The time is signed
with it, so that an old message cannot be sent again as a new one.

@param timestamp seconds since 1970, as in the header beside it.
*/
export const signatureOf = (secret: string, timestamp: number, body: string): string =>
	`sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
