using System.Text.Json;
using System.Text.RegularExpressions;
using Pipeline.Cli.Spark;

namespace Pipeline.Compose.Tests;

/// <summary>docker-compose.yml and the Dockerfiles by their text, the branch of Microsoft.Spark among them, which needs a network to be built.</summary>
public sealed class DefinitionTests
{
    // Made by programs of an image, or copied by one that had them so.
    private static readonly string[] FromAnImage = ["COPY --from=jars ", "COPY --from=spark "];

    [Fact]
    public void Images_dags_and_command_line_speak_of_one_bridge_and_one_default()
    {
        var image = Text("spark-jobs/Dockerfile");

        image.ShouldContain($"/jobs/{SubmitLine.Bridge}");
        Text("airflow/dags/spark_job.py").ShouldContain(SubmitLine.Bridge);
        Text("Directory.Packages.props").ShouldContain("<PackageVersion Include=\"Microsoft.Spark\" Version=\"2.4.0\" />");
        image.ShouldContain("/v2.4.0/Microsoft.Spark.Worker.net8.0.linux-x64-2.4.0.tar.gz");
        image.ShouldContain("ENV DOTNET_WORKER_DIR=/opt/microsoft-spark-worker DOTNET_ROLL_FORWARD=Major");
        image.ShouldContain("ARG SPARK_BINDING=microsoft");
        Text("docker-compose.yml").Split("SPARK_BINDING: ${SPARK_BINDING:-microsoft}").Length.ShouldBe(3, "once for the images, once for the DAGs");
    }

    [Fact]
    public void Every_setting_of_the_compose_file_stands_in_the_example()
    {
        var settings = Regex.Matches(Text("docker-compose.yml"), @"\$\{(?<name>[A-Z_]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();

        settings.Count.ShouldBe(17);
        var example = Text(".env.example");
        settings.ShouldAllBe(setting => example.Contains($"\n#{setting}=", StringComparison.Ordinal));
    }

    [Fact]
    public void No_proxy_stands_between_the_processes_of_Airflow()
    {
        var compose = Text("docker-compose.yml");

        compose.ShouldContain("    NO_PROXY: &no_proxy \"${NO_PROXY:+${NO_PROXY:-},}airflow_webserver,127.0.0.1,localhost\"");
        compose.ShouldContain("    no_proxy: *no_proxy\n");
        compose.ShouldContain("AIRFLOW__CORE__EXECUTION_API_SERVER_URL: http://airflow_webserver:8080/");
    }

    /// <summary>Whatever cuts a first start off, its databases are healthy only when complete; both servers let nobody in over TCP before.</summary>
    [Fact]
    public void A_database_is_healthy_when_what_its_first_start_makes_last_is_there()
    {
        var compose = Text("docker-compose.yml");

        compose.ShouldContain($"-h, 127.0.0.1, -U, postgres, -d, {Last("db/init_container.sh", "create database (?<name>[a-z_]+)")}, -c,");
        Regex.Matches(compose, "/docker-entrypoint-initdb.d/(?<name>[0-9]_[a-z_]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))[^1].Groups["name"].Value
            .ShouldBe("3_init_container");
        compose.ShouldContain($"--host=127.0.0.1 --user=pipeline shop --execute=\"select 1 from {Last("db/init_mysql.sql", "create table if not exists (?<name>[a-z_]+)")} limit 1\"");
    }

    [Fact]
    public void What_is_built_is_named_by_the_project_so_that_tests_and_clones_leave_each_others_images_alone()
    {
        var images = Regex.Matches(Text("docker-compose.yml"), "^ +image: (?<name>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["name"].Value).Where(name => !name.Contains(':', StringComparison.Ordinal) || name.StartsWith('$')).ToList();

        images.Count.ShouldBe(6);
        images.ShouldAllBe(name => name.StartsWith("${COMPOSE_PROJECT_NAME:-pipeline}-", StringComparison.Ordinal));
    }

    /// <summary>COPY keeps the modes of a checkout, and so does a build those of its content files: under umask 077 no other user could read them.</summary>
    [Theory]
    [InlineData("kafka/Dockerfile")]
    [InlineData("spark-jobs/Dockerfile")]
    [InlineData("airflow/Dockerfile")]
    public void What_an_image_takes_from_a_checkout_is_readable_whatever_its_umask(string file)
    {
        var text = Text(file);
        var image = text[text.LastIndexOf(file.StartsWith("spark", StringComparison.Ordinal) ? " AS base\n" : "\nFROM ", StringComparison.Ordinal)..];
        var copies = image.Split('\n').Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)).ToList();

        copies.ShouldNotBeEmpty();
        copies.Where(copy => !FromAnImage.Any(copy.StartsWith)).ShouldAllBe(copy => copy.Contains(" --chmod=", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_JVM_of_Spark_is_given_the_class_archive_that_both_images_record()
    {
        const string Option = "-XX:SharedArchiveFile=/opt/classes/spark.jsa -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 ";

        Text("spark-jobs/Dockerfile").ShouldContain(Option);
        Text("spark-jobs/container.conf").Split(Option).Length.ShouldBe(3, "for drivers and for executors");
        ((string[])["spark-jobs/Dockerfile", "airflow/Dockerfile"]).ShouldAllBe(file => Text(file).Contains(" && /opt/recorder/record_classes.sh /opt/classes/spark.jsa \\\n"));
    }

    [Fact]
    public void The_report_and_the_plugins_of_an_image_reach_volumes_that_may_be_older()
    {
        var image = Text("airflow/Dockerfile");

        image.ShouldContain("PIPELINE_RUNS=/opt/airflow/runs");
        image.ShouldContain("RUN mkdir -p /opt/airflow/plugins \"$PIPELINE_RUNS\"");
        image.ShouldContain("COPY --from=report --chmod=755 /report /opt/pipeline/jobs/Cli\n");
        Text("airflow/dags/job_report.py").ShouldContain("PROGRAM = \"Cli/Pipeline.Cli.dll\"");
        image.ShouldContain(" airflow/plugins/ /opt/pipeline/plugins/\n");
        Text("airflow/docker-init.sh").ShouldContain("cp /opt/pipeline/plugins/*.py /opt/airflow/plugins/\n");
        var volumes = Text("docker-compose.yml");
        volumes.ShouldContain("- airflow_plugins:/opt/airflow/plugins\n");
        volumes.ShouldContain("- airflow_runs:/opt/airflow/runs\n");
    }

    [Fact]
    public async Task The_compose_file_is_valid_names_every_service_and_stays_within_its_memory()
    {
        await Docker.RequireAsync();

        using var config = JsonDocument.Parse(await Docker.RunAsync("compose", "config", "--format", "json"));

        var lasting = config.RootElement.GetProperty("services").EnumerateObject().Where(service => service.Value.GetProperty("restart").GetString() is not "no").ToList();
        lasting.Select(service => service.Name).ShouldBe(ComposeFixture.Services, ignoreOrder: true);
        lasting.Sum(service => long.Parse(service.Value.GetProperty("mem_limit").GetString()!, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldBeLessThanOrEqualTo(4608L * 1024 * 1024);
        var ports = lasting.Where(service => service.Value.TryGetProperty("ports", out _)).SelectMany(service => service.Value.GetProperty("ports").EnumerateArray()).ToList();
        ports.Count.ShouldBe(8);
        ports.ShouldAllBe(port => port.GetProperty("host_ip").GetString() == "127.0.0.1");
    }

    [Theory]
    [InlineData("engines")]
    [InlineData("microsoft")]
    public async Task The_images_of_spark_have_no_warning_with_either_binding(string binding)
    {
        await Docker.RequireAsync();

        await Docker.RunAsync("build", "--check", "--file", "spark-jobs/Dockerfile", "--target", "worker", "--build-arg", $"SPARK_BINDING={binding}", ".");
    }

    [Theory]
    [InlineData("kafka/Dockerfile")]
    [InlineData("airflow/Dockerfile", "--build-context", "spark=docker-image://debian:bookworm-slim")]
    public async Task A_dockerfile_has_no_warning(string file, params string[] more)
    {
        await Docker.RequireAsync();

        await Docker.RunAsync(["build", "--check", "--file", file, .. more, "."]);
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Docker.Root, file));

    private static string Last(string file, string pattern) =>
        Regex.Matches(Text(file), pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))[^1].Groups["name"].Value;
}
