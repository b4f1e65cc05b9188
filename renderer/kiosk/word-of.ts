/** The word for a key that came from the other process; a key without a word stands for itself. */
export const wordOf = (table: Readonly<Record<string, string>>, key: string): string => table[key] ?? key
