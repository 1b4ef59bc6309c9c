/** Answers of this visit, so that going back shows the page at once, with its scroll position, while it is asked for again. */
const answers = new Map<string, unknown>();
const most = 40;

export const recall = <T>(path: string): T | undefined => answers.get(path) as T | undefined;

export function remember(path: string, answer: unknown): void {
  answers.delete(path);
  answers.set(path, answer);
  if (answers.size > most) answers.delete(answers.keys().next().value as string);
}

/** After a sign-out nothing of the member stays in memory. */
export const forgetAll = (): void => answers.clear();
