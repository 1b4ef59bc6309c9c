using System.Data.Common;

namespace Marquee.Catalog.Import;

/// <summary>Fills one generation at the full speed of its database. What a killed import leaves behind is only something to delete.</summary>
interface IBulkLoader : IAsyncDisposable
{
    /// <summary>For single statements, on which <c>catalog</c> is this generation. Not while a table is loaded.</summary>
    DbConnection Connection { get; }

    /// <param name="table">With its store: <c>catalog.title</c>. Empty; what is loaded shows once the load is finished.</param>
    /// <param name="columns">One letter a column in the table's order: <c>n</c> number or flag, <c>t</c> text.</param>
    Task<ITableLoad> Load(string table, string columns, CancellationToken ct);

    /// <summary>
    /// The migrations of the catalog up to a number: 1 makes the tables, 2 and 3 index what they hold by then. Those that came
    /// later change empty tables and are applied with the first.
    /// </summary>
    Task Migrate(int upTo, CancellationToken ct);

    /// <summary>The generation is complete: made known to the planner. What lies in the generation's folder is flushed by the caller.</summary>
    Task Finish(CancellationToken ct);
}

/// <summary>What is called for a row whose key is taken; the first row of a key stays.</summary>
delegate void RowTwice(RowBatch batch, int row, ReadOnlySpan<long> cells);

/// <summary>One table while it is loaded.</summary>
interface ITableLoad : IAsyncDisposable
{
    /// <summary>Rows in the table so far.</summary>
    long Stored { get; }

    /// <param name="twice">Called by databases that look at keys while they load.</param>
    void Write(RowBatch batch, RowTwice twice);

    /// <summary>Makes the rows and their key lasting. Not called, nothing is kept.</summary>
    /// <returns>The keys of rows taken out again because an earlier row had them; by databases that look at keys only now.</returns>
    Task<DoubledKeys?> Finish(CancellationToken ct);
}
