/** A text, or one text for each plural form that the language tells apart (`Intl.PluralRules`). */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Params = Record<string, string | number>;

/** Fills `{name}` from `params`. A number in `count` picks the form; numbers are written as the language writes them. */
export function fill(message: Message, params: Params, language: string): string {
  const text = typeof message === 'string' ? message : (message[form(params, language)] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : typeof value === 'number' ? number(language).format(value) : value;
  });
}

const rules = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

function form(params: Params, language: string): Intl.LDMLPluralRule {
  const count = params['count'];
  let rule = rules.get(language);
  if (!rule) rules.set(language, (rule = new Intl.PluralRules(language)));
  return typeof count === 'number' ? rule.select(count) : 'other';
}

function number(language: string): Intl.NumberFormat {
  let format = numbers.get(language);
  if (!format) numbers.set(language, (format = new Intl.NumberFormat(language)));
  return format;
}

/** The first of the wanted languages that we have; `de-AT` is answered with `de`. */
export function choose(wanted: readonly string[], have: readonly string[]): string {
  for (const tag of wanted) {
    const found = have.find((each) => each === tag || each === tag.split('-')[0]);
    if (found) return found;
  }
  return have[0] ?? 'en';
}
