/** The month with the most; of equal ones the first. */
export const tallest = (months: readonly number[]): number => months.indexOf(Math.max(...months));
