using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Pipeline.Compose.Tests;

/// <summary>An image is built from the folders its Dockerfile copies; a file that a project takes from elsewhere is missing only there.</summary>
public sealed class ImageSourcesTests
{
    [Theory]
    [InlineData("kafka/Dockerfile")]
    [InlineData("spark-jobs/Dockerfile")]
    [InlineData("airflow/Dockerfile")]
    public void An_image_copies_every_folder_its_projects_compile(string file)
    {
        var text = File.ReadAllText(Path.Combine(Docker.Root, file));
        var copied = Regex.Matches(text, "^COPY (?<folder>[^ -][^ ]*/) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => Path.GetFullPath(match.Groups["folder"].Value, Docker.Root)).ToList();

        List<string> used = [.. copied.SelectMany(folder => Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories)).SelectMany(SourcesElsewhere)];

        used.ShouldNotBeEmpty();
        used.ShouldAllBe(source => copied.Any(folder => source.StartsWith(folder, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> SourcesElsewhere(string project) => XDocument.Load(project).Descendants()
        .Where(item => item.Name.LocalName is "Compile" or "ProjectReference" or "EmbeddedResource" or "None" or "Content")
        .SelectMany(item => item.Attribute("Include")?.Value.Split(';') ?? [])
        .Select(source => Path.GetFullPath(source, Path.GetDirectoryName(project)!));
}
