/** A flat object as Python's `json.dumps` writes it: blanks after colon and comma, ASCII alone. */
export const pythonJson = (values: Readonly<Record<string, string | number | null>>): string => {
	const members = Object.entries(values).map(
		([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
	);
	return `{${members.join(', ')}}`.replaceAll(
		/[\u007F-\uFFFF]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
};
