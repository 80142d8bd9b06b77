namespace Pipeline.Cli.Tests;

/// <summary>Takes down what is written on the console until disposed of.</summary>
internal sealed class RecordedConsole : IDisposable
{
    private readonly TextWriter _ordinaryOutput = Console.Out;
    private readonly TextWriter _ordinaryErrors = Console.Error;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public RecordedConsole()
    {
        Console.SetOut(_output);
        Console.SetError(_errors);
    }

    public string Output => _output.ToString();

    public string Errors => _errors.ToString();

    public void Dispose()
    {
        Console.SetOut(_ordinaryOutput);
        Console.SetError(_ordinaryErrors);
        _output.Dispose();
        _errors.Dispose();
    }
}
