namespace Marquee.Catalog.Search;

/// <summary>How well a name fits the query, with the possible year read as a word of the title and as a year.</summary>
internal readonly record struct NameScore(float AsWord, float AsYear)
{
    public float Best => Math.Max(AsWord, AsYear);
}

/// <summary>
/// Lays the typed words over the words of a name: each typed word takes the place that looks most like it. The score is the
/// weighted share of the query that was found, times how much of the name that is, times how well the order was kept.
/// </summary>
internal sealed class NameScorer(QueryWords query, ScoreWeights weights)
{
    private readonly uint[] _read = new uint[TitleWords.MaxWords * 2];
    private readonly uint[] _words = new uint[TitleWords.MaxWords];
    private readonly bool[] _startsPart = new bool[TitleWords.MaxWords];
    private readonly float[] _covered = new float[TitleWords.MaxWords];
    private readonly float[] _likeness = new float[QueryWords.MostWords];
    private readonly int[] _place = new int[QueryWords.MostWords];
    private readonly double[] _raised = [.. Enumerable.Range(0, 4097).Select(i => Math.Pow(i / 4096.0, weights.QueryShareExponent))];
    private readonly float _letters = (float)weights.BeginningLetters;
    private int _count;

    /// <summary>The typed words that found a place in the name scored last, bit by number.</summary>
    public uint Placed { get; private set; }

    /// <summary>How much of the name scored last was asked for, 0 to 1.</summary>
    public double NameShareFound { get; private set; }

    /// <param name="tokens">The typed words that count, bit by number.</param>
    public NameScore Score(in IndexView index, uint name, uint tokens) => Score(index, name, (int)index.NameStarts[(int)name], tokens);

    /// <param name="start">Where the name begins in its section.</param>
    public NameScore Score(in IndexView index, uint name, int start, uint tokens = uint.MaxValue)
    {
        Read(index, name, start);
        Align(index, tokens);
        var asWord = Rate(index, tokens);
        var year = query.YearToken;
        if (year < 0 || (tokens & 1u << year) == 0 || query.Count < 2) return new NameScore(asWord, 0);
        if (_place[year] >= 0) _covered[_place[year]] = 0;
        return new NameScore(asWord, Rate(index, tokens & ~(1u << year)));
    }

    private void Read(in IndexView index, uint name, int start)
    {
        var count = index.ReadName(name, start, _read);
        _count = 0;
        var starts = false;
        for (var i = 0; i < count; i++)
        {
            if (_read[i] == NameTable.PartMark)
            {
                starts = true;
                continue;
            }
            _startsPart[_count] = starts;
            _covered[_count] = 0;
            _words[_count++] = _read[i] - 1;
            starts = false;
        }
    }

    private void Align(in IndexView index, uint tokens)
    {
        for (var token = 0; token < query.Count; token++)
        {
            _likeness[token] = 0;
            _place[token] = -1;
        }
        var expected = 0;
        for (var at = 0; at < _count; at++)
        {
            var best = default(WordMatch);
            var bestRank = 0f;
            for (var i = query.Matches.First(_words[at]); i >= 0; i = query.Matches[i].Following)
            {
                var match = query.Matches[i];
                if ((tokens & 1u << match.Token) == 0) continue;
                if (match.Next != WordMatch.None && !Continues(match, at)) continue;
                var rank = Rank(match, expected);
                if (rank > bestRank) (best, bestRank) = (match, rank);
            }
            foreach (var beginning in query.Matches.Beginnings)
            {
                if (_words[at] < beginning.From || _words[at] >= beginning.To || (tokens & 1u << beginning.Token) == 0) continue;
                var match = new WordMatch(_words[at], WordMatch.None, WordMatch.None, beginning.Token, 1, BeginningLikeness(index, at, beginning), -1);
                var rank = Rank(match, expected);
                if (rank > bestRank) (best, bestRank) = (match, rank);
            }
            if (bestRank <= 0) continue;
            Take(best, at);
            expected = best.Token + best.Tokens;
        }
    }

    /// <summary>0 when the typed words have a better place already; a word in its turn is preferred.</summary>
    private float Rank(in WordMatch match, int expected)
    {
        for (var token = match.Token; token < match.Token + match.Tokens; token++)
            if (_likeness[token] >= match.Likeness) return 0;
        return match.Likeness + match.Tokens * 0.02f + match.Words * 0.02f + (match.Token == expected ? 0.01f : 0);
    }

    private void Take(in WordMatch match, int at)
    {
        for (var token = match.Token; token < match.Token + match.Tokens; token++)
        {
            if (_place[token] >= 0) _covered[_place[token]] = 0;
            _likeness[token] = match.Likeness;
            _place[token] = at;
        }
        _covered[at] = match.Likeness;
        for (var i = 1; i < match.Words; i++) _covered[at + i] = match.Likeness;
    }

    private bool Continues(in WordMatch match, int at) =>
        at + match.Words <= _count && _words[at + 1] == match.Next && (match.Third == WordMatch.None || _words[at + 2] == match.Third);

    private float BeginningLikeness(in IndexView index, int at, in BeginningMatch beginning)
    {
        var length = index.Word((int)_words[at]).Length;
        var typed = query.Text[beginning.Token].Length;
        return beginning.Likeness * (1 - _letters + _letters * Math.Min(1, typed / (float)Math.Max(1, length)));
    }

    private float Rate(in IndexView index, uint tokens)
    {
        float asked = 0, found = 0;
        Placed = 0;
        NameShareFound = 0;
        for (var token = 0; token < query.Count; token++)
        {
            if ((tokens & 1u << token) == 0) continue;
            if (_place[token] >= 0) Placed |= 1u << token;
            var weight = query.Weights[token];
            if (query.Exact[token] < 0 && _place[token] >= 0) weight = index.WordWeights[(int)_words[_place[token]]] / 255f;
            asked += weight;
            found += weight * _likeness[token];
        }
        if (found <= 0) return 0;
        var queryShare = found / asked;
        var nameShare = NameShareFound = NameShare(index);
        return (float)(Raised(queryShare) * (weights.NameShareFloor + (1 - weights.NameShareFloor) * nameShare) * Order(tokens));
    }

    /// <summary>The share to its exponent, from a table: this runs ten thousand times a search.</summary>
    private double Raised(float share) => _raised[(int)(Math.Clamp(share, 0f, 1f) * (_raised.Length - 1) + 0.5f)];

    private double NameShare(in IndexView index)
    {
        double all = 0, covered = 0, part = 0, partCovered = 0, bestPart = 0;
        var parts = 1;
        for (var at = 0; at < _count; at++)
        {
            if (_startsPart[at])
            {
                parts++;
                if (partCovered > 0) bestPart = Math.Max(bestPart, partCovered / part * partCovered);
                part = partCovered = 0;
            }
            var weight = index.WordWeights[(int)_words[at]] / 255.0;
            all += weight;
            part += weight;
            covered += weight * _covered[at];
            partCovered += weight * _covered[at];
        }
        if (covered <= 0) return 0;
        if (partCovered > 0) bestPart = Math.Max(bestPart, partCovered / part * partCovered);
        var share = covered / all;
        if (parts == 1) return share;
        // A part counts by its own share, as far as the words that were found lie in it.
        var partShare = bestPart / covered;
        return Math.Max(share, share + (partShare - share) * weights.PartOfName);
    }

    private double Order(uint tokens)
    {
        int previous = -1, pairs = 0, wrong = 0, apart = 0, first = int.MaxValue;
        for (var token = 0; token < query.Count; token++)
        {
            var place = _place[token];
            if ((tokens & 1u << token) == 0 || place < 0) continue;
            first = Math.Min(first, place);
            if (previous >= 0)
            {
                pairs++;
                if (place < previous) wrong++;
                else if (place > previous + 1) apart++;
            }
            previous = place;
        }
        var kept = pairs == 0 ? 1 : 1 - (weights.OutOfOrder * wrong + weights.NotAdjacent * apart) / pairs;
        return first > 0 && !(_startsPart[first]) ? kept * (1 - weights.StartsElsewhere) : kept;
    }
}
