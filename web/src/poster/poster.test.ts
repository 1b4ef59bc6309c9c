import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast } from './color.ts';
import { draw } from './draw.ts';
import { height, width, type PosterTitle } from './drawing.ts';
import { scriptOf, setTitle, split, widthOf } from './text.ts';

const names = ['M', 'Z', '1917', 'Amélie', 'The Shawshank Redemption', '東京物語', '千と千尋の神隠し', '살인의 추억', 'الرسالة', 'שבתות וחגים', 'बाहुबली',
  'Иди и смотри', 'Ο Θίασος', 'นเรศวร', 'Star Wars: Episode IV - A New Hope', 'Donaudampfschifffahrtsgesellschaftskapitän', '...', '¿Qué?', '',
  'Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb', 'A '.repeat(90).trim(), 'W'.repeat(120)];
const genres = [[], ['Drama'], ['Action', 'Sci-Fi'], ['Comedy', 'Romance'], ['Horror'], ['Western'], ['Documentary', 'War'], ['Film-Noir', 'Crime'],
  ['Animation', 'Family', 'Fantasy'], ['Music'], ['Reality-TV'], ['Not a genre']];
const years = [null, 1895, 1912, 1925, 1937, 1946, 1955, 1964, 1973, 1985, 1994, 2003, 2014, 2025];

function* sample(): Generator<PosterTitle> {
  let number = 1;
  for (const title of names) {
    for (const genre of genres) {
      for (const year of years) yield { id: `tt${String(number++).padStart(7, '0')}`, title, genres: genre, year, countries: ['FR', 'SUHH'], runtime: 101 };
    }
  }
}

test('the same title always gives the same poster, another id another one', () => {
  const title: PosterTitle = { id: 'tt0111161', title: 'The Shawshank Redemption', year: 1994, genres: ['Drama'] };
  assert.deepEqual(draw(title), draw({ ...title }));
  const drawings = new Set(Array.from({ length: 30 }, (_, at) => JSON.stringify(draw({ ...title, id: `tt${at + 1}` }))));
  assert.ok(drawings.size > 25);
});

test('letters stand out from whatever lies under them', () => {
  for (const title of sample()) {
    const { palette, texts } = draw(title);
    for (const text of texts) {
      for (const ground of text.on) {
        const got = contrast(palette[text.ink], palette[ground]);
        assert.ok(got >= 4.5, `${title.title} ${title.genres.join()} ${title.year}: ${got.toFixed(2)}`);
      }
    }
  }
});

test('no line leaves the sheet', () => {
  for (const title of sample()) {
    for (const text of draw(title).texts) {
      const length = text.length ?? widthOf(text.text) * text.size;
      if (text.turned) {
        assert.ok(text.y - length >= 0 && text.y <= height, `${text.text} climbs off the sheet`);
        continue;
      }
      const left = text.rtl || text.anchor === 'end' ? text.x - length : text.anchor === 'middle' ? text.x - length / 2 : text.x;
      assert.ok(left >= 0 && left + length <= width + 1, `"${text.text}" runs from ${left.toFixed(0)} to ${(left + length).toFixed(0)}`);
      assert.ok(text.y > 0 && text.y <= height, `"${text.text}" stands at ${text.y}`);
    }
  }
});

test('a poster is cheap: few shapes, no filter, no gradient', () => {
  for (const title of sample()) {
    const { under, fields, over, texts } = draw(title);
    const shapes = under.length + over.length + fields.reduce((sum, field) => sum + field.shapes.length, 0);
    assert.ok(shapes <= 12 && texts.length <= 14, `${title.title}: ${shapes} shapes, ${texts.length} lines`);
  }
});

test('numbers in paths are numbers', () => {
  for (const title of sample()) assert.doesNotMatch(JSON.stringify(draw(title)), /NaN|Infinity|undefined/);
});

test('scripts are told apart', () => {
  assert.deepEqual(['Amélie', '東京', 'الرسالة', 'बाहुबली', 'Иди'].map(scriptOf), ['latin', 'cjk', 'rtl', 'complex', 'latin']);
});

test('a title breaks between words, a script without spaces between signs', () => {
  const room = { width: 100, height: 200, largest: 40, smallest: 8, leading: 1 };
  assert.deepEqual(setTitle('The Big Sleep', room).lines.map((line) => line.text), ['The', 'Big', 'Sleep']);
  const lines = setTitle('千と千尋の神隠し', { ...room, height: 90 }).lines.map((line) => line.text);
  assert.equal(lines.join(''), '千と千尋の神隠し');
  assert.ok(lines.length > 1);
});

test('a title too long for the sheet ends in an ellipsis and not in the middle of nowhere', () => {
  const block = setTitle('word '.repeat(60).trim(), { width: 170, height: 60, largest: 30, smallest: 10.5, leading: 1 });
  assert.ok(block.height <= 60.1);
  assert.match(block.lines.at(-1)!.text, /…$/);
});

test('what stands after a colon is set smaller', () => {
  assert.deepEqual(split('Terminator: Dark Fate'), { main: 'Terminator', rest: 'Dark Fate' });
  assert.deepEqual(split('Alien'), { main: 'Alien', rest: '' });
});
