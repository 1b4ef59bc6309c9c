using Quartz;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddQuartz();
builder.Services.AddQuartzHostedService();
builder.Services.AddHealthChecks();
var app = builder.Build();
app.MapHealthChecks("/health/ready");
await app.RunAsync();
