using Pipeline.Spark.Sql.Embedded.Sql;

namespace Pipeline.Engines.Tests.Sql;

public sealed class TemporaryFolderTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("temporary-folder-tests-");

    [Fact]
    public void What_a_killed_owner_left_is_removed_and_what_has_an_owner_stays()
    {
        using var owned = TemporaryFolder.Create(_parent.FullName);
        var killed = _parent.CreateSubdirectory("pipeline-sql-killed").FullName;
        File.WriteAllText(Path.Combine(killed, "owner.lock"), "");
        File.WriteAllText(Path.Combine(killed, "duckdb_temp_storage_DEFAULT-0.tmp"), "spilled");
        var strange = _parent.CreateSubdirectory("pipeline-sql-without-lock").FullName;

        using (var made = TemporaryFolder.Create(_parent.FullName))
        {
            Directory.Exists(killed).ShouldBeFalse();
            Directory.Exists(strange).ShouldBeTrue();
            Directory.Exists(owned.Path).ShouldBeTrue();
            Directory.Exists(made.Path).ShouldBeTrue();
        }

        _parent.GetDirectories().Select(folder => folder.FullName).ShouldBe([owned.Path, strange], ignoreOrder: true);
    }

    [Fact]
    public void Many_at_once_leave_one_another_alone()
    {
        _ = Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var folder = TemporaryFolder.Create(_parent.FullName);
            File.WriteAllText(Path.Combine(folder.Path, "spilled"), "");
            File.Exists(Path.Combine(folder.Path, "owner.lock")).ShouldBeTrue();
        });

        _parent.GetDirectories().ShouldBeEmpty();
    }

    public void Dispose() => _parent.Delete(recursive: true);
}
