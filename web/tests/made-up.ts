import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A catalog in IMDb's layout that we made up: a long list of films, and one series whose episodes have votes. */
export const films = 3000;
export const series = 'tt5000000';
export const dailyShow = 'tt6000000';
export const sharedFilm = 'tt4000001';
export const actor = 'nm0000001';
/** Has credits and no row in name.basics. */
export const unnamed = 'nm0000206';

export const filmId = (at: number): string => `tt${4_000_000 + at}`;
export const filmName = (at: number): string => `Film ${String(at).padStart(4, '0')}`;
const nothing = '\\N';

/** Writes the files and answers their folder; the caller removes it. */
export function writeMadeUpFiles(): string {
  const folder = mkdtempSync(join(tmpdir(), 'marquee-made-up-'));
  const write = (name: string, header: string, rows: (string | number)[][]): void =>
    writeFileSync(join(folder, `${name}.tsv`), [header, ...rows.map((row) => row.join('\t'))].join('\n') + '\n');

  const numbers = Array.from({ length: films }, (_, at) => at + 1);
  const episodes = Array.from({ length: 60 }, (_, at) => ({ id: `tt${5_000_001 + at}`, season: Math.floor(at / 10) + 1, number: (at % 10) + 1 }));
  const daily = Array.from({ length: 130 }, (_, at) => ({ id: `tt${6_000_001 + at}`, season: 1, number: at + 1 }));
  write('title.basics', 'tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres', [
    ...numbers.map((at) => [filmId(at), at % 5 === 0 ? 'short' : 'movie', filmName(at), filmName(at), 0, 1950 + (at % 70), nothing, 60 + (at % 90), at % 2 ? 'Drama' : 'Comedy,Music']),
    [series, 'tvSeries', 'The Lighthouse', 'Das Leuchtfeuer', 0, 2001, 2006, 45, 'Drama'],
    ...episodes.map((episode) => [episode.id, 'tvEpisode', `Lamp ${episode.season}.${episode.number}`, nothing, 0, 2000 + episode.season, nothing, 45, 'Drama']),
    [dailyShow, 'tvSeries', 'The Daily Tide', 'The Daily Tide', 0, 2010, nothing, 20, 'News'],
    ...daily.map((episode) => [episode.id, 'tvEpisode', `Tide ${episode.number}`, nothing, 0, 2010, nothing, 20, 'News']),
  ]);
  write('title.ratings', 'tconst\taverageRating\tnumVotes', [
    ...numbers.filter((at) => at % 3 > 0).map((at) => [filmId(at), (3 + (at % 65) / 10).toFixed(1), 100 + at * 7]),
    ...episodes.filter((episode) => episode.number < 10).map((episode) => [episode.id, episode.season === 3 && episode.number === 4 ? '9.7' : episode.season === 6 && episode.number === 1 ? '3.1' : (9 - episode.season * 0.6).toFixed(1), 500 + episode.number]),
    ...daily.map((episode) => [episode.id, '6.5', 40]),
  ]);
  write('title.episode', 'tconst\tparentTconst\tseasonNumber\tepisodeNumber', [
    ...episodes.map((episode) => [episode.id, series, episode.season, episode.number]), ...daily.map((episode) => [episode.id, dailyShow, episode.season, episode.number]),
  ]);
  write('title.akas', 'titleId\tordering\ttitle\tregion\tlanguage\ttypes\tattributes\tisOriginalTitle', [
    [series, 1, 'Das Leuchtfeuer', nothing, nothing, 'original', nothing, 1], [series, 2, 'The Lighthouse', 'US', 'en', 'imdbDisplay', nothing, 0],
    [series, 3, 'Маяк', 'SUHH', 'ru', nothing, nothing, 0], [series, 4, 'Svetionik', 'XYU', nothing, nothing, 'transliterated title', 0],
  ]);
  write('title.crew', 'tconst\tdirectors\twriters', [[series, 'nm0000002', nothing], [sharedFilm, 'nm0000002', nothing], [filmId(100), nothing, actor]]);
  const row = (title: string, ordering: number, person: string, category: string, character: string): (string | number)[] =>
    [title, ordering, person, category, nothing, character ? `["${character}"]` : nothing];
  write('title.principals', 'tconst\tordering\tnconst\tcategory\tjob\tcharacters', [
    ...episodes.map((episode) => row(episode.id, 1, actor, 'actress', 'The Keeper')),
    row(sharedFilm, 1, actor, 'actress', 'Ida'), row(sharedFilm, 2, 'nm0000003', 'actor', 'Nobody'), row(sharedFilm, 3, unnamed, 'actor', 'A stranger'),
    ...numbers.filter((at) => at % 50 === 0).flatMap((at) => [row(filmId(at), 1, actor, 'actress', 'A guest'), row(filmId(at), 2, 'nm0000003', 'actor', 'A friend')]),
    ...numbers.filter((at) => at % 100 === 0).map((at) => row(filmId(at), 3, unnamed, 'actor', 'A stranger')),
  ]);
  write('name.basics', 'nconst\tprimaryName\tbirthYear\tdeathYear\tprimaryProfession\tknownForTitles', [
    [actor, 'Ida Strand', 1950, nothing, 'actress', sharedFilm], ['nm0000002', 'Ole Brook', 1940, 2010, 'director', series], ['nm0000003', 'Mio Reed', 1960, nothing, 'actor', sharedFilm],
  ]);
  return folder;
}

/** A watchlist export of IMDb with every film. */
export const watchlistFile = (): string => ['Position,Const,Created,Modified,Description,Title,URL,Title Type,Your Rating,Date Rated',
  ...Array.from({ length: films }, (_, at) => `${at + 1},${filmId(at + 1)},${2010 + (at % 12)}-${String((at % 12) + 1).padStart(2, '0')}-15,,,${filmName(at + 1)},,movie,,`)].join('\n');
