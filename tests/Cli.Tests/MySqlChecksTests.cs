using MySqlConnector;
using Pipeline.Cli.Doctor;

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
}
