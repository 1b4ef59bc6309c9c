using Marquee.Integrations.Exports;

namespace Marquee.Integrations.ListPages;

/// <summary>What pages of a list say, in the shape of an export.</summary>
static class ListPart
{
    /// <param name="name">Of the list.</param>
    public static ExportPart Of(ListAddress address, string name, IReadOnlyList<ExportRow> titles, IReadOnlyList<ExportRemark> remarks)
    {
        var list = address.Content == ListContent.List ? name : null;
        var rows = list is null ? titles : [.. titles.Select(title => title with { List = list })];
        return new ExportPart
        {
            Name = "",
            Source = address.Source,
            Layout = address.Source,
            Content = address.Content switch
            {
                ListContent.List => ExportContent.List,
                ListContent.Watchlist => ExportContent.Watchlist,
                ListContent.Ratings => ExportContent.Ratings,
                ListContent.Likes => ExportContent.Likes,
                ListContent.Diary => ExportContent.Mixed,
                _ => ExportContent.Watched,
            },
            List = list,
            Header = ["id", "title", "year"],
            RowCount = rows.Count,
            Rows = rows,
            Remarks = remarks,
        };
    }
}
