/**
A token of its own for each task, made from that of the moment: twelve tasks recovered by one plan must
not write the same id. The same moment and task give the same token. 24 characters of [a-z0-9].

Four FNV-1a hashes (http://www.isthe.com/chongo/tech/comp/fnv/), each with another start.
*/
export const ownToken = (token: string, task: string): string =>
	[1, 2, 3, 4].map((start) => hashed(`${start}${token}\n${task}`)).join('');

const hashed = (text: string): string => {
	let hash = 0x81_1c_9d_c5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93) >>> 0;
	}

	return hash.toString(36).padStart(7, '0').slice(-6);
};
