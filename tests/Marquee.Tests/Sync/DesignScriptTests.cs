using Marquee.Sync;
using Marquee.Sync.Scripts;

namespace Marquee.Tests.Sync;

public sealed class DesignScriptTests
{
    const string Document = """{"_id":"a","n":5,"tags":["x","y"]}""";

    static DesignScript Script(string source) => new(source, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("function (doc) { return doc.n === 5; }", true)]
    [InlineData("function (doc, req) { return doc.n == req.query.n; };\n", true)]
    [InlineData("(doc, req) => doc.n > req.query.n", false)]
    [InlineData("function (doc) { return doc.missing; }", false)]
    [InlineData("function (doc) { log('x'); return isArray(doc.tags) && sum([1, 2]) === 3 && toJSON(doc.tags) === '[\"x\",\"y\"]'; }", true)]
    public void A_filter_says_yes_or_no(string source, bool passes) => Assert.Equal(passes, Script(source).Passes(Document, """{"query":{"n":"5"}}"""));

    [Fact]
    public void A_map_gives_rows()
    {
        var map = Script("function (doc) { for (var t of doc.tags) emit([t, doc.n], undefined); }");
        Assert.Equal(["[\"x\",5] null", "[\"y\",5] null"], map.Map(Document).Select(r => $"{r.Key.GetRawText()} {r.Value.GetRawText()}"));
        Assert.Empty(map.Map("""{"tags":[]}"""));
    }

    [Theory]
    [InlineData("function (doc) { if (!doc.n) throw { forbidden: 'No n.' }; }", null)]
    [InlineData("function (doc, old) { if (old && old.n !== doc.n) throw { forbidden: 'n stays.' }; }", "403 forbidden n stays.")]
    [InlineData("function (doc, old, user) { if (user.roles.indexOf('_admin') < 0) throw { unauthorized: user.name }; }", "401 unauthorized Ada")]
    public void A_validation_lets_a_document_pass_or_says_why_not(string source, string? why)
    {
        var refused = Script(source).Verdict(Document, """{"n":4}""", """{"name":"Ada","roles":[]}""");
        Assert.Equal(why, refused is null ? null : $"{refused.Status} {refused.Error} {refused.Reason}");
    }

    [Theory]
    [InlineData("function (doc) { while (true) {} }")]
    [InlineData("function f(doc) { return f(doc); }")]
    [InlineData("function (doc) { var a = []; while (true) a.push('xxxxxxxxxxxxxxxx' + a.length); }")]
    [InlineData("function (doc) { return 'x'.repeat(1 << 29).repeat(4); }")]
    [InlineData("function (doc) { throw new Error('no'); }")]
    [InlineData("function (doc) { return System.IO.File.ReadAllText('/etc/hostname'); }")]
    [InlineData("function (doc) { return importNamespace('System'); }")]
    [InlineData("function (doc) { return doc.constructor.constructor('return clr')(); }")]
    public void A_function_that_does_harm_is_stopped(string source) =>
        Assert.Equal("compilation_error", Assert.Throws<ProtocolRefusal>(() => Script(source).Passes(Document, "{}")).Error);

    [Theory]
    [InlineData("function (doc) {")]
    [InlineData("5 5")]
    [InlineData("")]
    public void What_is_no_function_is_refused(string source) => Assert.Throws<ProtocolRefusal>(() => Script(source).Passes(Document, "{}"));
}
