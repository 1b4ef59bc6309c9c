using Marquee.Access;
using Marquee.Texts;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Marquee.App.Server;

/// <summary>The built front end: hashed assets for ever, the page itself for every address that is not the API's.</summary>
static class Pages
{
    static readonly string[] NotPages = ["/api", "/openapi", "/health", "/link", "/assets"];

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

    /// <summary>The one page, for addresses that the front end's router knows; unknown addresses of the API stay 404.</summary>
    public static async Task Shell(HttpContext context)
    {
        var index = Path.Combine(context.RequestServices.GetRequiredService<IWebHostEnvironment>().WebRootPath ?? "", "index.html");
        if (NotPages.Any(p => context.Request.Path.StartsWithSegments(p, StringComparison.Ordinal)) || !File.Exists(index))
        {
            await Problems.Write(context, StatusCodes.Status404NotFound, new Text("access.nothingHere"));
            return;
        }

        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.SendFileAsync(index, context.RequestAborted);
    }
}
