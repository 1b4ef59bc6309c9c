using Marquee.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Marquee.App.Server;

/// <summary>The OpenAPI document at /openapi/v1.json.</summary>
static class ApiDocument
{
    public static void Describe(OpenApiOptions options) => options.AddSchemaTransformer(DescribeTexts).AddOperationTransformer(DescribeLists).AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "Marquee",
            Version = "v1",
            Description = "What the pages, the command line and other programs use. Sign in with a session cookie (and X-CSRF-Token on changes) or with an API key as bearer token.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key from the settings page." },
            ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "marquee", Description = "The session of a browser." },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", document)] = [] },
        ];
        return Task.CompletedTask;
    });

    /// <summary>What an address may name several times it may name no time; the generated binding of a record says otherwise.</summary>
    static Task DescribeLists(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Query && p.Schema?.Type == JsonSchemaType.Array))
        {
            parameter.Required = false;
        }

        return Task.CompletedTask;
    }

    /// <summary>A text is a sentence; every problem also has its code and what fills it.</summary>
    static Task DescribeTexts(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(Text))
        {
            schema.Type = JsonSchemaType.String;
            schema.Description = "A sentence for people, in the member's language, else in the first of Accept-Language that there is, else in English.";
        }
        else if (type == typeof(ProblemDetails) || type == typeof(HttpValidationProblemDetails))
        {
            schema.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            schema.Properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What happened, for programs; stays the same from release to release. The title says it to people." };
            schema.Properties["params"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "What the title is filled with, by name." };
        }

        return Task.CompletedTask;
    }
}
