/** A file that was dropped on another page and waits for the import page. */
export const pending: { file: File | null } = { file: null };
