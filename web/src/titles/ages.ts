/** The ages that a host picks from, in years. */
export const ages = [0, 6, 12, 16, 18] as const;
