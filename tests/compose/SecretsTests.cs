using CliWrap;
using CliWrap.Buffered;

namespace Pipeline.Compose.Tests;

/// <summary>db/make_secrets.sh by itself, in a folder of this test: which secrets another start may change.</summary>
public sealed class SecretsTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("pipeline-secrets-").FullName;

    public SecretsTests()
    {
        // The groups of the services are the container's.
        var chgrp = Path.Combine(_home, "chgrp");
        File.WriteAllText(chgrp, "#!/bin/sh\n");
        File.SetUnixFileMode(chgrp, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("AIRFLOW_ADMIN_PASSWORD", "airflow_init/admin_password")]
    [InlineData("AIRFLOW_JWT_SECRET", "airflow/jwt_secret")]
    public async Task A_secret_of_Airflow_may_be_changed_and_stays_when_it_is_given_no_more(string setting, string file)
    {
        await MakeAsync();
        var random = Laid(file);
        await MakeAsync((setting, "o'ther $1"));
        Laid(file).ShouldBe("o'ther $1");
        await MakeAsync();

        Laid(file).ShouldBe("o'ther $1");
        random.Length.ShouldBe(48);
    }

    [Theory]
    [InlineData("POSTGRES_PASSWORD")]
    [InlineData("MYSQL_PASSWORD")]
    public async Task A_database_keeps_its_first_password_and_another_one_is_refused_by_name(string setting)
    {
        (await MakeAsync((setting, "first"))).ExitCode.ShouldBe(0);
        (await MakeAsync((setting, "first"))).ExitCode.ShouldBe(0);

        var refused = await MakeAsync((setting, "second"));

        refused.ExitCode.ShouldBe(2);
        refused.StandardError.ShouldStartWith($"error: {setting} in .env is not the one that this stack was first started with.");
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private string Laid(string file) => File.ReadAllText(Path.Combine(_home, file));

    private async Task<BufferedCommandResult> MakeAsync(params IReadOnlyList<(string Name, string Value)> given) => await CliWrap.Cli.Wrap("bash")
        .WithArguments([Path.Combine(Docker.Root, "db", "make_secrets.sh"), _home, "/dev/null"])
        .WithEnvironmentVariables(set =>
        {
            set.Set("PATH", $"{_home}:{Environment.GetEnvironmentVariable("PATH")}");
            foreach (var (name, value) in given)
                set.Set(name, value);
        })
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
