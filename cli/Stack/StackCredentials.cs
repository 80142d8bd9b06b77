using Pipeline.Cli.Servers;

namespace Pipeline.Cli.Stack;

/// <summary>Who may log in where: what <c>credentials --json</c> prints.</summary>
internal sealed record StackCredentials(
    string Airflow,
    string AirflowUser,
    string AirflowPassword,
    string PostgresJobs,
    string PostgresWriter,
    string PostgresSuperuser,
    string MySql,
    string Kafka,
    string SparkMaster,
    string SparkPages)
{
    public static StackCredentials Of(LocalStack stack) => new(
        stack.Airflow.Address,
        "admin",
        File.Exists(stack.Airflow.Home.AdminPassword) ? File.ReadAllText(stack.Airflow.Home.AdminPassword) : "",
        Postgres(stack, StackSchema.Jobs),
        Postgres(stack, ShopRoles.Writer),
        Postgres(stack, PrivatePostgres.Superuser),
        ServerUrl.MySql("127.0.0.1", stack.Ports.MySql, ShopRoles.Owner, stack.MySql.Password(ShopRoles.Owner), ShopRoles.Database).WithPassword(),
        stack.Ports.Broker.OutsideAddress,
        stack.Ports.Spark.MasterUrl,
        $"http://127.0.0.1:{stack.Ports.Spark.MasterUi}");

    public IEnumerable<string> Lines() =>
    [
        $"Airflow                {Airflow}  user {AirflowUser}, password {AirflowPassword} (unless changed there)",
        $"PostgreSQL, the jobs   {PostgresJobs}",
        $"PostgreSQL, the shop   {PostgresWriter}",
        $"PostgreSQL, superuser  {PostgresSuperuser}",
        $"MySQL                  {MySql}",
        $"Kafka                  {Kafka}",
        $"Spark                  {SparkMaster}, pages at {SparkPages}",
    ];

    private static string Postgres(LocalStack stack, string role) =>
        ServerUrl.Postgres("127.0.0.1", stack.Ports.Postgres, role, stack.Postgres.Password(role), ShopRoles.Database).WithPassword();
}
