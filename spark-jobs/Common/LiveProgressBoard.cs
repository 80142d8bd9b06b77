using Spectre.Console;

namespace Pipeline.Common;

/// <summary>Progress as bars of a terminal.</summary>
internal sealed class LiveProgressBoard(ProgressContext context) : ProgressBoard
{
    public override ProgressRow Add(string name, long total) =>
        new Row(name, context.AddTask(Markup.Escape(name), maxValue: Math.Max(1, total)));

    private sealed class Row(string name, ProgressTask task) : ProgressRow
    {
        public override void MoveTo(long rows) => task.Value = Math.Min(rows, task.MaxValue);

        public override void Stage(string stage) => task.Description = Markup.Escape($"{name}: {stage}");

        public override void Done(long rows, string note, TimeSpan? took = null)
        {
            task.MaxValue = Math.Max(1, rows);
            task.Value = task.MaxValue;
            task.Description = Markup.Escape($"{name}: {note}");
            task.StopTask();
        }
    }
}
