using System.Data.Common;
using Marquee.Catalog.Import;
using Marquee.Integrations.Imdb;

namespace Marquee.Tests.Catalog;

public sealed class FileLoadTests
{
    /// <summary>A statement that is let go of while a row is bound to it takes the whole process down.</summary>
    [Fact]
    public async Task A_table_is_let_go_of_only_when_nobody_writes_to_it_any_more()
    {
        var text = "tconst\tparentTconst\tseasonNumber\tepisodeNumber\n" + string.Concat(Enumerable.Range(1, 50_000).Select(n => $"tt{n:D7}\ttt9000000\t1\t{n}\n"));
        var source = new ImdbSource(ImdbFile.Episodes, "title.episode.tsv", text.Length, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));
        using var rejects = new Rejects(null);
        using var stop = new CancellationTokenSource();
        var loader = new SlowLoader(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new FileLoad(loader, rejects, new ImportMeter(new ImportSources([source, source with { File = ImdbFile.Basics }]), _ => { }))
            .Run(source, new EpisodeFileRows(), null, null, stop.Token));
        Assert.True(loader.Ended);
        Assert.False(loader.EndedWhileWriting);
    }

    /// <summary>The import is cancelled in the middle of a batch that takes its time.</summary>
    sealed class SlowLoader(CancellationTokenSource stop) : IBulkLoader, ITableLoad
    {
        volatile bool _writing;

        public bool Ended { get; private set; }

        public bool EndedWhileWriting { get; private set; }

        public DbConnection Connection => throw new NotSupportedException();

        public long Stored => 0;

        public Task<ITableLoad> Load(string table, string columns, CancellationToken ct) => Task.FromResult<ITableLoad>(this);

        public void Write(RowBatch batch, RowTwice twice)
        {
            _writing = true;
            stop.Cancel();
            SpinWait.SpinUntil(() => Ended, TimeSpan.FromMilliseconds(300));
            _writing = false;
        }

        public ValueTask DisposeAsync()
        {
            (Ended, EndedWhileWriting) = (true, _writing);
            return ValueTask.CompletedTask;
        }

        public Task Migrate(int upTo, CancellationToken ct) => Task.CompletedTask;

        Task IBulkLoader.Finish(CancellationToken ct) => Task.CompletedTask;

        Task<DoubledKeys?> ITableLoad.Finish(CancellationToken ct) => Task.FromResult<DoubledKeys?>(null);
    }
}
