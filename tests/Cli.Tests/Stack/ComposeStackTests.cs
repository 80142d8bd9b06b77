using Pipeline.Cli.Stack;

namespace Pipeline.Cli.Tests.Stack;

public sealed class ComposeStackTests
{
    [Fact]
    public void Credentials_are_made_from_what_is_kept_and_a_password_may_hold_anything()
    {
        var credentials = ComposeStack.Of("""
            /run/pipeline/kept/admin_password:a:b
            /run/pipeline/kept/mysql_pipeline:m@/
            /run/pipeline/kept/postgres_pipeline:p
            /run/pipeline/kept/postgres_shop_writer:w
            /run/pipeline/kept/postgres_superuser:s

            """.ReplaceLineEndings("\n"));

        credentials.AirflowPassword.ShouldBe("a:b");
        credentials.PostgresJobs.ShouldBe("postgresql://pipeline:p@127.0.0.1:5432/shop");
        credentials.PostgresWriter.ShouldBe("postgresql://shop_writer:w@127.0.0.1:5432/shop");
        credentials.PostgresSuperuser.ShouldBe("postgresql://postgres:s@127.0.0.1:5432/shop");
        credentials.MySql.ShouldBe("mysql://pipeline:m%40%2F@127.0.0.1:3306/shop");
    }
}
