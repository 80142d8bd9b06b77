using Pipeline.Cli.Stack;
using Pipeline.Common;

namespace Pipeline.Cli.Airflow;

/// <summary>airflow.cfg of the stack: what differs from Airflow's own defaults. It holds secrets, so only its owner may read it.</summary>
/// <param name="Folder">airflow/ of the checkout, with its DAGs and plugins.</param>
/// <param name="Home">AIRFLOW_HOME.</param>
/// <param name="Metadata">The database of Airflow's own tables.</param>
/// <param name="Port">Where the api-server listens.</param>
/// <param name="SendsLineage">False where lineage goes to a file: Airflow's own client of OpenLineage knows none, so that is the jobs' alone.</param>
internal sealed record AirflowSettings(string Folder, AirflowHome Home, DatabaseUrl Metadata, int Port, bool SendsLineage)
{
    /// <summary>Pages, REST, and what tasks report to.</summary>
    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>The file's text.</summary>
    public string Text(StackFolder secrets) => $"""
        [core]
        dags_folder = {Folder}/dags
        plugins_folder = {Folder}/plugins
        executor = LocalExecutor
        auth_manager = airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager
        execution_api_server_url = {Address}/execution/
        fernet_key = {Convert.ToBase64String(secrets.Secret("fernet")).Replace('+', '-').Replace('/', '_')}
        load_examples = False
        parallelism = 4
        task_success_overtime = 60

        [database]
        sql_alchemy_conn = postgresql+psycopg2://{Metadata.User}:{Metadata.Password}@{Metadata.Host}:{Metadata.Port}/{Metadata.Database}

        [api]
        host = 127.0.0.1
        port = {Port}
        base_url = {Address}
        workers = 1
        secret_key = {Convert.ToHexStringLower(secrets.Secret("pages"))}
        expose_config = False

        [api_auth]
        jwt_secret = {Convert.ToHexStringLower(secrets.Secret("tokens"))}

        [workers]
        execution_api_timeout = 60

        [logging]
        base_log_folder = {Home.Logs}

        [dag_processor]
        refresh_interval = 30

        [usage_data_collection]
        enabled = False
        {(SendsLineage ? "" : "\n[openlineage]\ndisabled = True\n")}
        """;
}
