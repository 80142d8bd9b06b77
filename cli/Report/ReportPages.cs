using System.Globalization;
using HandlebarsDotNet;
using Pipeline.Cli.History;

namespace Pipeline.Cli.Report;

/// <summary>Makes the pages out of their templates, which write every value as text, never as markup.</summary>
internal sealed class ReportPages
{
    private const int BarsOfAJob = 12;

    private readonly IHandlebars _templates = Handlebars.Create();
    private readonly HandlebarsTemplate<object, object> _index;
    private readonly HandlebarsTemplate<object, object> _run;

    public ReportPages()
    {
        foreach (var part in (string[])["head", "bars"])
            _templates.RegisterTemplate(part, Template(part));
        _index = _templates.Compile(Template("index"));
        _run = _templates.Compile(Template("run"));
    }

    /// <summary>The page of all runs.</summary>
    public string Index(ReportData data) => _index(new
    {
        title = "Pipeline runs",
        made = Time(data.Made),
        runs = data.Runs.Select(proof => Line(proof.Run)),
        unread = data.Unread.Select(one => one.ToString()),
        durations = data.Runs.Where(proof => proof.Run.Seconds is not null).GroupBy(proof => proof.Run.Job, StringComparer.Ordinal).Select(Durations),
        months = Picture("Orders per month", "month", "orders", data.Shop.Months, month => month.Month, month => month.Orders),
        products = Picture("Top products", "product", "revenue", data.Shop.Products, product => product.Name, product => product.Revenue, "N2"),
        minutes = Picture("Events per minute, of the newest two hours", "minute (UTC)", "events", data.Events.Minutes, minute => minute.Minute, minute => minute.Events),
        lag = Picture("Lag per partition when messages were last stored", "partition, when (UTC)", "messages", data.Events.Lag, one => $"{one.Topic} {one.Partition}, {Time(one.Seen)}", one => one.Messages),
    });

    /// <summary>The page of one attempt; that of one that has ended stays the same, whenever it is made.</summary>
    public string Run(RunProof proof, DateTime made) => _run(new
    {
        title = $"Run {proof.Run.RunId}",
        made = proof.Run.Ended is null ? Time(made) : null,
        run = Line(proof.Run),
        tables = proof.Tables.Select(table => new
        {
            table.Source,
            table.Target,
            rowsSource = Number(table.RowsSource),
            rowsTarget = Number(table.RowsTarget),
            size = Megabytes(table.Bytes),
            checksumSource = table.ChecksumSource ?? "–",
            checksumTarget = table.ChecksumTarget ?? "–",
            table.Proof,
            seconds = Number(table.Seconds),
            rate = Number(table.RowsPerSecond is { } rate ? (long)rate : null),
            sizeRate = Megabytes(table.BytesPerSecond),
            table.Note,
            table.Ddl,
        }),
        hasTables = proof.Tables.Count > 0,
        partitions = proof.Partitions.Select(one => new
        {
            pass = Number(one.Pass),
            partition = Number(one.Partition),
            begin = Number(one.BeginOffset),
            end = Number(one.EndOffset),
            events = Number(one.Events),
            duplicates = Number(one.Duplicates),
            rejected = Number(one.Rejected),
            lag = Number(one.Lag),
            gaps = one.Gaps is "{}" ? "none" : one.FirstGaps(),
        }),
        hasPartitions = proof.Partitions.Count > 0,
        more = proof.More,
    });

    private static object Picture<T>(string caption, string label, string unit, Picture<T> picture, Func<T, string> labelOf, Func<T, decimal> value, string format = "N0") =>
        Picture(caption, label, unit, Bar.Of(picture.Rows, labelOf, value, format), picture.Missing);

    private static object Picture(string caption, string label, string unit, IReadOnlyList<Bar> bars, string? missing = null) => new { caption, label, unit, bars, missing };

    /// <summary>A picture a job: each has its own scale, and one that runs every five minutes pushes no other out.</summary>
    private static object Durations(IGrouping<string, RunProof> job) => Picture(
        $"Seconds of the latest runs of {job.Key}", "began (UTC)", "seconds", Bar.Of([.. job.Take(BarsOfAJob)], proof => Time(proof.Run.Began), proof => (decimal)proof.Run.Seconds!.Value, "N1"));

    private static object Line(RecordedRun run) => new
    {
        page = ReportFolder.PageOf(run),
        run.RunId,
        run.Attempt,
        run.Job,
        run.Engine,
        run.Outcome,
        exitCode = run.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "–",
        source = run.Source ?? "–",
        run.Error,
        began = Time(run.Began),
        seconds = Number(run.Seconds),
        rows = Number(run.Rows),
    };

    private static string Template(string name)
    {
        using var reader = new StreamReader(typeof(ReportPages).Assembly.GetManifestResourceStream($"{name}.hbs")!);
        return reader.ReadToEnd();
    }

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";

    private static string Megabytes(double? bytes) => (bytes / 1_000_000)?.ToString("N2", CultureInfo.InvariantCulture) ?? "–";

    private static string Number(double? value) => value?.ToString("N1", CultureInfo.InvariantCulture) ?? "–";
}
