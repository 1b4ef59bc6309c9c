using Marquee.Jobs;

namespace Marquee.Tests.Jobs;

public sealed class JobsOptionsTests
{
    [Fact]
    public void Defaults_are_valid_and_a_wrong_setting_is_named()
    {
        var validator = new JobsOptionsValidator();
        Assert.True(validator.Validate(null, new JobsOptions()).Succeeded);
        Assert.Contains(nameof(JobsOptions.SweepSeconds), validator.Validate(null, new JobsOptions { SweepSeconds = 0 }).FailureMessage, StringComparison.Ordinal);
        Assert.Contains(nameof(JobsOptions.Concurrency), validator.Validate(null, new JobsOptions { Concurrency = 65 }).FailureMessage, StringComparison.Ordinal);
    }
}
