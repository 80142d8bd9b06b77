using System.Globalization;
using System.Text;

namespace Pipeline.Cli.Stack.Internal;

/// <summary>The text of supervisord.conf.</summary>
internal static class SupervisorConf
{
    private const string PlainCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+:,./@%";

    /// <summary>Settings of the supervisor and a section for each service, in start order.</summary>
    public static string Text(StackFolder folder, IReadOnlyList<StackService> services)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            [unix_http_server]
            file={Literal(folder.Socket)}
            chmod=0700

            [supervisord]
            logfile={Literal(folder.SupervisorLog)}
            logfile_maxbytes=5MB
            logfile_backups=1
            pidfile={Literal(folder.ProcessId)}
            childlogdir={Literal(folder.Logs)}
            nocleanup=true
            umask=077
            {(System.Environment.IsPrivilegedProcess ? "user=root" : "")}

            [rpcinterface:supervisor]
            supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

            [supervisorctl]
            serverurl=unix://{Literal(folder.Socket)}

            """);
        for (var i = 0; i < services.Count; i++)
            text.Append(Section(folder, services[i], 10 * (i + 1)));
        return text.ToString();
    }

    /// <summary>A command line as the supervisor reads it, by the rules of a shell and with every % doubled.</summary>
    internal static string CommandLine(IEnumerable<string> command) => Literal(string.Join(' ', command.Select(Word)));

    private static string Section(StackFolder folder, StackService service, int priority) => string.Create(CultureInfo.InvariantCulture, $"""

        [program:{service.Name}]
        command={CommandLine(service.Command)}
        environment={string.Join(',', service.Environment.Where(variable => variable.Value is not null).Select(variable => $"{variable.Key}=\"{Literal(variable.Value!)}\""))}
        priority={priority}
        autostart=false
        autorestart=true
        startsecs=1
        startretries=5
        stopsignal={service.StopSignal}
        stopasgroup={(service.StopSignal is "TERM" ? "true" : "false")}
        killasgroup=true
        stopwaitsecs=30
        redirect_stderr=true
        stdout_logfile={Literal(folder.Log(service.Name))}
        stdout_logfile_maxbytes=20MB
        stdout_logfile_backups=1

        """);

    private static string Word(string word) => word is not "" && word.All(PlainCharacters.Contains) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Literal(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
}
