using MySqlConnector;
using Pipeline.Cli.Doctor;
using Pipeline.Common;

namespace Pipeline.Cli.Tests;

public sealed class MySqlChecksTests
{
    [Theory]
    [InlineData(1044, true)]
    [InlineData(1142, true)]
    [InlineData(1143, true)]
    [InlineData(1227, true)]
    [InlineData(1290, false)]
    [InlineData(1021, false)]
    [InlineData(1114, false)]
    public void A_grant_is_the_remedy_only_of_what_is_not_granted(int error, bool isDenied) => MySqlChecks.IsDenied((MySqlErrorCode)error).ShouldBe(isDenied);

    [Theory]
    [InlineData("10.11.14-MariaDB-0+deb12u2", false)]
    [InlineData("11.8.3-MariaDB", false)]
    [InlineData("10.6.22-MariaDB-0ubuntu0.22.04.1", true)]
    [InlineData("8.4.7", false)]
    [InlineData("8.0.44-0ubuntu0.24.04.1", true)]
    [InlineData("5.7.44-log", true)]
    public void A_server_older_than_what_is_tested_is_named(string version, bool isTooOld)
    {
        var finding = MySqlChecks.Version("MySQL (target)", MySqlServer.Of(version), "127.0.0.1:3306, as pipeline");

        (finding.Remedy is not null).ShouldBe(isTooOld);
    }
}
