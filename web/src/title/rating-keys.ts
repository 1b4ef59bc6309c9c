/** 1 to 9 rate 1 to 9, 0 rates 10; anything else is no rating. */
export const ratingOfKey = (key: string): number | null => (/^[0-9]$/.test(key) ? Number(key) || 10 : null);
