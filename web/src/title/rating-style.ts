/** Five stars in half steps: two points of ten are one star, and no step of either scale is lost. */
export const stars = (rating: number): number => rating / 2;
