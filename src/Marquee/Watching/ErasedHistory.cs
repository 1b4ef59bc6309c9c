using Marquee.Storage;

namespace Marquee.Watching;

/// <summary>The history, lists and files of a member who leaves. Titles that only their files named stay, without saying whose they were.</summary>
sealed class ErasedHistory : IMemberErasure
{
    public Task Erase(Writing writing, long member) => writing.Execute("""
        delete from house.rating where member = @member;
        delete from house.member_title where member = @member;
        delete from house.gone_title where member = @member;
        delete from house.untold_list where member = @member;
        delete from house.correction where member = @member;
        delete from house.watch where member = @member;
        delete from house.watchlist_entry where member = @member;
        delete from house.list_entry where list in (select id from house.list where member = @member);
        delete from house.list where member = @member;
        delete from house.import_watch where import in (select id from house.import where member = @member);
        delete from house.import_list where import in (select id from house.import where member = @member);
        delete from house.import_preference where member = @member;
        delete from house.list_page where member = @member;
        delete from house.comparable where member = @member;
        delete from house.match_answer where member = @member;
        delete from house.import_row where import in (select id from house.import where member = @member);
        delete from house.import where member = @member;
        """, new { member });
}
