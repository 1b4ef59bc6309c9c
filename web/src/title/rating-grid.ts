import type { RatedEpisode } from '../api/types.ts';
import { groupBy } from '../format/group.ts';

/** Episodes a line: seasons with more go on in the next, so that a daily show is a block and no ribbon. */
export const perLine = 50;

/** The lower edges of the steps of the colour scale; the first takes everything below the second. */
export const edges = [0, 5, 6, 7, 8, 9] as const;

/** The step of a rating, 1 to 6. */
export const stepOf = (rating: number): number => edges.filter((edge) => rating >= edge).length;

/** One line of the grid. `season` is null for episodes that have none; `from` is the number of its first column. */
export type Line = { season: number | null; from: number; cells: (RatedEpisode | undefined)[] };

/**
 * The episodes in lines of a season each. An episode stands in the column of its number; where numbers are missing or given
 * twice the episodes of the season stand in their order.
 */
export function linesOf(episodes: readonly RatedEpisode[]): Line[] {
  const lines: Line[] = [];
  for (const [season, those] of groupBy(episodes, (episode) => episode.season ?? null)) {
    const numbers = those.map((episode) => episode.episode ?? 0);
    const proper = season !== null && numbers.every((number) => number >= 1 && number <= those.length + perLine) && new Set(numbers).size === numbers.length;
    const placed: (RatedEpisode | undefined)[] = [];
    those.forEach((episode, at) => { placed[proper ? (episode.episode as number) - 1 : at] = episode; });
    for (let from = 0; from < placed.length; from += perLine) {
      const cells = Array.from({ length: Math.min(perLine, placed.length - from) }, (_, at) => placed[from + at]);
      if (cells.some(Boolean)) lines.push({ season, from: from + 1, cells });
    }
  }
  return lines;
}

/** How many lines there will be, told by the counts alone, before the episodes are known. */
export const lineCount = (seasons: readonly { episodes: number }[]): number =>
  seasons.reduce((lines, season) => lines + Math.ceil(season.episodes / perLine), 0);
