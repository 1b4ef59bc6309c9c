import { chance } from './chance.ts';
import type { Brief, Drawing, PosterTitle } from './drawing.ts';
import { motifFor } from './motif-for.ts';
import { palette } from './palette.ts';
import { templates } from './templates.ts';
import { scriptOf } from './text.ts';

/** Draws the poster of a title. Pure and cheap: about twenty paths, no measuring, no browser. */
export function draw(title: PosterTitle): Drawing {
  const at = chance(title.id);
  const colours = palette(title.genres, title.year, at);
  const motif = motifFor(title.genres, at);
  const brief: Brief = {
    title: title.title.trim() || '?',
    year: title.year ? String(title.year) : '',
    countries: (title.countries ?? []).slice(0, 3).join(' · '),
    runtime: title.runtime ? `${title.runtime}′` : '',
    script: scriptOf(title.title),
    old: (title.year ?? 2000) < 1960,
    at,
    motif: (w, h) => motif(w, h, at),
  };
  const fitting = templates.filter((template) => template.fits(brief));
  return { palette: colours, ...at.one(fitting).compose(brief) };
}
