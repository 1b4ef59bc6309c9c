using System.Globalization;
using Marquee.Access;
using Marquee.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Marquee.Households;

/// <summary>
/// In which language a request is answered: the one that the asking member chose, else the first of <c>Accept-Language</c> that
/// we have, else English. Numbers and dates of the API itself stay as programs read them.
/// </summary>
public sealed class AskersLanguage(Preferences preferences) : RequestCultureProvider
{
    internal void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, Language.English.Culture);
        options.SupportedCultures = [CultureInfo.InvariantCulture];
        options.SupportedUICultures = [.. Language.All.Select(l => l.Culture)];
        options.RequestCultureProviders = [this, new AcceptLanguageHeaderRequestCultureProvider { MaximumAcceptLanguageHeaderValuesToTry = 10 }];
    }

    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        SignedIn.Of(httpContext) is { Local: false } me
        && (await preferences.Of(me.Viewer.Member, httpContext.RequestAborted)).Language is { } chosen
        && Language.Find(chosen) is { } language
            ? new ProviderCultureResult("", language.Code)
            : null;
}
