using Marquee.Access;
using Marquee.Texts;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Marquee.App.Server;

/// <summary>The built front end: hashed assets for ever, the page itself for every address that is not the API's.</summary>
static class Pages
{
    static readonly string[] NotPages = ["/api", "/openapi", "/health", "/link", "/assets", "/sync"];

    /// <summary>For somebody who built the server alone; nothing else is there to show it with.</summary>
    static string NotBuilt()
    {
        var sentence = Language.Current.Say(new Text("app.notBuilt", ("command", "./marquee up")), value => $"<code>{value}</code>");
        return $"<!doctype html><html lang=\"{Language.Current.Code}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Marquee</title><p>{sentence}</p></html>";
    }

    public static void UsePageFiles(this WebApplication app)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        app.UseStaticFiles(new StaticFileOptions
        {
            ContentTypeProvider = types,
            OnPrepareResponse = file => file.Context.Response.Headers[HeaderNames.CacheControl] =
                file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    /// <summary>A file is there or not, for everybody: those that are there were served before.</summary>
    public static Task NoFile(HttpContext context) =>
        Problems.Write(context, StatusCodes.Status404NotFound, new Text("access.nothingHere"));

    /// <summary>The one page, for addresses that the front end's router knows; unknown addresses of the API stay 404.</summary>
    public static async Task Shell(HttpContext context)
    {
        var index = Path.Combine(context.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootPath ?? "", "index.html");
        if (NotPages.Any(p => context.Request.Path.StartsWithSegments(p, StringComparison.Ordinal)))
        {
            await NoFile(context);
            return;
        }

        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        context.Response.ContentType = "text/html; charset=utf-8";
        if (!File.Exists(index))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync(NotBuilt(), context.RequestAborted);
            return;
        }

        await context.Response.SendFileAsync(index, context.RequestAborted);
    }
}
