import type { Chance } from './chance.ts';
import * as figures from './motifs-figures.ts';
import * as patterns from './motifs-patterns.ts';
import * as quiet from './motifs-quiet.ts';
import * as scenery from './motifs-scenery.ts';
import * as worlds from './motifs-worlds.ts';

type Motif = scenery.Motif;

const motifs: Record<string, readonly Motif[]> = {
  Action: [patterns.shards, patterns.burst, scenery.formation],
  Adventure: [scenery.mountains, scenery.desert, quiet.road, worlds.seaway],
  Animation: [patterns.tiles, scenery.castle, worlds.balloons, quiet.tree, patterns.burst],
  Biography: [figures.bust, figures.faces, quiet.stairs, quiet.curtain],
  Comedy: [patterns.grin, quiet.curtain, quiet.table, worlds.balloons, patterns.burst, scenery.houses],
  Crime: [figures.fingerprint, patterns.blinds, quiet.stairs],
  Documentary: [patterns.aperture, patterns.lanes, patterns.levels],
  Drama: [scenery.sunset, figures.faces, figures.windows, figures.overlap, patterns.strings, quiet.stairs, quiet.tree, quiet.road, quiet.table, quiet.curtain],
  Family: [scenery.houses, patterns.tiles, quiet.tree, worlds.balloons],
  Fantasy: [scenery.castle, scenery.planet, scenery.mountains, worlds.orbits],
  'Film-Noir': [patterns.blinds, figures.doorway],
  'Game-Show': [figures.screen, patterns.tiles],
  History: [patterns.arches, figures.bust, worlds.seaway],
  Horror: [figures.doorway, figures.teeth, worlds.lonelyHouse, figures.keyhole],
  Music: [patterns.record, patterns.levels, patterns.strings],
  Musical: [patterns.record, patterns.burst, quiet.curtain],
  Mystery: [figures.keyhole, patterns.vertigo, figures.windows, worlds.lonelyHouse],
  News: [figures.screen, patterns.levels],
  'Reality-TV': [figures.screen, patterns.tiles],
  Romance: [figures.overlap, patterns.strings, figures.faces, quiet.table],
  'Sci-Fi': [scenery.planet, scenery.horizonGrid, worlds.orbits, patterns.aperture],
  Short: [patterns.swiss, patterns.aperture],
  Sport: [patterns.lanes, patterns.burst],
  'Talk-Show': [figures.screen, figures.bust],
  Thriller: [patterns.vertigo, patterns.blinds, figures.keyhole],
  War: [scenery.formation, scenery.sunset, quiet.road],
  Western: [scenery.desert, scenery.mountains],
};

/** Most films are dramas of some kind; the rarer genre beside it says more about the picture. */
export function motifFor(genres: readonly string[], at: Chance): Motif {
  const telling = genres.filter((genre) => genre !== 'Drama' && genre !== 'Short' && motifs[genre]);
  const genre = telling.length > 0 && at.next() < 0.8 ? at.one(telling) : genres[0];
  return at.one(motifs[genre ?? ''] ?? [patterns.swiss, patterns.tiles, patterns.lanes]);
}
