import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAgo, formatBytes, formatDate, formatInstant, formatNumber, formatRating, formatShort, hoursAndMinutes } from './format.ts';

test('numbers follow the locale', () => {
  assert.equal(formatNumber(1234567, 'en'), '1,234,567');
  assert.equal(formatNumber(1234567, 'de'), '1.234.567');
  assert.equal(formatRating(8, 'en'), '8.0');
  assert.equal(formatRating(8.25, 'de'), '8,3');
  assert.equal(formatShort(2_893_000, 'en'), '2.9M');
});

test('a day stays that day in every time zone', () => {
  for (const zone of ['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago']) assert.equal(formatDate('2024-05-01', 'en', zone), 'May 1, 2024');
});

test('an instant is shown in the time zone of the member', () => {
  assert.equal(formatDate('2024-05-01T23:30:00Z', 'en', 'Europe/Berlin'), 'May 2, 2024');
  assert.match(formatInstant('2024-05-01T23:30:00Z', 'de', 'Europe/Berlin'), /02\.05\.2024, 01:30/);
});

test('what is no date is shown as it came', () => {
  assert.equal(formatDate('soon', 'en'), 'soon');
});

test('how long ago is said in the largest whole unit', () => {
  const now = Date.parse('2024-05-03T12:00:00Z');
  assert.equal(formatAgo('2024-05-03T11:59:30Z', now, 'en'), 'now');
  assert.equal(formatAgo('2024-05-03T09:10:00Z', now, 'en'), '2 hours ago');
  assert.equal(formatAgo('2024-05-02T10:00:00Z', now, 'de'), 'gestern');
});

test('runtimes and sizes', () => {
  assert.deepEqual(hoursAndMinutes(142), { hours: 2, minutes: 22 });
  assert.deepEqual(hoursAndMinutes(45), { hours: 0, minutes: 45 });
  assert.equal(formatBytes(9_100_000_000, 'en'), '9.1 GB');
  assert.equal(formatBytes(210_000_000, 'en'), '210 MB');
  assert.equal(formatBytes(0, 'en'), '0 byte');
});
