/** A moment as people write it, on the clock of this machine: `2026-03-01 14:05`. */
export const writtenLocally = (at: number): string => {
	const date = new Date(at);
	if (Number.isNaN(date.getTime())) {
		return 'unknown';
	}

	const two = (value: number): string => String(value).padStart(2, '0');
	const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
};
